"""Recount the facts of a section, one by one, each with the cells that were looked at for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from copub.recount.desk import Desk, NotThere
from copub.recount.lines import Cell

SECTIONS = (
    "global-output",
    "collaboration-profiles",
    "united-states",
    "china",
    "three-blocs",
    "regional-networks",
)
Recipes = dict[str, Callable[[], Any]]
"""How each fact of a section is counted, by its name; None says that there is nothing to tell, and no such fact."""


def gathered(families: Iterable[Recipes]) -> Recipes:
    """The recipes of several alike, such as one place each, as those of one section."""
    return {name: count for family in families for name, count in family.items()}


@dataclass(frozen=True)
class Recounted:
    """A value as the second count finds it, and the cells it rests on."""

    value: Any
    cells: tuple[Cell, ...]


def recount(desk: Desk, sections: Iterable[str] = SECTIONS) -> dict[str, Recounted]:
    """Every fact of `sections` that the desk can tell, by its slot. What looked at no cell rests on parameters alone."""
    return {slot: found for slot, found in attempts(desk, sections) if isinstance(found, Recounted)}


def attempts(desk: Desk, sections: Iterable[str] = SECTIONS) -> Iterator[tuple[str, Recounted | NotThere]]:
    """Every fact of `sections` by its slot, and where the tables lack what it takes, what they lack."""
    for section in sections:
        recipes: Recipes = import_module(f"copub.recount.sections.{section.replace('-', '_')}").recipes(desk)
        for name, count in recipes.items():
            desk.looked_at.clear()
            try:
                value = count()
            except NotThere as lacking:
                yield f"{section}.{name}", lacking
                continue
            if value is not None:
                yield f"{section}.{name}", Recounted(value, tuple(desk.looked_at))
