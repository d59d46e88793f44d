"""The regions and income groups of the reference are those that the NCSES tables print."""

import csv
import gzip
from itertools import groupby
from pathlib import Path

import pytest

from copub.reference import code_of, members

ORIGINALS = Path(__file__).parents[3] / "shared" / "data" / "real" / "ncses-scopus-tables"
REGIONS = {
    "north_america": "NORTH-AMERICA",
    "central_america_and_caribbean": "CENTRAL-AMERICA",
    "south_america": "SOUTH-AMERICA",
    "other_europe": "OTHER-EUROPE",
    "middle_east": "MIDDLE-EAST",
    "africa": "AFRICA",
    "asia": "ASIA",
    "australia_and_oceania": "OCEANIA",
}
INCOME = {
    "High": "INCOME-HIGH",
    "Upper-middle": "INCOME-UPPER-MIDDLE",
    "Lower-middle": "INCOME-LOWER-MIDDLE",
    "Low": "INCOME-LOW",
}

pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the shared originals are not beside the project")


def rows(table):
    with gzip.open(ORIGINALS / table / "data.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("table", "scheme"), [("9969", "ncses-2023"), ("4872", "ncses-2021")])
def test_regions_hold_the_countries_that_the_source_lists_under_them(table, scheme):
    for column, unit in REGIONS.items():
        names = [row.get(f"{column}_full_path") or row.get(f"field_{column}") or row.get(column) or "" for row in rows(table)]
        listed = {code_of(name.split(" -> ")[-1], "ncses") for name in names if name not in ("", "&nbsp;")}
        assert set(members(unit, scheme=scheme)) == listed


@pytest.mark.parametrize(("table", "scheme"), [("9970", "ncses-2023"), ("4994", "ncses-2021")])
def test_income_groups_hold_the_countries_that_the_source_marks(table, scheme):
    marked = {unit: set() for unit in INCOME.values()}
    for path, block in groupby(rows(table), key=lambda row: row["time_period"]):
        mark = next(block)["value"]
        if mark in INCOME:
            marked[INCOME[mark]].add(code_of(path.split(" -> ")[-1], "ncses"))
    assert {unit: set(members(unit, scheme=scheme)) for unit in marked} == marked
