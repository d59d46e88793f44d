"""The desk of a recount: an edition's parameters, and the tables of its releases, line by line."""

from collections.abc import Mapping
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
UNDIRECTED = {"data/open/openalex_pairs", "data/open/ncses_pairs"}
TURNED = {"unit": "partner", "partner": "unit"}


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
        self._places: dict[tuple[str, str | None], tuple[str, dict[str, str]]] = {}

    def __getattr__(self, name: str) -> Any:
        """A parameter of the edition."""
        try:
            return self.__dict__["parameters"][name]
        except KeyError:
            raise AttributeError(name) from None

    def lines(self, table: str, /, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """The lines of a table in which each of `keys` stands, in the order of the file.

        `table` is a neutral table of `copub.releases` (then its lines are those of the edition's release, or of `release`), or a file
        of `data/open` by its name (then `release` is a key like others), or any other by its path from the root. A table of unordered
        pairs gives each pair in both directions.
        """
        path, own = self._place(table, release)
        wanted = {name: str(value) for name, value in keys.items()} | own
        lines = [Line(*found, self._note) for found in self.files.rows(path, **wanted)]
        if path in UNDIRECTED:
            turned = self.files.rows(path, **{TURNED.get(name, name): value for name, value in wanted.items()})
            for file, number, values in turned:
                other = {**values, "unit": values["partner"], "partner": values["unit"]}
                lines.append(Line(file, number, other, self._note))
            lines.sort(key=lambda line: line.number)
        return lines

    def line(self, table: str, /, *, release: str | None = None, **keys: str | int) -> Line | None:
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
        path, own = self._place(table)
        return sorted(int(year) for year, *rest in self.files.keys(path, "year", *own) if rest == [*own.values()])

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

    def span(self, table: str, first: int, last: int) -> range:
        """The years `first` to `last`. Raises `NotThere` where the table, or the corpus as a whole, does not reach over them."""
        known = self.years_of("output" if self.corpus else table)
        if not known or first < known[0] or last > known[-1]:
            raise NotThere(
                f"not all of {first} to {last}", where=f"table {table}", do="ask for years that the source has"
            )
        return range(first, last + 1)

    def count(self, table: str, column: str, *, year: int, release: str | None = None, **keys: str) -> int:
        """The count in the only such line. Where a corpus or harvest has no line for a year that it covers, there were none.

        Raises `NotThere` where a public table has no line, or nothing in it: it may be silent on what there was.
        """
        if self.corpus and self.span(table, year, year) and self.line(table, year=year, **keys) is None:
            return 0
        return self.whole(table, column, release=release, year=year, **keys)

    def yearly(self, table: str, column: str, first: int, last: int, **keys: str) -> dict[int, int]:
        """As `count`, by year from `first` to `last`; a year on which a public table is silent is left out. Raises `NotThere` as `span`."""
        years = self.span(table, first, last)
        lines = self.lines(table, release=None, **keys)
        told = {year: line.whole(column) for line in lines if (year := int(line.key("year"))) in years}
        counts = {**dict.fromkeys(years if self.corpus else [], 0), **told}
        return {year: number for year, number in sorted(counts.items()) if number is not None}

    def real(self, table: str, column: str, /, *, release: str | None = None, **keys: str | int) -> float:
        """The fraction or index in the only such line. Raises `NotThere` where there is no line, or nothing in it."""
        line = self.line(table, release=release, **keys)
        number = line.real(column) if line else None
        if number is None:
            raise NotThere(f"no `{column}` with {keys}", where=f"table {table}", do="ask for what the source has")
        return number

    def parts(self, unit: str) -> list[str]:
        """The places that a region of this project's own is put together from; any other unit is its own only part."""
        spans = self.files.spans.get(unit, [])
        own = any(span["scheme"] == "copub" for span in spans)
        return sorted(span["member"] for span in spans) if own else [unit]

    def by_country(self, table: str, column: str, /, **keys: str | int) -> dict[str, int]:
        """The works of every country and territory among the lines of a table; its code stands in `column`."""
        countries = self.countries
        lines = [line for line in self.lines(table, release=None, **keys) if line.key(column) in countries]
        counted = {line.key(column): line.whole("works") for line in lines}
        return {country: works for country, works in counted.items() if works is not None}

    @property
    def countries(self) -> set[str]:
        """The codes of all countries and territories."""
        return {values["code"] for _, _, values in self.files.rows("data/reference/countries")}

    @property
    def areas(self) -> list[str]:
        """The slugs of the broad areas in which records are placed, in alphabetical order."""
        return sorted({values["area"] for _, _, values in self.files.rows("data/reference/field_areas")} - {""})

    def _place(self, table: str, release: str | None = None) -> tuple[str, dict[str, str]]:
        """The path of a table, and the key of the release where it holds several."""
        if (table, release) not in self._places:
            self._places[table, release] = self._find(table, release)
        return self._places[table, release]

    def _find(self, table: str, release: str | None) -> tuple[str, dict[str, str]]:
        own = f"{self.corpus}/{table}"
        if self.corpus and self.files.at(f"{own}.csv").is_file():
            return own, {}
        if table in PUBLIC and release is None:
            release = self.pairs_release if table in OF_PAIRS else self.release
        path = table if "/" in table else f"data/open/{PUBLIC.get(table, table)}"
        return path, {"release": release} if release and "release" in self.files.columns(path) else {}

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
