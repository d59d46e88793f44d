"""The desk of a recount: an edition's parameters, and the tables of its releases, line by line."""

from collections.abc import Iterator, Mapping
from typing import Any

from copub.errors import CopubError
from copub.recount.lines import Cell, Files, Line

PUBLIC = {
    "output": "ncses_output",
    "whole_counts": "ncses_whole_counts",
    "joint": "openalex_pairs",
    "international": "openalex_international",
    "top1": "ncses_top1",
}
"""The public table that fills each neutral table of `copub.releases`."""
OF_PAIRS = {"joint", "international", "joint_fields"}
UNDIRECTED = {"openalex_pairs", "ncses_pairs"}


class NotThere(CopubError):
    """The tables of the desk do not hold the number that is asked for."""


class Desk:
    """What a recount of an edition needs; `parameters` are the edition's, as attributes.

    `corpus` is the folder of the tables of a corpus or a harvest, from the root of `files`; empty for the public tables. A desk with
    other parameters, or with other files, answers what the numbers would be there.
    """

    def __init__(self, files: Files, parameters: Mapping[str, Any], *, corpus: str = "") -> None:
        self.files, self.parameters, self.corpus = files, dict(parameters), corpus
        self.looked_at: dict[Cell, None] = {}
        self._lines: dict[tuple[str, ...], dict[tuple[str, ...], list[Line]]] = {}

    def __getattr__(self, name: str) -> Any:
        """A parameter of the edition."""
        try:
            return self.__dict__["parameters"][name]
        except KeyError:
            raise AttributeError(name) from None

    def lines(self, table: str, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """The lines of a table in which each of `keys` stands, in the order of the file.

        `table` is a neutral table of `copub.releases` (then its lines are those of the edition's release, or of `release`), or a file
        of `data/open` by its name (then `release` is a key like others). A table of unordered pairs gives each pair in both
        directions.
        """
        if release is not None or (table in PUBLIC and not self.corpus):
            release = release or (self.pairs_release if table in OF_PAIRS else self.release)
        by = tuple(sorted(keys))
        found = self._index(table, release, by)
        return found.get(tuple(str(keys[name]) for name in by), [])

    def line(self, table: str, *, release: str | None = None, **keys: str | int) -> Line | None:
        """The only such line, or None. Raises `CopubError` where there are several."""
        found = self.lines(table, release=release, **keys)
        if len(found) > 1:
            raise CopubError(f"{len(found)} lines with {keys}", where=f"table {table}", do="name what tells them apart")
        return found[0] if found else None

    def whole(self, table: str, column: str, *, release: str | None = None, **keys: str | int) -> int:
        """The count in the only such line. Raises `NotThere` where there is no line, or nothing in it."""
        line = self.line(table, release=release, **keys)
        number = line.whole(column) if line else None
        if number is None:
            raise NotThere(f"no `{column}` with {keys}", where=f"table {table}", do="ask for what the source has")
        return number

    def years_of(self, table: str) -> list[int]:
        """The years that a neutral table has in the edition's release, in order."""
        release = None if self.corpus else self.pairs_release if table in OF_PAIRS else self.release
        return sorted(int(year) for (year,) in self._index(table, release, ("year",)))

    def members(self, unit: str, year: int) -> list[str]:
        """The countries that belong to a unit on 1 July of a year, in alphabetical order; the parts of a composite one by one."""
        day = f"{year:04d}-07-01"
        spans = self.files.spans
        found: set[str] = set()
        for span in spans.get(unit, []):
            if span["member"] and (not span["from"] or span["from"] <= day) and (not span["to"] or span["to"] >= day):
                found.update(self.members(span["member"], year) if span["member"] in spans else [span["member"]])
        return sorted(found)

    def tells(self, table: str) -> bool:
        """Whether the corpus or harvest has this neutral table."""
        return self.files.at(f"{self.corpus}/{table}.csv").is_file() if self.corpus else table in PUBLIC

    @property
    def countries(self) -> set[str]:
        """The codes of all countries and territories."""
        return {values["code"] for _, _, values in self.files.rows("data/reference/countries")}

    def _index(self, table: str, release: str | None, by: tuple[str, ...]) -> dict[tuple[str, ...], list[Line]]:
        name = (table, release or "", *by)
        if name not in self._lines:
            index: dict[tuple[str, ...], list[Line]] = {}
            for line in self._all(table, release):
                index.setdefault(tuple(line.values[key] for key in by), []).append(line)
            self._lines[name] = index
        return self._lines[name]

    def _all(self, table: str, release: str | None) -> Iterator[Line]:
        neutral = bool(self.corpus) and self.files.at(f"{self.corpus}/{table}.csv").is_file()
        public = PUBLIC.get(table, table)
        path = f"{self.corpus}/{table}" if neutral else f"data/open/{public}"
        for file, number, values in self.files.rows(path):
            if not neutral and release and values.get("release", release) != release:
                continue
            yield Line(file, number, values, self._note)
            if not neutral and public in UNDIRECTED:
                turned = {**values, "unit": values["partner"], "partner": values["unit"]}
                yield Line(file, number, turned, self._note)

    def _note(self, cell: Cell) -> None:
        self.looked_at[cell] = None


def desk_of(files: Files, edition: Mapping[str, Any]) -> Desk:
    """The desk of an edition as `edition.json` of its run describes it."""
    corpus = edition["corpus"]
    folder = ""
    if corpus:
        kind = next(kind for kind in ("corpora", "harvests") if files.at(f"data/{kind}/{corpus}/tables").is_dir())
        folder = f"data/{kind}/{corpus}/tables"
    return Desk(files, edition["parameters"], corpus=folder)
