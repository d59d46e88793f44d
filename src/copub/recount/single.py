"""One fact recounted alone, where a desk may not be able to tell the others."""

from importlib import import_module
from importlib.util import find_spec

from copub.recount.desk import Desk, NotThere
from copub.recount.recounting import Recounted


def recount_one(desk: Desk, slot: str) -> Recounted:
    """The fact at `slot`; its value is None where there is nothing to tell. Raises `NotThere` where the tables lack what it takes."""
    section, _, name = slot.partition(".")
    module = f"copub.recount.sections.{section.replace('-', '_')}"
    count = import_module(module).recipes(desk).get(name) if find_spec(module) else None
    if count is None:
        raise NotThere(
            f"no recipe of `{slot}`", where="copub.recount.sections", do="ask for a fact that this edition records"
        )
    desk.looked_at.clear()
    value = count()
    return Recounted(value, tuple(desk.looked_at))
