"""Their document types in our eight words: `data/reference/doc_types.csv`."""

import csv
from functools import cache
from pathlib import Path

from copub.errors import CopubError
from copub.project import find_root

OURS = ("article", "review", "conference", "book", "chapter", "editorial", "letter", "other")


def doc_types(source: str) -> dict[str, str]:
    """Our word for each document type of `source`, theirs in lower case.

    Raises CopubError when the table is missing or uses a word that is not ours.
    """
    return _read(find_root() / "data" / "reference" / "doc_types.csv")[source]


@cache
def _read(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        raise CopubError(f"no table `{path.name}`", where=str(path), do="restore it from the project's history")
    words: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if row["ours"] not in OURS:
                raise CopubError(
                    f"`{row['ours']}` is not one of our document types",
                    where=f"{path.name}, line {number}",
                    do=f"use one of {', '.join(OURS)}",
                )
            words.setdefault(row["source"], {})[row["theirs"].lower()] = row["ours"]
    return words
