"""The open tables as shipped: what they must say, and what they must not contradict."""

import hashlib
import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from frictionless import validate as frictionless_validate

from copub.corpus import read_open
from copub.corpus.contract import TABLES, check
from copub.reference import members

OPEN = Path(__file__).parents[2] / "data" / "open"
SMALL = [name for name, table in TABLES.items() if not table.file.endswith(".gz")]


@cache
def table(name):
    return read_open(name, OPEN)


def package():
    return json.loads((OPEN / "datapackage.json").read_text(encoding="utf-8"))


def value(name, column, **where):
    rows = table(name)
    for key, wanted in where.items():
        rows = rows[rows[key] == wanted]
    assert len(rows) == 1
    return rows[column].iloc[0]


@pytest.mark.parametrize("name", TABLES)
def test_each_table_keeps_its_contract_and_its_order(name):
    pd.testing.assert_frame_equal(check(table(name), name), table(name))


def test_numbers_a_reader_can_look_up():
    world = {"release": "ncses-2023", "unit": "WORLD", "year": 2022}
    assert value("ncses_output", "total", **world) == 3_344_037
    assert value("ncses_output", "international", **world) == 755_894
    assert value("ncses_pairs", "works", release="ncses-2023", year=2022, unit="WORLD", partner="WORLD") == 755_894
    assert value("openalex_pairs", "works", year=2020, unit="CN", partner="US") == 84_025
    assert value("ncses_top1", "share", release="ncses-2023", unit="WORLD", year=2020) == 0.01
    assert value("ncses_us_partners", "share", table="10004", year=2003, partner="CN", measure="share_of_us") == 0.0628


def test_whole_counts_of_all_fields_equal_all_works_for_every_shared_unit():
    everything = table("ncses_whole_counts").query("field == 'all'")
    both = everything.merge(table("ncses_output"), on=["release", "unit", "year"])
    assert len(both) == 47 * 20 + 46 * 25
    assert (both["works"] == both["total"]).all()


def test_domestic_and_international_works_stay_within_all_works():
    for name, whole in (("ncses_output", "total"), ("ncses_topics", "works")):
        rows = table(name)
        assert (rows["domestic"] + rows["international"] <= rows[whole]).all()
        assert (rows["multi_institution"] <= rows[whole]).all()


@pytest.mark.parametrize("name", ["ncses_pairs", "ncses_topic_pairs", "ncses_topic_affinity", "openalex_pairs"])
def test_each_pair_stands_once_with_its_codes_in_order(name):
    rows = table(name)
    rows = rows[rows["partner"] != "WORLD"]
    assert (rows["unit"] < rows["partner"]).all()


def test_no_pair_has_more_works_than_either_country_has_international_works():
    pairs, own = table("openalex_pairs"), table("openalex_international")
    for side in ("unit", "partner"):
        both = pairs.merge(own.rename(columns={"unit": side, "works": "international"}), on=["year", side])
        assert len(both) == len(pairs)
        assert (both["works"] <= both["international"]).all()


def test_partners_are_counted_from_the_pairs():
    pairs, own = table("openalex_pairs"), table("openalex_international")
    both_ways = pd.concat([pairs, pairs.rename(columns={"unit": "partner", "partner": "unit"})])
    counted = both_ways.groupby(["year", "unit"]).size()
    stated = own.set_index(["year", "unit"])["partners"]
    assert (stated == counted.reindex(stated.index, fill_value=0)).all()


def test_fractional_counts_of_the_members_add_up_to_their_region():
    counts = table("ncses_fractional_counts").set_index(["release", "unit", "year"])["works"].astype(float)
    regions = ["AFRICA", "ASIA", "MIDDLE-EAST", "SOUTH-AMERICA", "NORTH-AMERICA", "CENTRAL-AMERICA", "OCEANIA"]
    regions += ["EUROPE", "OTHER-EUROPE", "OTHER-EUROPE-2020"]
    for release, years in (("ncses-2023", range(2003, 2023)), ("ncses-2021", range(1996, 2021))):
        for region in [*regions, "EU27", "EU27GB"]:
            inside = members(region, scheme=None if region.startswith("EU2") else release)
            # Puerto Rico stands inside the United States in this release.
            inside = [code for code in inside if not (code == "PR" and release == "ncses-2023")]
            for year in years:
                total = sum(counts[(release, code, year)] for code in inside)
                assert abs(total - counts[(release, region, year)]) < 0.2, (release, region, year)


def test_the_index_of_collaboration_follows_from_the_counts():
    own = table("ncses_topics").query("table == '10059'").set_index("unit")["international"].astype(float)
    both = table("ncses_topic_affinity").merge(table("ncses_topic_pairs"), on=["topic", "unit", "partner"])
    expected = both["works"] * own["WORLD"] / (both["unit"].map(own) * both["partner"].map(own))
    assert len(both) == 60 * 59 // 2
    assert ((expected - both["index"]).abs() < 0.0051).all()


def test_shares_with_the_united_states_follow_from_the_pairs():
    pairs = table("ncses_pairs").query("release == 'ncses-2023' and year == 2003")
    works = {frozenset((row.unit, row.partner)): row.works for row in pairs.itertuples()}
    shares = table("ncses_us_partners").query("release == 'ncses-2023' and year == 2003")
    assert len(shares) == 28
    for row in shares.itertuples():
        whole = works[frozenset(("US" if row.measure == "share_of_us" else row.partner, "WORLD"))]
        assert abs(works[frozenset(("US", row.partner))] / whole - row.share) < 0.00006


def test_the_short_citation_tables_repeat_the_long_ones_but_for_one_cell():
    rows = table("ncses_relative_citation")
    for short, long, different in (("5155", "5171", 1), ("10090", "10007", 0)):
        both = rows[rows["table"] == short].merge(rows[rows["table"] == long], on=["citing", "cited"])
        assert len(both) == 225
        assert (both["index_x"] != both["index_y"]).sum() == different


def test_no_share_among_the_most_cited_is_computed_from_a_handful_of_works():
    everything = table("ncses_whole_counts").query("field == 'all'")
    both = table("ncses_top1").merge(everything, on=["release", "unit", "year"])
    assert both.loc[both["share"].isna(), "works"].max() == 45
    assert both.loc[both["share"].notna(), "works"].min() == 30


def test_the_package_lists_every_table_with_its_rows_bytes_and_checksum():
    resources = package()["resources"]
    assert [resource["name"] for resource in resources] == list(TABLES)
    for resource in resources:
        content = (OPEN / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert resource["rows"] == len(table(resource["name"]))
    shipped = {path.name for path in OPEN.iterdir()} - {"datapackage.json"}
    assert shipped == {resource["path"] for resource in resources}


def test_the_package_prints_the_contract_in_both_languages():
    for resource in package()["resources"]:
        columns = TABLES[resource["name"]].columns
        assert {field["name"]: field["meaning"] for field in resource["schema"]["fields"]} == {
            name: {"en": column.en, "zh": column.zh} for name, column in columns.items()
        }
        assert len(resource["notes"]["en"]) == len(resource["notes"]["zh"])
        assert all(resource["titles"].values())
        assert not [note for notes in resource["notes"].values() for note in notes if "{" in note]


def test_every_number_read_is_accounted_for():
    for resource in package()["resources"]:
        records = resource["records"]
        assert records["read"] == records["kept"] + sum(records["set_aside"].values())


def test_the_package_is_valid_frictionless():
    assert [error.message for error in Package.metadata_validate(package())] == []


@pytest.mark.parametrize("name", SMALL)
def test_each_small_table_fits_its_described_schema(name):
    report = frictionless_validate(Package(str(OPEN / "datapackage.json")).get_resource(name))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
