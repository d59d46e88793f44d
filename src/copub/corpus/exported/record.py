"""One record as the file gives it, before anything is understood."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from copub.corpus.works import Rejected, Work


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


def understood(
    file: str, found: Found, work_of: Callable[[Record], Work], identifier: str
) -> Iterator[Work | Rejected]:
    """Each stretch of `file` as the work that `work_of` makes of it, or as rejected with the reason.

    `identifier` names the vendor's field that tells which record was rejected.
    """
    for one in found:
        if isinstance(one, Refused):
            yield Rejected(file, one.position, one.reason)
            continue
        try:
            yield work_of(one)
        except Unusable as reason:
            yield Rejected(file, one.position, str(reason), one.text(identifier))


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
