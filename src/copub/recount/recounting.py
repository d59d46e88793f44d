"""Recount the facts of a section, one by one, each with the cells that were looked at for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from copub.recount.desk import Desk
from copub.recount.lines import Cell

SECTIONS = ("global-output",)
Recipes = dict[str, Callable[[], Any]]
"""How each fact of a section is counted, by its name."""


@dataclass(frozen=True)
class Recounted:
    """A value as the second count finds it, and the cells it rests on."""

    value: Any
    cells: tuple[Cell, ...]


def recount(desk: Desk, sections: Iterable[str] = SECTIONS) -> dict[str, Recounted]:
    """Every fact of `sections`, by its slot. What looked at no cell rests on parameters alone."""
    found = {}
    for section in sections:
        recipes: Recipes = import_module(f"copub.recount.sections.{section.replace('-', '_')}").recipes(desk)
        for name, count in recipes.items():
            desk.looked_at.clear()
            found[f"{section}.{name}"] = Recounted(count(), tuple(desk.looked_at))
    return found
