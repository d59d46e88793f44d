"""From a cell of a public table back to the cell of the table as published, looked up by its row and column.

The importers of `copub.corpus` made `data/open` of the published tables; nothing of them is used here. The years of a table come from its
title in `datapackage.json`, the names of places from `data/reference`.
"""

import csv
import gzip
import html
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from pathlib import Path

from copub.errors import CopubError
from copub.recount.lines import Cell, Files

ATTRIBUTES = {
    "total": "Total articles",
    "multi_institution": "With multiple institutions",
    "domestic": "With domestic institutions only",
    "international": "With international institutions",
}
LISTED = {
    "works": "number_of_papers_whole_",
    "fractional": "number_of_papers_fractional_",
    "multi_institution": "papers_involving_multiple_institutions_whole_",
    "domestic": "papers_involving_only_domestic_institutions_whole_",
    "international": "papers_involving_international_institutions_whole_",
}
PERCENT = {"ncses_top1", "ncses_us_partners"}
NOTHING = {"", "na", "ne"}
FOOTNOTE = re.compile(r"<sup>.*?</sup>")
YEARS = re.compile(r"(\d{4})(?:–(\d{2,4}))? \(")
VERTEX = re.compile(r'^\s*(\d+) "(\w+)"', re.MULTILINE)

Row = dict[str, str]
Published = dict[tuple[str, ...], str]
"""The text of each published cell, by what it is about."""


@dataclass(frozen=True)
class Followed:
    """The cells of one file: how many there are, how many are followed, and those of them that stand otherwise in the original.

    `differing` has each such cell with its text here and as published (empty: not found). A file without originals has no cell that is
    followed.
    """

    file: str
    cells: int
    followed: int
    differing: tuple[tuple[Cell, str, str], ...] = ()


def follow(root: Path, folder: Path, cells: Iterable[Cell]) -> list[Followed]:
    """Every cell of a public table looked up in the published tables below `folder`, file by file.

    Raises `CopubError` where a published table that is needed is not there.
    """
    originals = Originals(Files(root), folder)
    by_file: dict[str, list[Cell]] = {}
    for cell in sorted(set(cells)):
        by_file.setdefault(cell.file, []).append(cell)
    return [originals.follow(file, ones) for file, ones in by_file.items()]


class Originals:
    """The published tables below a folder, each read once."""

    def __init__(self, files: Files, folder: Path) -> None:
        self.files, self.folder = files, folder
        self.published, self.years = cache(self._published), cache(self._years)

    def follow(self, file: str, cells: list[Cell]) -> Followed:
        """Where the cells of one file agree with the original, and where not."""
        name = Path(file).name.partition(".")[0]
        if not file.startswith("data/open/") or name not in WAYS:
            return Followed(file, len(cells), 0)
        lines = {number: values for _, number, values in self.files.rows(f"data/open/{name}")}
        both = [
            (cell, lines[cell.line][cell.column], self._text(name, lines[cell.line], cell.column)) for cell in cells
        ]
        differing = tuple(one for one in both if not _same(*one[1:], percent=name in PERCENT))
        return Followed(file, len(cells), len(cells), differing)

    def code(self, name: str) -> str:
        """Our code for a printed name; the name itself where nobody knows it, so that no cell is found under it."""
        bare = html.unescape(FOOTNOTE.sub("", name)).replace("’", "'").strip()
        return self._codes.get(bare.casefold(), bare)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table of the statistical office."""
        with gzip.open(self._find(f"{table}/data.csv.gz"), "rt", encoding="utf-8", newline="") as text:
            return list(csv.DictReader(text))

    def network(self, member: str) -> str:
        """The text of a network of the collection of country pairs."""
        with zipfile.ZipFile(self._find("WrldCo_years.zip")) as archive:
            return archive.read(member).decode("utf-8-sig")

    def _text(self, name: str, values: Row, column: str) -> str:
        table = values["table"] if "table" in values else f"WrldCo{values['year']}.net"
        return self.published(name, table).get(WAYS[name].about(values, column), "")

    def _published(self, name: str, table: str) -> Published:
        return WAYS[name].read(self, table)

    def _years(self, table: str) -> list[str]:
        """The years of a published table, as its title ends: `2003–22`."""
        first, last = YEARS.findall(self._titles[table])[-1]
        end = first[: 4 - len(last)] + last
        return [str(year) for year in range(int(first), int(end) + 1)]

    def _find(self, name: str) -> Path:
        found = sorted(self.folder.glob(f"**/{name}"))
        if not found:
            raise CopubError(
                f"the published table `{name}` is not there",
                where=str(self.folder),
                do="name the folder of the published tables; data/open/datapackage.json says where they come from",
            )
        return found[0]

    @cached_property
    def _codes(self) -> dict[str, str]:
        tables = ("units", "countries")
        ours = [row for table in tables for _, _, row in self.files.rows(f"data/reference/{table}")]
        theirs = [row for _, _, row in self.files.rows("data/reference/aliases") if row["source"] == "ncses"]
        known = {row["en"].casefold(): row["code"] for row in ours}
        return known | {row["name"].casefold(): row["code"] for row in theirs}

    @cached_property
    def _titles(self) -> dict[str, str]:
        package = json.loads(self.files.at("data/open/datapackage.json").read_text(encoding="utf-8"))
        return {source["table"]: source["title"] for one in package["resources"] for source in one["sources"]}


def _by_attribute(originals: Originals, table: str) -> Published:
    """Under each region one row of all works, and below it rows of three kinds of them; a column a year."""
    found: Published = {}
    for row in originals.rows(table):
        *above, attribute = next(text for name, text in row.items() if name.endswith("full_path")).split(" -> ")
        if attribute in ATTRIBUTES.values():
            region = [name for name in above if name not in ATTRIBUTES.values()][-1]
            for year in originals.years(table):
                found[originals.code(region), year, attribute] = row[f"field_{year}"]
    return found


def _by_order(originals: Originals, table: str) -> Published:
    """The heading of the years is lost: under each region stands one row a year, the first year first."""
    printed: dict[str, list[str]] = {}
    for row in originals.rows(table):
        printed.setdefault(row["time_period"].split(" -> ")[-1], []).append(row["value"])
    return {
        (originals.code(region), year): value
        for region, values in printed.items()
        for year, value in zip(originals.years(table), values, strict=True)
    }


def _by_column(originals: Originals, table: str) -> Published:
    """A row a partner, a column a year."""
    named = [(originals.code(list(row.values())[2]), row) for row in originals.rows(table)]
    return {(partner, year): row[year] for partner, row in named for year in row if year.isdigit()}


def _by_list(originals: Originals, table: str) -> Published:
    """A row a country, a column a measure."""
    return {(originals.code(row["country"]), name): text for row in originals.rows(table) for name, text in row.items()}


def _by_pair(originals: Originals, table: str) -> Published:
    """A row a pair of countries; or a row a country and a column a country, its name in small letters."""
    rows = originals.rows(table)
    if "value" in rows[0]:
        cited = next(name for name in rows[0] if name.endswith("level_2"))
        return {(originals.code(row["time_period"]), originals.code(row[cited])): row["value"] for row in rows}
    named = [(list(row.values())[2], row) for row in rows]
    columns = {originals.code(name): re.sub(r"[^a-z0-9]+", "_", name.lower()) for name, _ in named}
    return {(originals.code(name), other): row[column] for name, row in named for other, column in columns.items()}


def _by_arc(originals: Originals, table: str) -> Published:
    """Numbered countries, then arcs of two numbers and their works, in both directions; the larger of the two is taken."""
    head, arcs = originals.network(table).split("*arcs")
    codes = dict(VERTEX.findall(head))
    works = {(code, code): 0 for code in codes.values()}
    for one, other, count in (line.split() for line in arcs.splitlines() if line.strip()):
        pair = (min(codes[one], codes[other]), max(codes[one], codes[other]))
        works[pair] = max(works.get(pair, 0), int(count))
    return {pair: str(count) for pair, count in works.items()}


@dataclass(frozen=True)
class Way:
    """How the cells of a published table are read, and what a line and a column of ours are about in it."""

    read: Callable[[Originals, str], Published]
    about: Callable[[Row, str], tuple[str, ...]]


WAYS = {
    "ncses_output": Way(_by_attribute, lambda line, column: (line["unit"], line["year"], ATTRIBUTES[column])),
    "ncses_whole_counts": Way(_by_order, lambda line, column: (line["unit"], line["year"])),
    "ncses_top1": Way(_by_order, lambda line, column: (line["unit"], line["year"])),
    "ncses_us_partners": Way(_by_column, lambda line, column: (line["partner"], line["year"])),
    "ncses_topics": Way(_by_list, lambda line, column: (line["unit"], LISTED[column])),
    "ncses_relative_citation": Way(_by_pair, lambda line, column: (line["citing"], line["cited"])),
    "openalex_pairs": Way(_by_arc, lambda line, column: (line["unit"], line["partner"])),
    "openalex_international": Way(_by_arc, lambda line, column: (line["unit"], line["unit"])),
}


def _same(here: str, there: str, *, percent: bool) -> bool:
    """Whether a cell says what the published one says; a share here is a percentage there."""
    if not here:
        return there in NOTHING
    try:
        return Decimal(here) == Decimal(there) / (100 if percent else 1)
    except InvalidOperation:
        return False
