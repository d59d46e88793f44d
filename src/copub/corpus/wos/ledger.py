"""The ledger of Web of Science's fields, `fields.csv`: tag, the names of the same field in workbooks and BibTeX, what we take."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Names(NamedTuple):
    """From a format's name of a field to its tag."""

    tags: frozenset[str]
    sheet: dict[str, str]
    bibtex: dict[str, str]


@cache
def names() -> Names:
    """Every field of the ledger, taken or not."""
    with (HERE / "fields.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Names(
        frozenset(row["theirs"] for row in rows if row["theirs"]),
        {row["sheet"]: row["theirs"] or row["sheet"] for row in rows if row["sheet"]},
        {name: row["theirs"] or name for row in rows for name in row["bibtex"].split("; ") if name},
    )
