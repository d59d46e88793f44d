"""What a desk can tell: facts recounted under parameters and with tables that need not fit each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from copub.errors import CopubError
from copub.recount import Cell, Desk, Files
from copub.recount.recounting import SECTIONS, Recipes

# A recipe is written for tables that hold what the parameters ask for. Where they do not, it says so (NotThere), or finds nothing to
# count with: no line, no year, no number.
UNTOLD = (CopubError, LookupError, ValueError, ArithmeticError, TypeError, AttributeError)
OF_PAIRS = ("openalex_pairs", "openalex_international", "joint", "international", "joint_fields")


@dataclass(frozen=True)
class Told:
    """A recounted value, the cells it rests on, and the years of these: of tables of pairs (True) and of others (False)."""

    value: Any
    cells: tuple[Cell, ...]
    years: frozenset[tuple[bool, str]]


def tell(desk: Desk, *, like: Mapping[str, Told] | None = None) -> dict[str, Told]:
    """Every fact that the desk can tell, by slot; a fact whose value is none is not among them.

    `like` is what a desk with the same years tells, and tables that have all of them. A fact that finds fewer years here is not told: it
    would be the fact of another period.
    """
    told = dict(_count(desk))
    return (
        told
        if like is None
        else {slot: one for slot, one in told.items() if slot in like and one.years >= like[slot].years}
    )


def _count(desk: Desk) -> Iterator[tuple[str, Told]]:
    for section in SECTIONS:
        try:
            recipes: Recipes = import_module(f"copub.recount.sections.{section.replace('-', '_')}").recipes(desk)
        except UNTOLD:
            continue
        for name, count in recipes.items():
            desk.looked_at.clear()
            try:
                value = count()
            except UNTOLD:
                continue
            if value is not None:
                cells = tuple(desk.looked_at)
                yield f"{section}.{name}", Told(_as_recorded(value), cells, _years(desk.files, cells))


def _as_recorded(value: Any) -> Any:
    """A band of one number is that number, as facts are recorded."""
    ends = list(value) if isinstance(value, list | tuple) else value
    one = isinstance(ends, list) and len(ends) == 2 and ends[0] == ends[1] and not isinstance(ends[0], str)
    return ends[0] if one else ends


def _years(files: Files, cells: tuple[Cell, ...]) -> frozenset[tuple[bool, str]]:
    return frozenset(
        (cell.file.rpartition("/")[2].partition(".")[0] in OF_PAIRS, _years_of(files, cell.file)[cell.line - 2])
        for cell in cells
    )


@cache
def _years_of(files: Files, file: str) -> list[str]:
    """The year of each line of a table; none where it has no such column."""
    return [values.get("year", "") for _, _, values in files.rows(file.removesuffix(".gz").removesuffix(".csv"))]
