"""The facts of regions, counted from a few lines."""

import pytest

import tiny
from copub.recount import NotThere

REGIONS = ["AFRICA", "ASIA-PACIFIC"]
PAIRS = """
    CN EG 2020 2
    CN EG 2021 6
    CN ZA 2021 3
    US EG 2020 4
    US EG 2021 4
    US ZA 2021 1
    CN JP 2020 1
    CN JP 2021 1
"""
INTERNATIONAL = """
    EG 2020 8
    EG 2021 10
    ZA 2021 5
    JP 2020 4
    JP 2021 4
    CN 2020 9
    CN 2021 9
"""


@pytest.fixture
def public(tmp_path):
    """Africa is counted as one; Asia-Pacific is put together from Asia (10, then 12) and Oceania (5, then 6)."""
    rows = "AFRICA 2020 all 10 \n AFRICA 2021 all 20 \n ASIA 2020 all 10 \n ASIA 2021 all 12 \n OCEANIA 2020 all 5 \n OCEANIA 2021 all 6"
    return tiny.of_public(
        tmp_path,
        ncses_whole_counts="\n".join(f"ncses-2023 {row}" for row in rows.split("\n")),
        openalex_pairs=PAIRS,
        openalex_international=INTERNATIONAL,
    )


def told(files, **parameters):
    return tiny.told(tiny.desk(files, **{"regions": REGIONS, **parameters}), "regional-networks")


def test_a_region_of_parts_lies_between_the_largest_and_the_sum(public):
    facts = told(public)
    assert facts["asia_pacific_output_later"].value == [12, 18]
    assert facts["asia_pacific_output_growth"].value == [12 / 15, 18 / 10]
    assert facts["africa_output_growth"].value == 2
    assert tiny.cells(facts["africa_output_later"]) == [("ncses_whole_counts", 3, "works")]


def test_only_regions_that_are_counted_as_one_are_compared(public):
    facts = told(public)
    assert (facts["fastest_region"].value, facts["fastest_ratio"].value) == ("AFRICA", 2)
    assert facts["africa_last"].value == 20


def test_a_band_of_joint_works_runs_from_the_largest_pair_to_the_sum(public):
    facts = told(public, regions=["AFRICA"])
    assert facts["africa_cn_joint"].value == [6, 9]
    assert facts["africa_us_joint"].value == [4, 5]
    assert facts["us_surely_ahead"].value == []


def test_of_a_region_without_a_pair_nothing_is_told(public):
    facts = told(public)
    assert facts["asia_pacific_cn_joint"].value == 1
    assert isinstance(facts["asia_pacific_us_joint"], NotThere)
    assert isinstance(facts["us_surely_ahead"], NotThere)


def test_participations_are_added_up_over_a_regions_countries(public):
    facts = told(public, regions=["AFRICA"])
    assert facts["africa_cn_share"].value == 9 / 15
    assert facts["africa_cn_change"].value == 9 / 15 - 2 / 8
    assert facts["africa_cn_growth"].value == 9 / 2
    assert facts["africa_cn_growth_of_all"].value == 15 / 8
    assert facts["n_cn_faster"].value == 1  # 9/2 beside 15/8
    assert tiny.cells(facts["africa_cn_growth"]) == [("openalex_pairs", line, "works") for line in (2, 3, 4)]
    of_all = tiny.cells(facts["africa_cn_growth_of_all"])
    assert of_all == [("openalex_international", line, "works") for line in (2, 3, 4)]


def test_a_gain_and_a_loss_are_told_by_the_sign_of_the_most(public):
    facts = told(public, regions=["AFRICA"])
    assert (facts["cn_gain_story"].value, facts["cn_gained_points"].value) == ("cn_gained", 9 / 15 - 2 / 8)
    assert (facts["us_loss_story"].value, facts["us_lost_points"].value) == ("us_lost", 5 / 15 - 4 / 8)


def test_where_all_shares_went_the_other_way_nobody_gained_and_nobody_lost(public):
    turned = {"earlier_window": [2021, 2021], "later_window": [2020, 2020]}
    facts = told(public, regions=["AFRICA"], **turned)
    assert (facts["cn_gain_story"].value, facts["us_loss_story"].value) == ("cn_gained_nowhere", "us_lost_nowhere")


def test_a_partner_is_no_country_of_its_own_region(public):
    facts = told(public)
    assert facts["asia_pacific_cn_share"].value == 1 / 4  # China's own nine are left out
    assert facts["asia_pacific_us_growth"].value == "absent_none_before"


def test_a_year_without_international_works_is_none_and_not_unknown(tmp_path):
    files = tiny.of_corpus(
        tmp_path,
        output="EG 2018 1 1 0 \n EG 2021 9 0 9",
        whole_counts="AFRICA 2019 all 4 \n AFRICA 2021 all 9",
        joint="US EG 2019 2 \n US EG 2021 6 \n AFRICA US 2019 2 \n AFRICA US 2021 6",
        international="EG 2019 4 \n EG 2021 9",
    )
    facts = told(files, regions=["AFRICA"], earlier_window=[2018, 2019], later_window=[2020, 2021])
    assert facts["africa_us_growth"].value == 6 / 2
    assert facts["africa_us_work_share"].value == 6 / 9
    assert facts["africa_us_work_growth"].value == 3
    assert facts["africa_cn_work_growth"].value == "absent_none_before"
    assert (facts["us_largest_share_in"].value, facts["n_us_larger_works"].value) == ("AFRICA", 1)
