"""The ledger of Scopus's fields, `fields.csv`: the column of the CSV, the name in BibTeX, what we take."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def columns() -> frozenset[str]:
    """Every column of the CSV that the ledger knows."""
    return frozenset(row["theirs"] for row in _rows() if row["theirs"])


@cache
def bibtex() -> dict[str, str]:
    """From a field of BibTeX to the CSV's column, or to itself where the CSV has none."""
    return {row["bibtex"]: row["theirs"] or row["bibtex"] for row in _rows() if row["bibtex"]}


def _rows() -> list[dict[str, str]]:
    with (HERE / "fields.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
