"""Pajek networks, vectors and partitions inside the collection's zip file, as published."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from copub.errors import CopubError


@dataclass(frozen=True)
class Network:
    """One year: `codes` of the countries and the matrix of shared works, the diagonal holding international works."""

    codes: list[str]
    works: np.ndarray
    arcs: int


class Collection:
    """The zip file, opened once; every member it lacks or cannot give whole is an error."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise CopubError(
                "the collection is missing", where=str(path), do="point the importer at the folder with WrldCo_years.zip"
            )

    def network(self, year: int) -> Network:
        """The network `WrldCo<year>.net`."""
        name = f"WrldCo{year}.net"
        lines = self._lines(name)
        heads = [number for number, line in enumerate(lines) if line.startswith("*")]
        if len(heads) != 2 or not lines[heads[0]].startswith("*vertices ") or lines[heads[1]].strip() != "*arcs":
            raise self._refuse("the network does not have one list of vertices and one of arcs", name)
        codes = [line.split('"')[1] for line in lines[heads[0] + 1 : heads[1]]]
        if len(codes) != int(lines[heads[0]].split()[1]) or len(set(codes)) != len(codes):
            raise self._refuse("the list of vertices is not as long as announced, or repeats a country", name)
        arcs = self._numbers(lines[heads[1] + 1 :], name, columns=3)
        if len(arcs) != len({(start, end) for start, end, _ in arcs.tolist()}):
            raise self._refuse("an arc is listed twice", name)
        works = np.zeros((len(codes), len(codes)), dtype=np.int64)
        works[arcs[:, 0] - 1, arcs[:, 1] - 1] = arcs[:, 2]
        return Network(codes, works, len(arcs))

    def values(self, name: str, length: int) -> np.ndarray:
        """The vector or partition `name`, one whole number per country."""
        lines = [line for line in self._lines(name) if not line.startswith("*")]
        values = self._numbers(lines, name, columns=1)[:, 0]
        if len(values) != length:
            raise self._refuse(f"{len(values)} values for {length} countries", name)
        return values

    def _lines(self, name: str) -> list[str]:
        try:
            with zipfile.ZipFile(self.path) as archive:
                text = archive.read(name).decode("utf-8-sig")
        except KeyError as error:
            raise self._refuse("the member is missing", name) from error
        except (zipfile.BadZipFile, EOFError, OSError, UnicodeDecodeError) as error:
            raise self._refuse(f"the member cannot be read ({error})", name) from error
        return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("%")]

    def _numbers(self, lines: list[str], name: str, *, columns: int) -> np.ndarray:
        try:
            numbers = np.array([line.split() for line in lines], dtype=np.int64)
        except ValueError as error:
            raise self._refuse(f"a line does not hold {columns} whole numbers", name) from error
        if numbers.ndim != 2 or numbers.shape[1] != columns:
            raise self._refuse(f"a line does not hold {columns} whole numbers", name)
        return numbers

    def _refuse(self, what: str, name: str) -> CopubError:
        return CopubError(what, where=f"{self.path}, member {name}", do="fetch the collection again")
