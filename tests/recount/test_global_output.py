"""Facts of global output on a desk of a few lines, and the cells that they rest on."""

import pytest

import tiny
from copub.recount import Cell, NotThere, recount
from copub.recount.recounting import attempts
from desks import OUTPUT, TOPICS, WHOLE, desk, yearly

YEARS = {"first_year": 2019, "last_year": 2022, "top": 10}
TOTALS = {2019: (10, 7, 2), 2020: (12, 8, 3), 2021: (20, 12, 6), 2022: (18, 10, 6)}
WORLD = [("ncses-2023", "10001", "WORLD", year, *numbers) for year, numbers in TOTALS.items()]


@pytest.fixture
def found(tmp_path):
    """The world goes from 10 works to 18, of 2 and then 6 countries or more; China passes the United States in 2021."""
    counts = [
        *yearly("CN", 2019, 3, 4, 6, 7),
        *yearly("US", 2019, 5, 4, 5, 5),
        *yearly("DE", 2019, 2, 2, 2, 5),
        *yearly("WORLD", 2019, 10, 12, 20, 18),
    ]
    tables = {"ncses_output": [OUTPUT, *WORLD], "ncses_whole_counts": [WHOLE, *counts], "ncses_topics": [TOPICS]}
    return recount(desk(tmp_path, YEARS, **tables), ["global-output"])


def value(found, name):
    return found[f"global-output.{name}"].value


def cells(found, name):
    return [(cell.line, cell.column) for cell in found[f"global-output.{name}"].cells]


def test_the_world_grew_from_ten_works_to_eighteen(found):
    assert (value(found, "world_first"), value(found, "world_last")) == (10, 18)
    assert value(found, "world_growth") == 18 / 10
    assert value(found, "world_direction") == "rose"
    assert (value(found, "domestic_first"), value(found, "domestic_last")) == (7, 10)


def test_a_share_is_international_works_over_all_and_rests_on_two_cells(found):
    assert value(found, "share_world_last") == 6 / 18
    assert found["global-output.share_world_last"].cells == (
        Cell("data/open/ncses_output.csv", 5, "international"),
        Cell("data/open/ncses_output.csv", 5, "total"),
    )


def test_what_is_not_domestic_may_be_international(found):
    assert value(found, "share_world_last_high") == (18 - 10) / 18


def test_a_direction_rests_on_both_ends_of_its_series(found):
    assert sorted(cells(found, "share_world_direction")) == [
        (2, "international"),
        (2, "total"),
        (5, "international"),
        (5, "total"),
    ]


def test_china_is_ahead_of_the_united_states_since_2021(found):
    assert value(found, "cn_overtook_us_year") == 2021
    assert value(found, "cn_us_story") == "cn_overtook_us"


def test_the_first_place_rests_on_the_works_of_every_country_of_that_year_and_of_no_bloc(found):
    assert value(found, "largest") == ["CN", "DE", "US"]
    assert (value(found, "leader_first"), value(found, "leader_story")) == ("US", "leader_new")
    assert sorted(cells(found, "leader")) == [(5, "works"), (9, "works"), (13, "works")]


def test_who_overtook_was_no_more_than_level_the_year_before_and_has_led_since(found):
    assert value(found, "cn_overtook_us_year") == 2021
    assert value(found, "cn_to_us_before") == 4 / 4
    assert value(found, "cn_to_us_least_since") == 6 / 5  # 7/5 the year after


def test_years_in_which_neither_had_works_are_not_years_behind(tmp_path):
    works = "CN 2020 all 6 \n US 2020 all 5 \n CN 2021 all 6 \n US 2021 all 5"
    files = tiny.of_corpus(tmp_path, output="CN 2019 0 0 0 \n CN 2021 6 6 0", whole_counts=works, reach="")
    facts = tiny.told(tiny.desk(files, first_year=2019), "global-output")
    assert facts["cn_us_story"].value == "cn_ahead_of_us"
    assert "cn_to_us_before" not in facts


def test_who_never_was_behind_has_overtaken_nobody(tmp_path):
    counts = [*yearly("CN", 2019, 6, 6, 6, 6), *yearly("US", 2019, 5, 4, 5, 5)]
    tables = {"ncses_output": [OUTPUT, *WORLD], "ncses_whole_counts": [WHOLE, *counts], "ncses_topics": [TOPICS]}
    found = recount(desk(tmp_path, YEARS, **tables), ["global-output"])
    assert value(found, "cn_us_story") == "cn_ahead_of_us"
    assert "global-output.cn_to_us_before" not in found and "global-output.cn_to_us_least_since" not in found


def test_two_releases_are_compared_in_the_last_year_that_both_have(tmp_path):
    before = [("ncses-2021", "10001", "WORLD", year, works, 0, 0) for year, works in ((2019, 8), (2020, 10))]
    tables = {"ncses_output": [OUTPUT, *WORLD, *before], "ncses_whole_counts": [WHOLE], "ncses_topics": [TOPICS]}
    found = recount(desk(tmp_path, YEARS, **tables), ["global-output"])
    assert (value(found, "break_year"), value(found, "break_earlier"), value(found, "break_later")) == (2020, 10, 12)
    assert value(found, "break_last") == pytest.approx(12 / 10 - 1)


def test_the_fastest_year_is_that_of_the_largest_rise_from_one_year_to_the_next(found):
    assert value(found, "fastest_year") == 2021
    assert value(found, "fastest_growth") == 20 / 12 - 1
    assert value(found, "next_fastest_growth") == 12 / 10 - 1


def test_what_the_tables_lack_is_left_out_and_says_what_is_lacking(found, tmp_path):
    assert "global-output.eu_last" not in found
    later = desk(tmp_path, {**YEARS, "last_year": 2030})
    lacking = dict(attempts(later, ["global-output"]))["global-output.world_last"]
    assert isinstance(lacking, NotThere)
    assert "2030" in lacking.what


def test_other_years_give_the_numbers_of_other_years(found, tmp_path):
    earlier = recount(desk(tmp_path, {**YEARS, "last_year": 2021}), ["global-output"])
    assert value(earlier, "world_last") == 20


def test_works_that_double_after_steady_years_are_a_step(tmp_path):
    tables = {"ncses_output": [OUTPUT], "ncses_topics": [TOPICS]}
    counts = [*yearly("WORLD", 2015, 8, 8, 8, 16), *yearly("JP", 2015, 8, 8, 8, 9)]
    years = {**YEARS, "first_year": 2015, "last_year": 2018}
    found = recount(desk(tmp_path, years, ncses_whole_counts=[WHOLE, *counts], **tables), ["global-output"])
    assert (value(found, "base_first"), value(found, "base_last")) == (2015, 2017)
    assert value(found, "excess_last") == pytest.approx(1)
    assert (value(found, "bump_story"), value(found, "excess_eased")) == ("bump_stays", [])
    assert value(found, "jp_excess_peak") == value(found, "jp_excess_last") == pytest.approx(9 / 8 - 1)
    assert "global-output.in_excess_peak" not in found
    assert cells(found, "excess_last") == [(2, "works"), (3, "works"), (4, "works"), (5, "works")]


def test_what_a_member_does_not_tell_of_its_works_leaves_a_band(tmp_path):
    members = desk(tmp_path, YEARS).members("EU27", 2022)
    told = [("ncses-2023", "10001", code, 2022, 10, 6, 3) for code in members if code != "MT"]
    counts = [("ncses-2023", "9985", "all", code, 2022, 10) for code in [*members, "EU27"]]
    counts[-1] = ("ncses-2023", "9985", "all", "EU27", 2022, 200)
    tables = {"ncses_output": [OUTPUT, *told], "ncses_whole_counts": [WHOLE, *counts], "ncses_topics": [TOPICS]}
    found = recount(desk(tmp_path, YEARS, **tables), ["global-output"])
    # Of 26 members 6 works each are their own, 1 each cannot be told, and so can none of the 10 of the last member.
    assert value(found, "eu_share_high_last") == (200 - 26 * 6) / 200
    assert value(found, "eu_share_low_last") == (200 - 26 * 7 - 10) / 200
