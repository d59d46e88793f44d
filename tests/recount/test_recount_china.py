"""China's facts, counted from a few lines."""

from pathlib import Path

import pytest

import tiny
from copub.recount import NotThere

PAIRS = """
    CN US 2020 10
    CN US 2021 8
    CN GB 2020 4
    CN GB 2021 6
    CN PK 2021 5
"""


@pytest.fixture
def corpus(tmp_path):
    """China in 2020: 20 works, 12 with others. In 2021: 30, 18 with others, of which 8 with the US, 6 with GB and 5 with PK."""
    return tiny.of_corpus(
        tmp_path,
        output="CN 2019 3 3 0 \n CN 2020 20 7 12 \n CN 2021 30 10 18",
        joint=PAIRS,
        international="CN 2020 12 \n CN 2021 18",
        sizes="CN 2020 12 9 2 1 16 \n CN 2021 18 9 6 3 30",
    )


def told(files, **parameters):
    return tiny.told(tiny.desk(files, china_partners=["US", "GB", "PK", "IR"], **parameters), "china")


def test_growth_begins_in_the_first_year_that_has_works_of_each_kind(corpus):
    facts = told(corpus, first_year=2019)
    assert facts["growth_from"].value == 2020  # in 2019 all three were at home
    assert facts["total_growth"].value == 30 / 20
    assert facts["faster"].value == "international_faster"  # 18/12 beside 10/7
    assert (facts["domestic_first"].value, facts["domestic_last"].value) == (7, 10)


def test_the_share_past_its_peak_falls_from_ten_of_twelve(corpus):
    facts = told(corpus)
    assert facts["us_share_peak_year"].value == 2020
    assert facts["us_share_peak"].value == 10 / 12
    assert facts["us_share_last"].value == 8 / 18
    assert tiny.cells(facts["us_share_last"]) == [("international", 3, "works"), ("joint", 3, "works")]


def test_partners_are_told_apart_by_whether_the_last_year_is_their_best(corpus):
    facts = told(corpus)
    assert facts["n_partners"].value == 3  # Iran has none, and is not shown
    assert facts["at_peak"].value == ["GB", "PK"]
    assert facts["past_peak"].value == ["US"]
    assert facts["peak_story"].value == "cn_peaks_mixed"
    assert facts["us_change"].value == 8 / 10 - 1


def test_each_partner_that_is_shown_has_its_best_and_its_last_number(corpus):
    facts = told(corpus)
    assert (facts["us_peak"].value, facts["us_last"].value) == (10, 8)
    assert (facts["pk_peak"].value, facts["pk_last"].value) == (5, 5)
    assert "ir_peak" not in facts and "ir_last" not in facts
    assert tiny.cells(facts["us_peak"]) == [("joint", 2, "works"), ("joint", 3, "works")]
    assert tiny.cells(facts["us_last"]) == [("joint", 3, "works")]


def test_a_partner_with_works_before_and_none_now_is_shown_with_none(corpus):
    path: Path = corpus.root / tiny.CORPUS / "joint.csv"
    path.write_text(path.read_text().replace("CN,US,2021,8\n", ""))
    facts = told(type(corpus)(corpus.root))
    assert (facts["us_peak"].value, facts["us_last"].value, facts["us_growth"].value) == (10, 0, 0)


def test_nothing_grows_from_none(corpus):
    facts = told(corpus)
    assert facts["rise_from"].value == 2020  # two of them had joint works
    assert (facts["fastest"].value, facts["slowest"].value) == ("GB", "US")  # Pakistan had none in 2020
    assert facts["fastest_growth"].value == facts["gb_growth"].value == 6 / 4
    assert facts["us_growth"].value == 8 / 10
    assert "pk_growth" not in facts


def test_the_sizes_of_international_works_are_parts_of_them(corpus):
    facts = told(corpus)
    assert facts["bilateral_first"].value == 9 / 12
    assert facts["bilateral_last"].value == 9 / 18
    assert facts["bilateral_direction"].value == "fell"
    assert facts["mean_partners_last"].value == 30 / 18
    assert facts["unlocated_last"].value == 2  # 30 less 10 less 18


def test_a_corpus_that_lists_no_joint_works_had_none(corpus):
    facts = told(corpus)
    assert (facts["hk_last"].value, facts["hk_story"].value) == (0, "hk_none")
    assert facts["hk_last"].cells == ()


def test_a_public_table_that_lists_no_pair_is_silent(tmp_path):
    files = tiny.of_public(
        tmp_path,
        ncses_output="ncses-2023 CN 2020 20 8 12 \n ncses-2023 CN 2021 30 12 18 \n ncses-2021 CN 2000 5 4 1",
        openalex_pairs=PAIRS,
        openalex_international="CN 2020 12 \n CN 2021 18",
    )
    facts = told(files)
    assert isinstance(facts["hk_last"], NotThere)
    assert facts["us_last"].value == 8
    assert (facts["since_year"].value, facts["until_year"].value, facts["since_growth"].value) == (2000, 2000, 1)
    assert (facts["since_international"].value, facts["until_international"].value) == (1, 1)
    assert tiny.cells(facts["since_total"]) == [("ncses_output", 4, "total")]
    assert tiny.cells(facts["total_growth"]) == [("ncses_output", 2, "total"), ("ncses_output", 3, "total")]


def test_years_that_the_corpus_does_not_have_are_not_years_without_works(corpus):
    facts = told(corpus, last_year=2022, pairs_last_year=2022)
    assert isinstance(facts["total_last"], NotThere)
    assert isinstance(facts["us_last"], NotThere)
    assert facts["total_first"].value == 20


def test_swapping_two_partners_swaps_what_is_said_of_them(tmp_path, corpus):
    path: Path = corpus.root / tiny.CORPUS / "joint.csv"
    path.write_text(path.read_text().replace("US", "XX").replace("GB", "US").replace("XX", "GB"))
    facts = told(type(corpus)(corpus.root))
    assert facts["at_peak"].value == ["US", "PK"]
    assert facts["us_story"].value == "china_us_at_peak"
