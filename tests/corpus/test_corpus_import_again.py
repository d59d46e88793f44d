"""The shipped tables are what the originals give, to the byte, and agree with tables derived independently."""

from pathlib import Path

import pandas as pd
import pytest

from copub.corpus import ncses, openalex_pairs, read_open
from copub.corpus.contract import TABLES
from copub.corpus.ncses.originals import Listing, listings, read_original
from copub.reference import code_of

OPEN = Path(__file__).parents[2] / "data" / "open"
ORIGINALS = Path(__file__).parents[3] / "shared" / "data" / "real"
NCSES = ORIGINALS / "ncses-scopus-tables"

pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the shared originals are not beside the project")


def test_importing_again_gives_the_same_bytes(tmp_path):
    ncses.import_tables(NCSES, tmp_path)
    openalex_pairs.import_tables(ORIGINALS / "openalex-country-pairs-bavla", tmp_path)
    for name in (*(table.file for table in TABLES.values()), "datapackage.json"):
        assert (tmp_path / name).read_bytes() == (OPEN / name).read_bytes(), name


def test_every_listed_table_is_among_the_originals_with_its_title():
    index = pd.read_csv(NCSES / "INDEX.csv", dtype=str).set_index("modal_id")
    for listing in listings():
        assert index.loc[listing.table, "table_number"] == listing.number
        assert index.loc[listing.table, "title"] == listing.title


def test_whole_counts_equal_the_independent_derivation():
    derived = pd.read_csv(
        ORIGINALS / "derived" / "ncses_whole_counts_by_region_field_year.csv.gz",
        dtype={"modal_id": str},
        keep_default_na=False,
    )
    derived["unit"] = derived["region"].map({name: code_of(name, "ncses") for name in derived["region"].unique()})
    both = derived.merge(
        read_open("ncses_whole_counts", OPEN), left_on=["modal_id", "unit", "year"], right_on=["table", "unit", "year"]
    )
    assert len(both) == len(derived) == 146_475
    assert (both["value"] == both["works"]).all()


def test_pairs_equal_the_independent_derivation():
    derived = pd.read_csv(
        ORIGINALS / "derived" / "ncses_country_pairs_1996_2003_2020_2022.csv", dtype=str, keep_default_na=False
    )
    derived = derived[~derived["value"].isin(["", "na"])]
    codes = {name: code_of(name, "ncses") for name in derived["country"].unique()}
    ours = read_open("ncses_pairs", OPEN)
    works = {(row.table, row.year, frozenset((row.unit, row.partner))): row.works for row in ours.itertuples()}
    seen = {
        (row.modal_id, int(row.year), frozenset((codes[row.country], codes[row.partner]))): int(row.value)
        for row in derived.itertuples()
    }
    assert seen == works


@pytest.mark.parametrize(("table", "release", "years"), [("10006", "ncses-2023", (2003, 2022)), ("5183", "ncses-2021", (1996, 2020))])
def test_the_index_that_the_source_prints_follows_from_the_pairs(table, release, years):
    printed = read_original(NCSES, Listing(table, "", release, "series", "", "", "", years, ""))
    ours = read_open("ncses_pairs", OPEN).query(f"release == '{release}'")
    works = {(row.year, frozenset((row.unit, row.partner))): row.works for row in ours.itertuples()}
    heads = list(dict.fromkeys(printed.rows["time_period"]))
    countries = list(dict.fromkeys(code_of(head.split(" -> ")[-2], "ncses") for head in heads))
    compared = 0
    for position, (head, value) in enumerate(zip(printed.rows["time_period"], printed.rows["value"], strict=True)):
        unit, partner = code_of(head.split(" -> ")[-2], "ncses"), countries[position % len(countries)]
        year = int(head.split(" -> ")[-1])
        if unit == partner:
            assert value == "na"
            continue
        whole = [works[(year, frozenset((code, "WORLD")))] for code in (unit, partner)]
        expected = works[(year, frozenset((unit, partner)))] * works[(year, frozenset(("WORLD",)))] / (whole[0] * whole[1])
        assert abs(expected - float(value)) < 0.0051, (head, partner)
        compared += 1
    assert compared == 2 * len(countries) * (len(countries) - 1)
