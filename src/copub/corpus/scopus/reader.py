"""Scopus exports, told apart by their content, to batches of works."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from copub.corpus.doc_types import doc_types
from copub.corpus.exported import bibtex, comma
from copub.corpus.exported.opening import head_text
from copub.corpus.exported.record import Found, Record, understood
from copub.corpus.scopus import ledger
from copub.corpus.scopus.work import Works
from copub.corpus.works import Batch, batched
from copub.errors import CopubError

_EID = re.compile(r"[?&]eid=(2-s2\.0-\d+)")
_CITED = re.compile(r"cited by:? (\d+)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")
_NUMBERED = re.compile(r" \d+$")


def recognise(path: Path) -> str | None:
    """`scopus-csv` or `scopus-bibtex`; None for a file that is no Scopus export."""
    beginning = head_text(path).lstrip()
    if {"Authors", "EID"} <= set(comma.heading(beginning)):
        return "scopus-csv"
    if re.search(r"^@\w+\{", beginning, re.MULTILINE) and re.search(r"source\s*=\s*\{Scopus\}|eid=2-s2\.0-", beginning):
        return "scopus-bibtex"
    return None


def read(path: Path) -> Iterator[Batch]:
    """Every record of the file, in file order, accepted or rejected.

    Where the export names no author's affiliation (BibTeX), a work is spread evenly over its affiliations; where it has no
    affiliations at all, every work is accepted with its countries unknown. Raises CopubError when the file is no Scopus export.
    """
    form = recognise(path)
    if form is None:
        raise CopubError(
            "not a Scopus export",
            where=str(path),
            do="export as CSV or BibTeX with citation information and affiliations",
        )
    yield from batched(understood(path.name, FORMATS[form](path), Works(doc_types("scopus")), "EID"))


def column(name: str) -> str:
    """The CSV's column for a field of BibTeX; long texts are numbered there (`funding_text 1`)."""
    plain = _NUMBERED.sub("", name)
    return ledger.bibtex().get(plain, plain)


def _bibtex(path: Path) -> Found:
    for found in bibtex.records(path):
        if not isinstance(found, Record):
            yield found
            continue
        cells = {column(name): cell for name, cell in found.cells.items()}
        eid, cited = _EID.search(found.text("url")), _CITED.search(found.text("note"))
        cells["EID"] = [eid[1]] if eid else []
        cells["Authors"] = ["; ".join(_AND.split(found.text("author")))]
        cells.pop("Cited by", None)
        if cited:
            cells["Cited by"] = [cited[1]]
        yield replace(found, cells=cells)


FORMATS: dict[str, Callable[[Path], Found]] = {"scopus-csv": comma.records, "scopus-bibtex": _bibtex}
