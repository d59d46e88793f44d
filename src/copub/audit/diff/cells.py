"""Which cells of the tables differ between two sides: file, line, column, and in words of the table what the line is about."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from copub.audit.diff.steps import tables_in
from copub.recount import Cell, Desk

KEYS = (
    *("topic", "release", "table", "field", "unit", "partner", "year", "first_year", "last_year"),
    *("measure", "citing", "cited"),
)
"""The columns that say what a line is about, in any table that a recount reads; all others are values."""
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, order=True)
class CellChange:
    """A value that differs; `line` is that of the later side, or of the earlier one where the line is gone. Empty: no such line."""

    file: str
    line: int
    column: str
    key: Key
    before: str
    after: str

    def __str__(self) -> str:
        about = ", ".join(f"{name} {value}" for name, value in self.key if value)
        return (
            f"{self.file} line {self.line} column {self.column} ({about}): {self.before or '–'} → {self.after or '–'}"
        )


class Tables:
    """The tables of two desks, compared line by line where their content differs."""

    def __init__(self, a: Desk, b: Desk) -> None:
        self._a, self._b = a, b

    @cached_property
    def changes(self) -> tuple[CellChange, ...]:
        """Every differing cell of a table that both sides have, in the order of files, lines and columns."""
        return tuple(sorted(set(self._at.values())))

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The lists of `data/reference` that differ: who belongs where, and how it is called."""
        a, b = (tables_in(desk.files, "data/reference") for desk in (self._a, self._b))
        return tuple(sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name)))

    def behind(self, a: Iterable[Cell], b: Iterable[Cell]) -> tuple[CellChange, ...]:
        """The differing cells among those that one fact looks at: `a` on the earlier side, `b` on the later one."""
        looked = [("a", cell) for cell in a] + [("b", cell) for cell in b]
        return tuple(sorted({self._at[place] for place in looked if place in self._at}))

    @cached_property
    def _at(self) -> Mapping[tuple[str, Cell], CellChange]:
        """The differing cells by where they stand on each side, `a` and `b`."""
        found: dict[tuple[str, Cell], CellChange] = {}
        for folder in sorted({"data/open", self._a.corpus, self._b.corpus} - {""}):
            a, b = (tables_in(desk.files, folder) for desk in (self._a, self._b))
            for file in sorted(a.keys() & b.keys()):
                if a[file] != b[file]:
                    found.update(_compare(file, a[file], b[file]))
        return found


def _compare(file: str, a: bytes, b: bytes) -> Iterator[tuple[tuple[str, Cell], CellChange]]:
    before, after = _lines(file, a), _lines(file, b)
    for key in before.keys() | after.keys():
        lines = {"a": before.get(key), "b": after.get(key)}
        for column in sorted({column for line in lines.values() if line for column in line[1]} - set(KEYS)):
            was, now = (line[1].get(column, "") if line else "" for line in lines.values())
            if was != now:
                number = (lines["b"] or lines["a"] or (0, {}))[0]
                change = CellChange(file, number, column, key, was, now)
                yield from ((("a", Cell(file, line[0], column)), change) for line in (lines["a"],) if line)
                yield from ((("b", Cell(file, line[0], column)), change) for line in (lines["b"],) if line)


def _lines(file: str, content: bytes) -> dict[Key, tuple[int, dict[str, str]]]:
    """Number and values of each line, by what it is about."""
    text = (gzip.decompress(content) if file.endswith(".gz") else content).decode("utf-8")
    return {
        tuple((name, values[name]) for name in KEYS if name in values): (number, values)
        for number, values in enumerate(csv.DictReader(StringIO(text, newline="")), start=2)
    }
