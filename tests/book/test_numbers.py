"""The default edition's numbers, held to a golden file, to the bounds of their units, and to the source's own cells."""

import csv
import gzip
import json
from hashlib import sha256
from pathlib import Path

import pytest

from golden import GOLDEN, facts_of
from miniature import ROOT


@pytest.fixture(scope="module")
def facts(site: Path) -> dict[str, object]:
    return facts_of(site)


def rows(table: str) -> list[dict[str, str]]:
    """A public table, read with nothing but the standard library."""
    path = ROOT / "data" / "open" / table
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(content.decode("utf-8").splitlines()))


def cell(table: str, column: str, **where: str) -> int:
    """The one number at a place of a table."""
    (row,) = [row for row in rows(table) if all(row[name] == value for name, value in where.items())]
    return int(row[column])


def test_no_fact_has_moved_since_the_golden_file(facts: dict[str, object]) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    moved = {
        slot: (golden.get(slot), facts.get(slot))
        for slot in golden.keys() | facts.keys()
        if golden.get(slot) != facts.get(slot)
    }
    assert not moved, "numbers changed: if that is meant, see tests/golden.py"


def test_every_fact_is_counted_a_second_time_and_the_page_says_so_in_both_languages(
    site: Path, facts: dict[str, object]
) -> None:
    counted = len(facts) + 9  # and the nine years and numbers of the edition itself
    assert f"All {counted} facts of this edition" in (site / "en" / "verified.html").read_text(encoding="utf-8")
    assert f"本版全部{counted}个事实" in (site / "zh" / "verified.html").read_text(encoding="utf-8")


def test_every_share_lies_between_zero_and_one_and_every_difference_within_one(site: Path) -> None:
    for path in (site / "facts").glob("*.json"):
        for fact in json.loads(path.read_text(encoding="utf-8")):
            if fact["unit"] == "share" and not any(
                word in fact["name"] for word in ("change", "growth", "excess", "deepest")
            ):
                assert 0 <= fact["value"] <= 1, fact
            if fact["unit"] == "points":
                assert -1 <= fact["value"] <= 1, fact


def test_the_low_end_of_a_band_is_never_above_its_high_end(facts: dict[str, object]) -> None:
    ends = [slot for slot in facts if "_low" in slot and slot.replace("_low", "_high") in facts]
    assert ends
    for slot in ends:
        assert facts[slot] <= facts[slot.replace("_low", "_high")], slot


@pytest.mark.parametrize(("year", "end"), [("2003", "first"), ("2022", "last")])
def test_the_world_s_share_is_the_source_s_international_over_its_total(
    facts: dict[str, object], year: str, end: str
) -> None:
    where = {"release": "ncses-2023", "unit": "WORLD", "year": year}
    share = cell("ncses_output.csv", "international", **where) / cell("ncses_output.csv", "total", **where)
    assert facts[f"global-output.share_world_{end}"] == share


@pytest.mark.parametrize("code", ["US", "CN", "GB"])
def test_a_country_s_share_is_the_source_s_international_over_its_total(facts: dict[str, object], code: str) -> None:
    where = {"release": "ncses-2023", "unit": code, "year": "2022"}
    share = cell("ncses_output.csv", "international", **where) / cell("ncses_output.csv", "total", **where)
    assert facts[f"collaboration-profiles.{code.lower()}_last"] == share


def test_the_european_union_s_total_is_the_source_s_own(facts: dict[str, object]) -> None:
    where = {"release": "ncses-2023", "field": "all", "unit": "EU27", "year": "2022"}
    assert (
        facts["global-output.eu_last"]
        == facts["three-blocs.eu_total_last"]
        == cell("ncses_whole_counts.csv.gz", "works", **where)
        == 765_223
    )


def test_joint_works_of_the_united_states_and_china_peak_in_2020_at_84025(facts: dict[str, object]) -> None:
    yearly = {
        int(row["year"]): int(row["works"])
        for row in rows("openalex_pairs.csv.gz")
        if (row["unit"], row["partner"]) == ("CN", "US")
    }
    peak = max(yearly, key=lambda year: yearly[year])
    assert (peak, yearly[peak]) == (2020, 84_025)
    assert (facts["united-states.cn_peak_year"], facts["united-states.cn_peak"]) == (2020, 84_025)


def test_every_number_a_figure_draws_is_in_its_table(site: Path) -> None:
    figures = {path.name.split(".")[0] for path in (site / "figures" / "en").glob("*.svg")}
    assert figures == {path.stem for path in (site / "data").glob("*.csv")}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("en/global-output.html", ["16.2%", "22.6%", "765,223"]),
        ("zh/global-output.html", ["16.2%", "22.6%", "765,223", "334万"]),
        ("en/united-states.html", ["84,025", "2020"]),
        ("zh/united-states.html", ["84,025", "2020"]),
    ],
)
def test_the_numbers_stand_on_the_pages(site: Path, page: str, words: list[str]) -> None:
    text = (site / page).read_text(encoding="utf-8")
    assert [word for word in words if word not in text] == []


def test_every_public_table_can_be_taken_from_the_site_as_described(site: Path) -> None:
    package = json.loads((site / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    for table in package["resources"]:
        taken = sha256((site / "tables" / table["path"]).read_bytes()).hexdigest()
        assert table["hash"] == f"sha256:{taken}", table["name"]
