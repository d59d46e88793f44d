"""One Web of Science record, its fields under their tags, to a work.

What each field gives is in the ledger (`fields.csv`) and why in `docs/decisions/0013-reading-web-of-science.md`.
"""

import re
from collections.abc import Mapping, Sequence

from copub.corpus.addresses import Address, Countries, credited, lead_of
from copub.corpus.exported.record import Record, Unusable, doi_of, whole, year_of
from copub.corpus.works import Work
from copub.corpus.wos.addresses import addresses, listed_addresses, reprint_addresses

CATEGORIES = 6
_PARTS = re.compile(r"[\s.-]+")
# Said of a work beside its type; they are no types themselves.
_STATUS = {"early access", "retracted publication", "expression of concern"}


class Works:
    """Turns records into works; holds the tables that all records of a file are looked up in."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self._types = types
        self._country = Countries("wos")

    def __call__(self, record: Record) -> Work:
        """The work of `record`. Raises Unusable when the record lacks its identifier or a number is none."""
        work_id = record.text("UT")
        if not work_id:
            raise Unusable("no identifier (UT)")
        authors, index = _authors(record)
        places, corresponding = self._addresses(record, index)
        credit = credited(authors, places)
        categories = record.items("WC")
        types = [one.lower() for one in record.items("DT")]
        row: dict[str, object] = {
            "work_id": work_id,
            "doi": doi_of(record.text("DI")),
            "year": _year(record),
            "doc_type": doc_type(types, self._types),
            "field": next(iter(record.items("SC")), ""),
            **{f"c{i + 1}": categories[i] if i < len(categories) else "" for i in range(CATEGORIES)},
            "citations": whole(record.text("TC"), "the number of citations (TC)"),
            "cset": credit.cset,
            "lead": lead_of(authors, places, corresponding),
            "n_authors": len(authors),
            "retracted": "retracted publication" in types,
            "truncated": record.truncated or len(categories) > CATEGORIES,
            "unknown": credit.unknown,
            "dual": credit.dual,
        }
        institutions = sorted({(one.organisation, one.country) for one in places if one.organisation})
        return Work(row, dict(credit.weights), tuple(institutions))

    def _addresses(self, record: Record, index: dict[str, str]) -> tuple[list[Address], list[Address]]:
        if "Affiliation" in record.cells:
            corresponding, found = listed_addresses(record.cells["Affiliation"], self._country, index)
        else:
            found = list(addresses(record.cells.get("C1", ()), self._country, index))
            corresponding = list(reprint_addresses((record.text("RP"),), self._country, index))
        # The corresponding author's address repeats one of the others, except in records that list no other or left it out.
        countries = {address.country for address in found}
        missing = [address for address in corresponding if address.country and address.country not in countries]
        return found + (missing if found else corresponding), corresponding


def doc_type(types: Sequence[str], ours: Mapping[str, str]) -> str:
    """Our type for theirs, in lower case; empty where the record has none.

    Of several, `Book Chapter` decides (`Article; Book Chapter` is a chapter), else the first that is a type: `Article;
    Proceedings Paper` is an article, published in a journal, and `Article; Early Access` one that waits for its issue.
    """
    named = [one for one in types if one not in _STATUS]
    if not named:
        return "other" if types else ""
    return ours.get("book chapter" if "book chapter" in named else named[0], "other")


def _authors(record: Record) -> tuple[list[str], dict[str, str]]:
    """The authors by full name where the record has it, and which author each way of writing a name means."""
    short = [name for name in _names(record, "AU") if name.lower() != "[anonymous]"]
    full = [name for name in _names(record, "AF") if name.lower() != "[anonymous]"]
    authors = full if len(full) >= len(short) else short
    index = {name: name for name in authors}
    if len(short) not in (0, len(full)):
        return authors, index
    # BibTeX has full names only, and still abbreviates the corresponding author's.
    for name, own in zip(short or map(_abbreviated, full), full, strict=False):
        index.setdefault(name, own)
    return authors, index


def _abbreviated(name: str) -> str:
    last, comma, first = name.partition(", ")
    return last + comma + "".join(part[0] for part in _PARTS.split(first) if part)


def _names(record: Record, tag: str) -> list[str]:
    pieces = (piece.strip() for line in record.cells.get(tag, ()) for piece in line.split("; "))
    return [piece for piece in pieces if piece]


def _year(record: Record) -> int | None:
    issue = year_of(record.text("PY"), "the publication year (PY)")
    early = record.text("EA")[-4:] or record.text("EY")
    return issue or year_of(early, "the early access date (EA)")
