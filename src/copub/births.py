"""Where a number was born: the cell and line of a notebook at which something was measured or a fact was named.

Outside a notebook nothing is noted.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

CELL = re.compile(r"\d+")


@dataclass(frozen=True)
class Place:
    """The number of a cell, as it was run, and a line in it, from 1."""

    cell: int
    line: int


@dataclass(frozen=True)
class Measurement:
    """An indicator as it ran: its parameters, rows and columns of each table handed in, rows of the result, and where it was asked for."""

    indicator: str
    parameters: Mapping[str, Any]
    inputs: Mapping[str, tuple[int, int]]
    rows: int
    place: Place


@dataclass(frozen=True)
class Named:
    """A fact at its naming: where, and how many measurements had run by then."""

    name: str
    place: Place
    after: int


@dataclass
class Births:
    """What has been measured in this process, in order."""

    measured: list[Measurement] = field(default_factory=list)

    def measure(
        self, indicator: str, parameters: Mapping[str, Any], inputs: Mapping[str, tuple[int, int]], rows: int
    ) -> None:
        """Note that an indicator ran."""
        place = here()
        if place:
            self.measured.append(Measurement(indicator, parameters, inputs, rows, place))

    def name(self, name: str) -> Named | None:
        """The naming of a fact here and now; None outside a notebook."""
        place = here()
        return Named(name, place, len(self.measured)) if place else None


BIRTHS = Births()


def here() -> Place | None:
    """The cell that is running and the line in it from which this is called; None outside a notebook."""
    interactive = sys.modules.get("IPython")
    shell: Any = interactive.get_ipython() if interactive else None
    if not hasattr(shell, "kernel"):
        return None
    place, frame = None, sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        # What a traceback calls it: ("Cell", "In[5]"). The shell's own count runs ahead in some releases and not in others.
        named = shell.compile.format_code_name(frame.f_code.co_filename)
        if named:
            # The outermost counts: a notebook's own function names no fact by itself.
            place = Place(int(CELL.findall(named[1])[0]), frame.f_lineno)
    return place


def as_rows(measured: list[Measurement], named: list[Named]) -> dict[str, Any]:
    """Both lists as plain data."""
    return {"measured": [asdict(one) for one in measured], "named": [asdict(one) for one in named]}


def of_rows(rows: Mapping[str, Any]) -> tuple[list[Measurement], list[Named]]:
    """Both lists from plain data."""
    measured = [
        Measurement(
            **{
                **row,
                "inputs": {name: tuple(shape) for name, shape in row["inputs"].items()},
                "place": Place(**row["place"]),
            }
        )
        for row in rows["measured"]
    ]
    return measured, [Named(**{**row, "place": Place(**row["place"])}) for row in rows["named"]]
