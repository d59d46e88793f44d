"""The way from one edition to another, one change at a time, in a stated order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from copub.audit.diff.sides import Side
from copub.audit.diff.works import CLASSES, Walk, walked
from copub.recount import Desk, Files

WINDOWS = ("first_year", "last_year", "pairs_first_year", "pairs_last_year", "earlier_window", "later_window")
RELEASES = ("release", "pairs_release")
OF_TABLES = ("years", "parameters", "release", "cells", "method")
OF_WORKS = ("years", "parameters", *CLASSES, "cells", "method")
"""The steps in their order; `method` is what no recount explains, and comes last."""


@dataclass(frozen=True)
class Step:
    """What is changed, and the desk of everything changed so far; no desk where both sides are alike in it."""

    name: str
    desk: Desk | None


@dataclass(frozen=True)
class Way:
    """The steps between two sides, and of two corpora of records how many works are in each class."""

    steps: tuple[Step, ...]
    works: Walk | None = None

    @property
    def last(self) -> Desk | None:
        """The desk after all steps: by then everything is as on the later side."""
        return next((step.desk for step in reversed(self.steps) if step.desk is not None), None)

    @property
    def names(self) -> tuple[str, ...]:
        """All steps in their order, the last included."""
        return OF_WORKS if self.works else OF_TABLES


@contextmanager
def way(a: Side, b: Side) -> Iterator[Way]:
    """The steps from `a` to `b`; what a step makes lives inside the `with` block.

    Two corpora of records whose works are both on this machine are walked class by class of works; any other two by their release.
    A release that only the tables of `b` hold belongs, tables and all, to the step of the release.
    """
    years = {**a.desk.parameters, **{name: b.desk.parameters[name] for name in WINDOWS}}
    chosen = {**b.desk.parameters, **{name: a.desk.parameters[name] for name in RELEASES}}
    steps = [
        Step("years", _changed(a.desk, Desk(a.desk.files, years, corpus=a.desk.corpus))),
        Step(
            "parameters",
            _changed(Desk(a.desk.files, years, corpus=a.desk.corpus), Desk(a.desk.files, chosen, corpus=a.desk.corpus)),
        ),
    ]
    alike = same_tables(a.desk, b.desk)
    last = None if alike and a.desk.corpus == b.desk.corpus else b.desk
    if a.works and b.works and a.works != b.works:
        with walked(a.works, b.works, like=b.desk) as walk:
            yield Way((*steps, *(Step(name, desk) for name, desk in walk.desks.items()), Step("cells", b.desk)), walk)
        return
    carries = not b.desk.corpus or a.desk.files.at(b.desk.corpus).is_dir()
    released = Desk(a.desk.files if carries else b.desk.files, b.desk.parameters, corpus=b.desk.corpus)
    before = Desk(a.desk.files, chosen, corpus=a.desk.corpus)
    yield Way((*steps, Step("release", _changed(before, released)), Step("cells", last if carries else None)))


def same_tables(a: Desk, b: Desk) -> bool:
    """Whether both desks have the same tables to the byte, leaving out those of a corpus that only one of them has."""
    folders = {"data/open", "data/reference"} | ({a.corpus} if a.corpus == b.corpus and a.corpus else set())
    return all(tables_in(a.files, folder) == tables_in(b.files, folder) for folder in folders)


def tables_in(files: Files, folder: str) -> dict[str, bytes]:
    """The tables of a folder as they are stored, by their path from the project's root."""
    return {f"{folder}/{path.name}": path.read_bytes() for path in sorted(_csv(files.at(folder)))}


def _csv(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if path.name.endswith((".csv", ".csv.gz"))]


def _changed(before: Desk, after: Desk) -> Desk | None:
    alike = before.parameters == after.parameters and before.corpus == after.corpus and before.files is after.files
    return None if alike else after
