"""`python -m copub.corpus SOURCE FOLDER`: make the open tables of a source again from its originals."""

import argparse
import sys
from pathlib import Path

from copub.corpus import ncses, openalex_pairs
from copub.errors import CopubError
from copub.project import find_root

SOURCES = {"ncses": ncses.import_tables, "openalex-pairs": openalex_pairs.import_tables}


def main() -> int:
    """Write `data/open/` and say, table by table, what became of the records."""
    parser = argparse.ArgumentParser(prog="python -m copub.corpus", description="Make open tables from their originals.")
    parser.add_argument("source", choices=sorted(SOURCES))
    parser.add_argument("folder", type=Path, help="folder with the originals")
    given = parser.parse_args()
    try:
        written = SOURCES[given.source](given.folder, find_root() / "data" / "open")
    except CopubError as error:
        print(error, file=sys.stderr)
        return 1
    for table in written:
        imported = table.imported
        aside = "".join(f", {count:,} {reason}" for reason, count in imported.set_aside.items())
        print(f"{imported.name}: {table.rows:,} rows; of {imported.records:,} numbers read {imported.kept:,} kept{aside}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
