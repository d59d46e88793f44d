"""What the indicators are asked, beside the tables they are asked of: `python -m benchmarks.material PROJECT LARGE ROWS`.

`asked.json` and `members.csv` go into PROJECT; LARGE becomes a project whose pair table is that of PROJECT, repeated to at least ROWS rows.
"""

import json
import shutil
import sys
from pathlib import Path

import duckdb
import pandas as pd

from copub.reference import membership_table, units


def ask(project: Path) -> None:
    """Write what is asked: every region with two partners in every year, every country, every field."""
    pairs = _read(project, "openalex_pairs")
    counts = _read(project, "ncses_whole_counts")
    years = int(pairs["year"].min()), int(pairs["year"].max())
    asked = {
        "partners": ["CN", "US"],
        "pair_places": sorted({*pairs["unit"], *pairs["partner"]}),
        "pair_years": years,
        "release": "ncses-2023",
        "places": sorted(set(counts["unit"])),
        "fields": sorted(set(counts["field"])),
        "earlier": [2003, 2007],
        "later": [2018, 2022],
    }
    (project / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    known = units()
    regions = known.loc[known["kind"] == "region", "code"].tolist()
    membership_table(regions, *years).to_csv(project / "members.csv", index=False)


def enlarge(project: Path, large: Path, rows: int) -> None:
    """Write `large`, which answers as `project` does, from a pair table with at least `rows` rows."""
    for folder in ("data/open", "data/editions"):
        (large / folder).mkdir(parents=True)
    for name in (
        "_toc.yml",
        "asked.json",
        "members.csv",
        "data/open/datapackage.json",
        "data/open/openalex_international.csv",
    ):
        shutil.copyfile(project / name, large / name)
    shutil.copytree(project / "data" / "reference", large / "data" / "reference")
    (source,) = (project / "data" / "open").glob("openalex_pairs.csv*")
    duckdb.sql(
        f"COPY (WITH pairs AS (FROM read_csv('{source}', header = true, nullstr = '')) "
        f"SELECT pairs.* FROM range((SELECT ceil({rows} / count(*))::BIGINT FROM pairs)), pairs) "
        f"TO '{large / 'data/open/openalex_pairs.csv'}' (HEADER)"
    )


def _read(project: Path, name: str) -> pd.DataFrame:
    (path,) = (project / "data" / "open").glob(f"{name}.csv*")
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


if __name__ == "__main__":
    ask(Path(sys.argv[1]))
    enlarge(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
