"""What a run recorded, held to the second count of every fact."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.facts import edition_facts, load_facts
from copub.recount.desk import NotThere, desk_of
from copub.recount.lines import Cell, Files
from copub.recount.recounting import SECTIONS, Recounted, attempts

EDITION = "edition"
TOLERANCE = 1e-9
"""Two orders of adding may differ in the last digits: fractions agree when they differ by no more than this part of themselves."""


@dataclass(frozen=True)
class Compared:
    """A fact counted twice: as the run has it, and as the second count finds it with the cells looked at.

    Where one of the two does not have the fact its value is None; `lacking` says what the tables lack for a second count.
    """

    slot: str
    run: Any
    again: Any
    cells: tuple[Cell, ...] = ()
    lacking: str = ""

    @property
    def section(self) -> str:
        """The section that the fact belongs to; `edition` for a parameter that sentences quote."""
        return self.slot.partition(".")[0]

    @property
    def agrees(self) -> bool:
        """Whether both have the fact, and the same value."""
        return self.run is not None and self.again is not None and same(self.run, self.again)


@dataclass(frozen=True)
class Tally:
    """The facts of a section: how many, how many of them agree, on how many different cells of which files they rest."""

    section: str
    facts: int
    agree: int
    cells: int
    files: tuple[str, ...]


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same: numbers within `TOLERANCE`, everything else exactly; a list item by item."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return (
            not isinstance(one, str | list)
            and not isinstance(other, str | list)
            and isclose(one, other, rel_tol=TOLERANCE)
        )
    return bool(one == other)


def compare(run: Mapping[str, Any], again: Mapping[str, Recounted | NotThere]) -> list[Compared]:
    """Every fact that the run has, and every fact that only the second count has, in this order."""
    found = []
    for slot in dict.fromkeys([*run, *again]):
        counted = again.get(slot)
        if isinstance(counted, Recounted):
            found.append(Compared(slot, run.get(slot), counted.value, counted.cells))
        elif slot in run:
            found.append(Compared(slot, run[slot], None, lacking=counted.what if counted else "no recipe"))
    return found


def verify(root: Path, run: Path, *, edition: Path | None = None) -> list[Compared]:
    """Every fact of the run in the folder `run` counted again from the tables of the project at `root`, in the order of the pages.

    The parameters that sentences quote, `edition.*`, are held to the edition's own file, where it is given or lies in the project.
    """
    record = json.loads((run / "edition.json").read_text(encoding="utf-8"))
    facts = {slot: fact.value for slot, fact in load_facts(run).items()}
    ran = [section for section in SECTIONS if section in record["sections"]]
    again: dict[str, Recounted | NotThere] = dict(attempts(desk_of(Files(root), record), ran))
    path = edition or root / record["path"]
    if path.is_file():
        facts |= {slot: fact.value for slot, fact in edition_facts(record["parameters"]).items()}
        again |= _parameters(path, record["path"])
    return sorted(compare(facts, again), key=lambda one: _place(one.section))


def tallies(compared: Iterable[Compared]) -> list[Tally]:
    """How each section did, in the order of the pages."""
    by_section: dict[str, list[Compared]] = {}
    for one in compared:
        by_section.setdefault(one.section, []).append(one)
    return [_tally(section, ones) for section, ones in by_section.items()]


def _tally(section: str, ones: list[Compared]) -> Tally:
    cells = {cell for one in ones for cell in one.cells}
    files = tuple(sorted({cell.file for cell in cells}))
    return Tally(section, len(ones), sum(one.agrees for one in ones), len(cells), files)


def _parameters(path: Path, shown: str) -> dict[str, Recounted]:
    """Years and counts as the edition's file has them; of a window its first and its last year."""
    content, line_of = marked_yaml.load(path)
    told = {}
    for name, value in content["parameters"].items():
        cell = Cell(shown, line_of[("parameters", name)], name)
        if isinstance(value, int):
            told[f"{EDITION}.{name}"] = Recounted(value, (cell,))
        elif isinstance(value, list) and all(isinstance(year, int) for year in value):
            told[f"{EDITION}.{name}_first"] = Recounted(value[0], (cell,))
            told[f"{EDITION}.{name}_last"] = Recounted(value[-1], (cell,))
    return told


def _place(section: str) -> int:
    return SECTIONS.index(section) if section in SECTIONS else len(SECTIONS)
