"""Tables as lines of text: each value that is looked at is noted with its file, line and column."""

import csv
import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from copub.errors import CopubError


@dataclass(frozen=True, order=True)
class Cell:
    """One value of a table: the file, from the project's root, its line (the head is line 1) and its column."""

    file: str
    line: int
    column: str


@dataclass(frozen=True)
class Line:
    """One line of a table, by column; a number is noted when it is looked at, a key is not."""

    file: str
    number: int
    values: Mapping[str, str]
    note: Callable[[Cell], None]

    def key(self, column: str) -> str:
        """The text of a column that says what the line is about."""
        return self.values[column]

    def whole(self, column: str) -> int | None:
        """A count; None where the cell is empty."""
        text = self._noted(column)
        return int(text) if text else None

    def real(self, column: str) -> float | None:
        """A fraction or an index; None where the cell is empty."""
        text = self._noted(column)
        return float(text) if text else None

    def _noted(self, column: str) -> str:
        self.note(Cell(self.file, self.number, column))
        return self.values[column]


class Files:
    """The files that a recount reads, below the project's root; named by their paths from there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, list[dict[str, str]]] = {}

    def at(self, path: str) -> Path:
        """Where a path of the project lies here."""
        return self.root / path

    def path(self, name: str) -> str:
        """Where the table `data/open/<name>` lies, packed or not. Raises `CopubError` where it does not."""
        for path in (f"{name}.csv", f"{name}.csv.gz"):
            if self.at(path).is_file():
                return path
        raise CopubError(f"no table `{name}`", where=str(self.root), do="restore it from the project's history")

    def rows(self, name: str) -> Iterator[tuple[str, int, dict[str, str]]]:
        """File, line number and values of every line of a table; `name` is its path without `.csv`."""
        path = self.path(name)
        if path not in self._read:
            opened = gzip.open if path.endswith(".gz") else open
            with opened(self.at(path), "rt", encoding="utf-8", newline="") as text:
                self._read[path] = list(csv.DictReader(text))
        return ((path, number, values) for number, values in enumerate(self._read[path], start=2))

    @cached_property
    def spans(self) -> dict[str, list[dict[str, str]]]:
        """The lines of `memberships.csv` that count for each unit: those of the scheme that `units.csv` names."""
        schemes = {values["code"]: values["scheme"] for _, _, values in self.rows("data/reference/units")}
        spans: dict[str, list[dict[str, str]]] = {}
        for _, _, values in self.rows("data/reference/memberships"):
            if schemes.get(values["unit"]) == values["scheme"]:
                spans.setdefault(values["unit"], []).append(values)
        return spans


class Carried(Files):
    """The tables that a run or a built site carries below `tables`: those of `data/open` at its top, others in their own folders."""

    def at(self, path: str) -> Path:
        """Where a path of the project lies in what is carried."""
        return self.root / "tables" / path.removeprefix("data/").removeprefix("open/")
