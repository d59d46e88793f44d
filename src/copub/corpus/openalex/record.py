"""One OpenAlex work, of any vintage: the fields we take, and the row they become.

Documented at developers.openalex.org (November 2026). Fields that are not named here are skipped without being looked at.
"""

import re
from functools import cache
from itertools import chain
from typing import NamedTuple

import msgspec

from copub.corpus.credit import credit
from copub.corpus.doc_types import doc_types
from copub.reference import countries

FIRST_YEAR, LAST_YEAR = 1400, 2100
MOST_CITATIONS = 2**31 - 1
MOST_AUTHORS = 1_000_000
_ID = re.compile(r"(?:https?://openalex\.org/)?(W\d+)")
_ID_IN_TEXT = re.compile(rb'"id"\s*:\s*"https?://openalex\.org/(W\d+)"')
_AT = re.compile(r"^JSON is malformed: | \(byte \d+\)$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(.+)")
_UNKNOWN = "a country code that data/reference/countries.csv lacks"


class Named(msgspec.Struct, gc=False):
    """A field or subfield."""

    display_name: str | None = None


class Topic(msgspec.Struct, gc=False):
    """A topic, with the subfield and field above it."""

    subfield: Named | None = None
    field: Named | None = None


class Source(msgspec.Struct, gc=False):
    """Where a work was published."""

    type: str | None = None


class Location(msgspec.Struct, gc=False):
    """The place of a work's best version."""

    source: Source | None = None


class Institution(msgspec.Struct, gc=False):
    """An institution of an author."""

    id: str | None = None
    country_code: str | None = None


class Authorship(msgspec.Struct, gc=False):
    """One author of a work; `countries` is absent before 2024."""

    countries: list[str | None] = []
    institutions: list[Institution] = []
    is_corresponding: bool | None = None


class Record(msgspec.Struct, gc=False):
    """A work as OpenAlex gives it."""

    id: str | None = None
    authorships: list[Authorship] | msgspec.UnsetType = msgspec.UNSET
    doi: str | None = None
    publication_year: int | None = None
    type: str | None = None
    type_crossref: str | None = None
    cited_by_count: int | None = None
    is_retracted: bool | None = None
    is_paratext: bool | None = None
    is_xpac: bool | None = None
    is_authors_truncated: bool | None = None
    authors_count: int | None = None
    primary_topic: Topic | None = None
    topics: list[Topic] | None = None
    primary_location: Location | None = None


class Taken(NamedTuple):
    """What a record becomes: a row in the order of the contract's columns, and the rows of the side tables."""

    row: tuple[object, ...]
    weights: tuple[tuple[str, int], ...]
    institutions: tuple[tuple[str, str], ...]


class Refused(Exception):
    """The record cannot be a work; the reason is its text, `work_id` its identifier where that could be read."""

    def __init__(self, reason: str, work_id: str = "") -> None:
        super().__init__(reason)
        self.work_id = work_id


_decoder = msgspec.json.Decoder(Record)


def take(raw: bytes | memoryview | msgspec.Raw) -> Taken:
    """The row of a record in JSON. Raises Refused; its text never quotes the record."""
    try:
        return row_of(_decoder.decode(raw))
    except msgspec.ValidationError as error:
        raise Refused(f"wrong type: {error}", id_in(raw)) from None
    except RecursionError:
        raise Refused("broken JSON: nested too deeply", id_in(raw)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else _AT.sub("", str(error))
        raise Refused(f"broken JSON: {reason}", id_in(raw)) from None


def row_of(record: Record) -> Taken:
    """The row of a record. Raises Refused for one without identifier, authors' list or plausible year, or with odd values."""
    found = _ID.fullmatch(record.id or "")
    if not found:
        raise Refused("no identifier of a work")
    work_id = found[1]
    if record.authorships is msgspec.UNSET:
        raise Refused(
            "no `authorships` in the record: taken with select=, it cannot say which countries took part", work_id
        )
    year, citations = record.publication_year, record.cited_by_count
    if year is None:
        raise Refused("no publication year", work_id)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"publication year outside {FIRST_YEAR} to {LAST_YEAR}", work_id)
    if citations is not None and not 0 <= citations <= MOST_CITATIONS:
        raise Refused("impossible number of citations", work_id)
    if (record.authors_count or 0) > MOST_AUTHORS:
        raise Refused("impossible number of authors", work_id)
    authors = tuple([_countries(author) for author in record.authorships])
    if not _codes().issuperset(chain.from_iterable(authors)):
        raise Refused(_UNKNOWN, work_id)
    unlisted = max(0, (record.authors_count or 0) - len(authors))
    shared = credit(authors, unlisted)
    row = (
        work_id,
        doi(record.doi),
        year,
        _doc_type(record),
        _name(record.primary_topic.field if record.primary_topic else None),
        *_subfields(record),
        citations,
        shared.cset,
        _lead(record.authorships, authors),
        len(authors) + unlisted,
        record.is_retracted,
        bool(record.is_authors_truncated) or unlisted > 0,
        shared.unknown,
        shared.dual,
    )
    return Taken(row, shared.weights, _institutions(record.authorships))


def doi(text: str | None) -> str:
    """A DOI without its address, in lower case."""
    found = _DOI.fullmatch((text or "").strip().lower())
    return found[1] if found else ""


def checked(code: str, work_id: str) -> str:
    """A country's code. Raises Refused for one that our table of countries lacks: dropping it would lose a collaboration."""
    if code not in _codes():
        raise Refused(_UNKNOWN, work_id)
    return code


def doc_type(theirs: str | None) -> str:
    """Our word for their type; a type nobody has heard of is `other`."""
    return _types().get((theirs or "").lower(), "other")


def id_in(raw: bytes | memoryview | msgspec.Raw) -> str:
    """The identifier that the text of a broken record shows."""
    found = _ID_IN_TEXT.search(bytes(raw))
    return found[1].decode() if found else ""


def _countries(author: Authorship) -> tuple[str, ...]:
    # Before 2024 only the institutions say where an author works.
    codes = author.countries or [institution.country_code for institution in author.institutions]
    if len(codes) == 1:
        return (codes[0],) if codes[0] else ()
    return tuple(sorted({code for code in codes if code}))


def _lead(authorships: list[Authorship], authors: tuple[tuple[str, ...], ...]) -> str:
    corresponding = [countries for one, countries in zip(authorships, authors, strict=True) if one.is_corresponding]
    found = {code for countries in corresponding or authors[:1] for code in countries}
    return found.pop() if len(found) == 1 else ""


def _institutions(authorships: list[Authorship]) -> tuple[tuple[str, str], ...]:
    found = {(one.id, one.country_code) for author in authorships for one in author.institutions if one.id}
    return tuple(sorted({(id_.rpartition("/")[2], country or "") for id_, country in found}))


def _doc_type(record: Record) -> str:
    if record.is_paratext or record.is_xpac:
        return "other"
    ours = doc_type(record.type)
    source = record.primary_location.source if record.primary_location else None
    in_proceedings = record.type_crossref == "proceedings-article" or (
        source is not None and source.type == "conference"
    )
    return "conference" if ours == "article" and in_proceedings else ours


def _subfields(record: Record) -> tuple[str, ...]:
    topics = (record.primary_topic, *(record.topics or ()))
    names = dict.fromkeys([topic.subfield.display_name for topic in topics if topic and topic.subfield])
    return (*filter(None, names), "", "", "", "", "", "")[:6]


def _name(of: Named | None) -> str:
    return (of.display_name if of else None) or ""


@cache
def _types() -> dict[str, str]:
    return doc_types("openalex")


@cache
def _codes() -> frozenset[str]:
    return frozenset(countries()["code"])
