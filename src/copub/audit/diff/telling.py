"""What a desk can tell: facts recounted under parameters and with tables that need not fit each other."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from copub.errors import CopubError
from copub.recount import Cell, Desk, Recounted
from copub.recount.recounting import SECTIONS, Recipes

# A recipe is written for tables that hold what the parameters ask for. Where they do not, it says so (NotThere), or finds nothing to
# count with: no line, no year, no number.
UNTOLD = (CopubError, LookupError, ValueError, ArithmeticError, TypeError, AttributeError)
YEARS = ("first_year", "last_year", "earlier_window", "later_window")
YEARS_OF_PAIRS = ("pairs_first_year", "pairs_last_year")
OF_PAIRS = ("openalex_pairs", "openalex_international", "joint", "international", "joint_fields")


def tell(desk: Desk, *, resting: frozenset[str] = frozenset()) -> dict[str, Recounted]:
    """Every fact that the desk can tell, by slot; a fact whose value is none is not among them.

    `resting` are the facts that rest on cells elsewhere: where years are lacking, one of them that finds no cell here is not told.
    """
    lacking = _lacking(desk)
    told = {}
    for slot, found in _count(desk):
        untold = slot in resting and any(lacking.values()) and not found.cells
        if not untold and not any(lacking[_is_of_pairs(cell)] for cell in found.cells):
            told[slot] = found
    return told


def _count(desk: Desk) -> Iterator[tuple[str, Recounted]]:
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
                yield f"{section}.{name}", Recounted(_as_recorded(value), tuple(desk.looked_at))


def _as_recorded(value: Any) -> Any:
    """A band of one number is that number, as facts are recorded."""
    ends = list(value) if isinstance(value, list | tuple) else value
    one = isinstance(ends, list) and len(ends) == 2 and ends[0] == ends[1] and not isinstance(ends[0], str)
    return ends[0] if one else ends


def _lacking(desk: Desk) -> Mapping[bool, bool]:
    """Whether the desk's tables of pairs (True), and its others (False), lack a year that its parameters name."""
    return {
        of_pairs: bool(_named(desk, names) - set(desk.years_of(table)))
        for of_pairs, names, table in ((True, YEARS_OF_PAIRS, "joint"), (False, YEARS, "output"))
    }


def _named(desk: Desk, names: tuple[str, ...]) -> set[int]:
    values = [desk.parameters[name] for name in names]
    return {year for value in values for year in (value if isinstance(value, list) else [value])}


def _is_of_pairs(cell: Cell) -> bool:
    return cell.file.rpartition("/")[2].partition(".")[0] in OF_PAIRS
