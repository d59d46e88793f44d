"""One record as the file gives it, before anything is understood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from copub.corpus.works import Rejected


@dataclass(frozen=True)
class Record:
    """The cells of one record by the vendor's field name, each a list of lines, and where the record stands in its file."""

    position: str
    cells: Mapping[str, Sequence[str]] = field(default_factory=dict)
    truncated: bool = False  # a cell was cut at the limit of the format

    def text(self, name: str) -> str:
        """The cell as one line, wrapped lines joined by a blank; empty where absent."""
        return " ".join(line.strip() for line in self.cells.get(name, ())).strip()

    def items(self, name: str) -> list[str]:
        """The parts of a list that the cell separates by semicolons."""
        return [part for part in (piece.strip() for piece in self.text(name).split("; ")) if part]


@dataclass(frozen=True)
class Refused:
    """A stretch of the file that cannot become a record: where, why."""

    position: str
    reason: str


Found: TypeAlias = Iterator[Record | Refused]


class Unusable(Exception):
    """Why a record that could be read cannot be a work."""


def rejected(file: str, what: Record | Refused, reason: str = "", work_id: str = "") -> Rejected:
    """The quarantine's line for a stretch of `file`."""
    return Rejected(file, what.position, reason or (what.reason if isinstance(what, Refused) else ""), work_id)


def whole(text: str, name: str) -> int | None:
    """A number of the cell `name`, None where the cell is empty; Unusable when it is something else, or too large."""
    text = text.strip()
    if not text:
        return None
    digits = text.removesuffix(".0")  # workbooks hold numbers as floats
    if not (digits.isascii() and digits.isdigit()) or int(digits) > 2**31 - 1:
        raise Unusable(f"{name} is not a whole number")
    return int(digits)


def year_of(text: str, name: str) -> int | None:
    """A year from 1500 to 2100, None where the cell is empty; Unusable otherwise."""
    year = whole(text, name)
    if year is not None and not 1500 <= year <= 2100:
        raise Unusable(f"{name} is not a year")
    return year


def doi_of(text: str) -> str:
    """A DOI in lower case without its address; empty where none."""
    doi = text.strip().lower()
    for address in ("https://doi.org/", "http://dx.doi.org/", "doi:"):
        doi = doi.removeprefix(address)
    return doi
