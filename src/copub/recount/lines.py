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
        self._paths: dict[str, str] = {}
        self._read: dict[str, tuple[list[str], list[list[str]]]] = {}
        self._indexed: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = {}

    def at(self, path: str) -> Path:
        """Where a path of the project lies here."""
        return self.root / path

    def path(self, name: str) -> str:
        """Where the table `data/open/<name>` lies, packed or not. Raises `CopubError` where it does not."""
        if name not in self._paths:
            found = [path for path in (f"{name}.csv", f"{name}.csv.gz") if self.at(path).is_file()]
            if not found:
                raise CopubError(f"no table `{name}`", where=str(self.root), do="restore it from the project's history")
            self._paths[name] = found[0]
        return self._paths[name]

    def columns(self, name: str) -> list[str]:
        """The head of a table."""
        return self._table(self.path(name))[0]

    def rows(self, name: str, **keys: str) -> Iterator[tuple[str, int, dict[str, str]]]:
        """File, line number and values of the lines of a table in which each of `keys` stands; `name` is its path without `.csv`."""
        path = self.path(name)
        head, rows = self._table(path)
        numbers = self._index(path, tuple(sorted(keys))).get(tuple(keys[one] for one in sorted(keys)), [])
        return ((path, number + 2, dict(zip(head, rows[number], strict=True))) for number in numbers)

    def keys(self, name: str, *by: str) -> set[tuple[str, ...]]:
        """What stands in the columns `by` of a table, each combination once."""
        return set(self._index(self.path(name), by))

    def _index(self, path: str, by: tuple[str, ...]) -> dict[tuple[str, ...], list[int]]:
        if (path, *by) not in self._indexed:
            head, rows = self._table(path)
            columns = [head.index(column) for column in by]
            index: dict[tuple[str, ...], list[int]] = {}
            for number, row in enumerate(rows):
                index.setdefault(tuple([row[column] for column in columns]), []).append(number)
            self._indexed[path, *by] = index
        return self._indexed[path, *by]

    def _table(self, path: str) -> tuple[list[str], list[list[str]]]:
        if path not in self._read:
            opened = gzip.open if path.endswith(".gz") else open
            with opened(self.at(path), "rt", encoding="utf-8", newline="") as text:
                head, *rows = csv.reader(text)
            self._read[path] = head, rows
        return self._read[path]

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
        _, kind, *parts = path.split("/")
        return self.root.joinpath("tables", *([] if kind == "open" else [kind]), *parts)
