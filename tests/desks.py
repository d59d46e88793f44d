"""A desk of a few lines, so that a second count can be followed on fingers."""

import csv
from pathlib import Path
from typing import Any

from copub.recount import Desk, Files
from miniature import ROOT


def write_table(path: Path, columns: str, *rows: tuple) -> None:
    """A table from its column names in one string and its rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([columns.split(), *rows])


def desk(root: Path, parameters: dict[str, Any], **tables: list[tuple]) -> Desk:
    """A desk with these public tables, the names of the columns first, and the project's own lists of places."""
    if not (root / "data" / "reference").exists():
        (root / "data").mkdir(parents=True, exist_ok=True)
        (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    for name, (columns, *rows) in tables.items():
        write_table(root / "data" / "open" / f"{name}.csv", columns, *rows)
    return Desk(Files(root), {"release": "ncses-2023", "pairs_release": "openalex-2024", **parameters})


def yearly(unit: str, first: int, *works: int) -> list[tuple]:
    """Lines of `ncses_whole_counts`: the works of a unit, year by year."""
    return [("ncses-2023", "9985", "all", unit, first + number, count) for number, count in enumerate(works)]


WHOLE = "release table field unit year works"
OUTPUT = "release table unit year total domestic international"
PAIRS = "year unit partner works"
INTERNATIONAL = "year unit works partners"
TOPICS = "topic release table unit year works"
