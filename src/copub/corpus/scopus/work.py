"""One Scopus record, its fields under the names of the CSV, to a work.

Scopus names no research areas or categories of a work in its exports, and prints departments before organisations: `field`,
categories and institutions stay empty.
"""

import re
from collections.abc import Mapping

from copub.corpus.addresses import Address, Countries, credited, lead_of
from copub.corpus.exported.record import Record, Unusable, doi_of, whole, year_of
from copub.corpus.works import Work

_AUTHORS = re.compile(r";\s+|(?<=\.),\s+(?=\S+)")
_NAME = re.compile(r"[^,]+,(?: [^,]*\.,)?\s*")
_NOBODY = "[no author name available]"


class Works:
    """Turns records into works; holds the tables that all records of a file are looked up in."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self._types = types
        self._country = Countries("scopus")

    def __call__(self, record: Record) -> Work:
        """The work of `record`. Raises Unusable when the record lacks its identifier or a number is none."""
        work_id = record.text("EID")
        if not work_id:
            raise Unusable("no identifier (EID)")
        listed = record.items("Authors with affiliations")
        number = len(listed) or _number_of_authors(record)
        authors = [str(position) for position in range(number)]
        places = self._linked(listed, record) or [
            Address((), self._country(affiliation)) for affiliation in record.items("Affiliations")
        ]
        corresponding = self._corresponding(record)
        credit = credited(authors, places)
        kind = record.text("Document Type").lower()
        row: dict[str, object] = {
            "work_id": work_id,
            "doi": doi_of(record.text("DOI")),
            "year": year_of(record.text("Year"), "the year (Year)"),
            "doc_type": self._types.get(kind, "other") if kind else "",
            "field": "",
            **{f"c{position}": "" for position in range(1, 7)},
            "citations": _citations(record),
            "cset": credit.cset,
            "lead": lead_of(authors, places, corresponding),
            "n_authors": number,
            "retracted": kind == "retracted",
            "truncated": record.truncated,
            "unknown": credit.unknown,
            "dual": credit.dual,
        }
        return Work(row, dict(credit.weights))

    def _linked(self, listed: list[str], record: Record) -> list[Address]:
        """An address for each author and affiliation: those of the record that the author's entry repeats, else its end."""
        affiliations = record.items("Affiliations")
        found: list[Address] = []
        for position, entry in enumerate(listed):
            inside = f", {entry},"
            theirs = [one for one in affiliations if f", {one}," in inside] or [_NAME.sub("", entry, count=1)]
            found.extend(Address((str(position),), self._country(one)) for one in theirs if one)
        return found

    def _corresponding(self, record: Record) -> list[Address]:
        parts = [part for part in record.items("Correspondence Address") if not part.startswith("email:")]
        return [Address((), self._country(parts[-1]))] if len(parts) > 1 else []


def _number_of_authors(record: Record) -> int:
    ids = [one for one in record.text("Author(s) ID").split(";") if one.strip()]
    names = record.text("Authors")
    if ids or not names or names.lower().startswith(_NOBODY):
        return len(ids)
    return len(_AUTHORS.split(names))


def _citations(record: Record) -> int | None:
    # Scopus leaves the cell of an uncited work empty.
    return (
        (whole(record.text("Cited by"), "the number of citations (Cited by)") or 0)
        if "Cited by" in record.cells
        else None
    )
