"""The tables of a corpus counted again from its works, one by one: no engine, no cube, plain sets and loops.

What each table holds is told in `copub.releases`; the ratings are in `ratings`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import isclose
from pathlib import Path

import pyarrow.parquet as pq

from copub.errors import CopubError
from copub.recount.desk import Desk
from copub.recount.lines import Files
from copub.recount.ratings import Cited, Rating, levels, placed, rating, summary

KEYS = ("unit", "partner", "year", "field")
BLOCS = ("US", "CN", "EU27")
IMPACT_PAIRS = (("US", "CN"), ("EU27", "US"), ("EU27", "CN"))
COLUMNS = ("year", "doc_type", "field", "cset", "unknown", "truncated", "citations", *(f"c{i}" for i in range(1, 7)))
LONG_CODE = "CSHH"
"""Czechoslovakia, the only country whose code has four letters."""

RATED = {"impact", "top1"}
COUNTED = ("output", "reach", "international", "sizes", "whole_counts", "joint", "joint_fields")

Countries = tuple[str, ...]
Key = tuple[str, ...]
Row = Mapping[str, float]


@dataclass(frozen=True)
class Work:
    """What the tables need of a work; `is_whole` where all its countries are known, `area` empty where its field belongs to none."""

    year: int
    countries: Countries
    is_whole: bool
    area: str
    cited: Cited | None


@dataclass(frozen=True)
class Difference:
    """A row that the table and the count tell differently; None on the side that does not have it."""

    key: Key
    table: Row | None
    counted: Row | None


@dataclass(frozen=True)
class Agreement:
    """How many rows a table and the count have between them, and those that differ."""

    rows: int
    differing: tuple[Difference, ...]


def tables_agree(root: Path, corpus: str) -> dict[str, Agreement]:
    """Each table of a corpus beside the count from its works: counts must be equal, means within 1e-8.

    Where the cube was scored by baselines from elsewhere, ratings do not follow from the works, and their tables are left out.
    Raises `CopubError` where the works are not on this machine.
    """
    folder = root / "data" / "corpora" / corpus
    if not (folder / "works.parquet").is_file():
        raise CopubError("the works are not here", where=str(folder), do=f"ingest them again with `--to {corpus}`")
    files = Files(root)
    tables = counted(list(works(files, folder / "works.parquet")), Units(files))
    cube = json.loads((folder / "cube" / "cube.json").read_text(encoding="utf-8"))
    left_out = set() if cube["scored_by"] == "own baselines" else RATED
    return {
        name: _compared(_table(files, f"data/corpora/{corpus}/tables/{name}"), rows)
        for name, rows in tables.items()
        if name not in left_out
    }


def works(files: Files, path: Path) -> Iterator[Work]:
    """The dated works of a corpus, row by row."""
    areas: dict[str, str] = {}
    for _, _, values in files.rows("data/reference/field_areas"):
        areas.setdefault(values["field"].casefold(), values["area"])
    for batch in pq.ParquetFile(path).iter_batches(columns=list(COLUMNS)):
        for row in batch.to_pylist():
            if year := row["year"] or 0:
                groups = tuple(placed((row[f"c{i}"] for i in range(1, 7)), year, row["doc_type"] or ""))
                is_cited = row["citations"] is not None and groups
                yield Work(
                    year,
                    tuple(_split(row["cset"] or "")),
                    not row["unknown"] and not row["truncated"],
                    areas.get((row["field"] or "").strip().casefold(), ""),
                    Cited(row["citations"], groups) if is_cited else None,
                )


@dataclass
class Alike:
    """The works of one year with the same countries: how many, with all countries known, in each area, and their ratings."""

    works: int = 0
    whole: int = 0
    areas: Counter[str] = field(default_factory=Counter)
    ratings: list[Rating] = field(default_factory=list)


def gathered(works: Sequence[Work]) -> dict[tuple[int, Countries], Alike]:
    """Works with their year and countries in common; each is rated beside all of them."""
    found: dict[tuple[int, Countries], Alike] = defaultdict(Alike)
    level = levels(work.cited for work in works if work.cited)
    for work in works:
        alike = found[work.year, work.countries]
        alike.works += 1
        alike.whole += work.is_whole
        alike.areas[work.area] += 1
        if work.cited:
            alike.ratings.append(rating(work.cited, level))
    return found


class Units:
    """The units to which countries belong: each to itself, to blocs and to regions."""

    def __init__(self, files: Files) -> None:
        self._desk = Desk(files, {})
        kinds = {values["code"]: values["kind"] for _, _, values in files.rows("data/reference/units")}
        self._groups = [code for code, kind in kinds.items() if kind in ("bloc", "region")]
        self._members: dict[int, dict[str, frozenset[str]]] = {}
        self.countries = self._desk.countries

    def members(self, year: int) -> dict[str, frozenset[str]]:
        """The countries of each bloc and region in a year."""
        if year not in self._members:
            self._members[year] = {group: frozenset(self._desk.members(group, year)) for group in self._groups}
        return self._members[year]

    def parties(self, year: int, countries: Countries) -> dict[str, int]:
        """Each unit that is on a work, with the number of parties: the unit is one, and each country outside it."""
        number = len(countries)
        inside = {group: len(members & set(countries)) for group, members in self.members(year).items()}
        lands = {country: number for country in countries if country in self.countries}
        return {group: number - several + 1 for group, several in inside.items() if several} | lands

    def pairs(self, year: int, countries: Countries) -> list[tuple[str, str]]:
        """Each two units that are on a work, both ways: two countries, or a group and a country that is not all of it there is."""
        lands = [country for country in countries if country in self.countries]
        inside = {group: members & set(countries) for group, members in self.members(year).items()}
        found = [
            *combinations(lands, 2),
            *((group, land) for group, several in inside.items() for land in lands if several - {land}),
        ]
        return [*found, *((partner, unit) for unit, partner in found)]


def counted(works: Sequence[Work], units: Units) -> dict[str, Mapping[Key, Row]]:
    """Every table, by its name: what the works give for each place, pair, year and field that they have."""
    tables: dict[str, dict[Key, Counter[str]]] = {name: defaultdict(Counter) for name in COUNTED}
    rated: dict[Key, list[Rating]] = defaultdict(list)
    for (when, countries), alike in gathered(works).items():
        year, number = str(when), len(countries)
        parties = units.parties(when, countries)
        for unit in ("WORLD", *parties):
            tables["output"][unit, year] += _of_output(alike, number)
        for unit, size in (parties | ({"WORLD": number} if number else {})).items():
            is_outside = unit != "WORLD" and size > 1
            reach = "one_country" if number == 1 else "with_outside" if is_outside else "several_inside"
            tables["reach"][unit, year][reach] += alike.works
            if unit != "WORLD":
                tables["international"][unit, year]["works"] += alike.works * is_outside
            if size > 1:
                tables["sizes"][unit, year] += _of_sizes(alike, size)
            for area, works_of in {"all": alike.works, **alike.areas}.items():
                if area:
                    tables["whole_counts"][unit, year, area]["works"] += works_of
            rated[unit, "", year] += alike.ratings
        for unit, partner in units.pairs(when, countries):
            tables["joint"][unit, partner, year]["works"] += alike.works
            if any(one in BLOCS and other in units.countries for one, other in ((unit, partner), (partner, unit))):
                for area, works_of in alike.areas.items():
                    if area:
                        tables["joint_fields"][unit, partner, year, area]["works"] += works_of
            if (unit, partner) in IMPACT_PAIRS:
                rated[unit, partner, year] += alike.ratings
    impact = {key: summary(ratings) for key, ratings in rated.items() if ratings}
    top1: dict[Key, Row] = {
        (unit, year): {"share": of["top1"]} for (unit, partner, year), of in impact.items() if not partner
    }
    return {**tables, "impact": impact, "top1": top1}


def _of_output(alike: Alike, number: int) -> Counter[str]:
    """All, those of one country whose addresses are all known, and those of several."""
    domestic, international = alike.whole * (number == 1), alike.works * (number > 1)
    return Counter(total=alike.works, domestic=domestic, international=international)


def _of_sizes(alike: Alike, size: int) -> Counter[str]:
    name = {2: "bilateral", 3: "trilateral"}.get(size, "four_or_more")
    return Counter({"international": alike.works, name: alike.works, "partners": alike.works * (size - 1)})


def _split(cset: str) -> Iterator[str]:
    """The codes of countries that are joined in a text."""
    while cset:
        code = LONG_CODE if cset.startswith(LONG_CODE) else cset[:2]
        yield code
        cset = cset.removeprefix(code)


def _table(files: Files, name: str) -> dict[Key, Row]:
    """The rows of a table by their keys."""
    found: dict[Key, Row] = {}
    for _, _, values in files.rows(name):
        key = tuple(values[column] for column in KEYS if column in values)
        found[key] = {column: float(text) for column, text in values.items() if column not in KEYS and text}
    return found


def _compared(table: Mapping[Key, Row], rows: Mapping[Key, Row]) -> Agreement:
    keys = sorted(table.keys() | rows.keys())
    pairs = [Difference(key, table.get(key), rows.get(key)) for key in keys]
    return Agreement(len(keys), tuple(pair for pair in pairs if not _is_same(pair.table, pair.counted)))


def _is_same(table: Row | None, counted: Row | None) -> bool:
    """Whether two rows say the same; a count that was never made is zero, an empty cell is none."""
    if table is None or counted is None or not table.keys() >= counted.keys():
        return False
    return all(_is_equal(value, counted.get(column, 0)) for column, value in table.items())


def _is_equal(told: float, counted: float) -> bool:
    return told == counted if isinstance(counted, int) else isclose(told, counted, rel_tol=1e-8, abs_tol=1e-8)
