"""The facts of the three blocs, counted from a few lines."""

import pytest

import tiny
from copub.recount import NotThere

WORKS = """
    US 2020 all 10
    US 2021 all 12
    CN 2020 all 8
    CN 2021 all 16
    EU27 2020 all 20
    EU27 2021 all 18
    US 2020 engineering 4
    US 2021 engineering 3
    CN 2020 engineering 2
    CN 2021 engineering 5
    CN 2020 agriculture 3
    CN 2021 agriculture 3
"""
PAIRS = """
    US CN 2020 5
    US CN 2021 4
    EU27 CN 2021 4
    EU27 US 2021 6
"""
FIELDS = [
    *[(2020, field, 1) for field in ("biological-sciences", "computer-sciences", "geosciences", "mathematics")],
    *[(2021, field, 2) for field in ("biological-sciences", "computer-sciences", "geosciences", "mathematics")],
    *[(2020, "physics", 1), (2021, "physics", 3), (2020, "chemistry", 4), (2021, "chemistry", 2)],
    *[(2020, "astronomy", 0), (2021, "astronomy", 5)],
]
IMPACT = """
    US . 2020 10 1.2 1.0 1.4 0.2 .
    US . 2021 12 1.1 1.0 1.2 0.2 .
    CN . 2020 8 0.9 0.8 1.0 0.1 .
    CN . 2021 16 1.3 1.25 1.5 0.1 .
    EU27 . 2020 20 1.0 0.9 1.1 0.1 .
    EU27 . 2021 18 1.0 0.9 1.1 0.1 .
    US CN 2021 40 1.5 1.4 1.6 0.3 .
    EU27 US 2021 30 1.2 1.0 1.3 0.2 .
"""


@pytest.fixture
def corpus(tmp_path):
    """In 2021 the United States and China wrote 4 works together, each of them 4 and 6 with the Union."""
    return tiny.of_corpus(
        tmp_path,
        output="US 2020 10 5 5 \n US 2021 12 6 6",
        whole_counts=WORKS,
        joint=PAIRS + "EU US 2021 7",
        impact=IMPACT,
        joint_fields="CN US 2020 engineering 1 \n CN US 2021 engineering 3",
    )


@pytest.fixture
def public(tmp_path):
    """Germany, France and Italy with China: 3, 2 and 0 works in 2021, the United States with China 4."""
    works = "\n".join(f"ncses-2023 {line.strip()}" for line in WORKS.strip().splitlines())
    return tiny.of_public(
        tmp_path,
        ncses_whole_counts=works,
        ncses_top1="ncses-2023 US 2020 0.02 \n ncses-2023 CN 2020 0.01 \n ncses-2023 EU27 2020 0.01 \n ncses-2023 CN 2021 .",
        openalex_pairs="""
            US CN 2020 5
            CN US 2021 4
            CN DE 2021 3
            CN FR 2021 2
            CN GB 2021 9
            DE US 2021 1
            CN DE 2019 3
            CN GB 2019 9
        """,
    )


def told(files, **parameters):
    return tiny.told(tiny.desk(files, **parameters), "three-blocs")


def test_the_order_is_that_of_the_last_year(corpus):
    facts = told(corpus)
    assert facts["order"].value == ["EU27", "CN", "US"]
    assert (facts["eu_total_first"].value, facts["eu_total_last"].value) == (20, 18)
    assert tiny.cells(facts["order"]) == [("whole_counts", line, "works") for line in (3, 5, 7)]


def test_pairs_of_countries_leave_a_band_for_the_union(public):
    facts = told(public)
    assert (facts["cn_eu_low_last"].value, facts["cn_eu_high_last"].value) == (3, 5)  # Britain is no member
    assert tiny.cells(facts["cn_eu_high_last"]) == [("openalex_pairs", 4, "works"), ("openalex_pairs", 5, "works")]
    assert facts["eu_story"].value == "cn_eu_open"  # 4 lies in the band


def test_the_members_of_the_time_may_be_others(public):
    then = {"pairs_first_year": 2019, "pairs_last_year": 2019}
    assert told(public, **then)["cn_eu_high_last"].value == 3
    assert told(public, eu_membership="at-the-time", **then)["cn_eu_high_last"].value == 12  # Britain was a member


def test_records_count_a_joint_work_with_the_union_once(corpus):
    facts = told(corpus)
    assert (facts["us_eu_low_last"].value, facts["us_eu_high_last"].value) == (6, 6)
    assert facts["eu_story"].value == "cn_eu_equal"
    assert facts["us_eu_of_us"].value == 6 / 12
    assert tiny.cells(facts["us_eu_of_us"]) == [("joint", 5, "works"), ("whole_counts", 3, "works")]


def test_a_part_of_the_union_is_of_the_works_of_the_same_union(corpus):
    facts = told(corpus, eu_membership="at-the-time")
    assert facts["us_eu_low_last"].value == 7
    assert isinstance(facts["us_eu_of_eu"], NotThere)  # 18 are the works of the 27, not of the members of the time


def test_the_most_cited_are_told_up_to_the_last_year_that_tells_them(public):
    facts = told(public)
    assert facts["top_year"].value == 2020
    assert facts["top_gap_last"].value == pytest.approx(0.01)
    assert facts["top_story"].value == "cn_top_below"


def test_a_mean_of_few_works_has_no_interval_and_a_pair_without_works_no_mean(corpus):
    facts = told(corpus)
    assert facts["us_cn_cnci_story"].value == "us_cn_cnci_known"
    assert facts["cn_eu_cnci_story"].value == "cnci_absent"
    assert "cn_eu_cnci_last" not in facts
    assert facts["best_pair"].value == "pair_us_cn"
    assert facts["best_pair_story"].value == "pairs_apart"  # 1.4 lies above 1.3
    assert (facts["best_pair_low"].value, facts["next_pair_high"].value) == (1.4, 1.3)
    assert (facts["best_pair_works"].value, facts["next_pair_works"].value) == (40, 30)
    assert facts["cnci_apart_story"].value == "intervals_apart"  # 1.25 lies above 1.2


def test_of_too_few_works_no_end_of_an_interval_is_told(corpus):
    path = corpus.root / tiny.CORPUS / "impact.csv"
    path.write_text(path.read_text().replace("EU27,US,2021,30", "EU27,US,2021,29"))
    facts = told(type(corpus)(corpus.root))
    assert (facts["best_pair_story"].value, facts["next_pair_works"].value) == ("pairs_too_few", 29)
    assert "best_pair_low" not in facts and "next_pair_high" not in facts


def test_windows_are_added_up(tmp_path):
    works = "\n".join(f"US {year} all {year - 2010}" for year in range(2011, 2015))
    windows = {"earlier_window": [2011, 2012], "later_window": [2013, 2014]}
    years = {"output": "US 2011 1 1 0 \n US 2014 1 1 0", "impact": "", "joint": "", "joint_fields": ""}
    files = tiny.of_corpus(tmp_path, whole_counts=works, **years)
    facts = told(files, first_year=2011, last_year=2014, **windows)
    assert (facts["us_window_earlier"].value, facts["us_window_later"].value) == (1 + 2, 3 + 4)
    assert facts["us_window_growth"].value == 7 / 3
    assert tiny.cells(facts["us_window_later"]) == [("whole_counts", line, "works") for line in (4, 5)]


def test_public_tables_tell_each_field_and_gather_fields_into_areas(public):
    rows = [f"ncses-2023,CN,{year},{field},{works}" for year, field, works in FIELDS]
    path = public.root / "data" / "open" / "ncses_whole_counts.csv"
    path.write_text(path.read_text() + "\n".join(rows) + "\n")
    facts = told(type(public)(public.root))
    assert (facts["cn_field_physics"].value, facts["cn_field_chemistry"].value) == (3 / 1, 2 / 4)
    assert "cn_field_astronomy" not in facts  # it had none before
    assert facts["cn_area_natural_sciences"].value == 18 / 9
    assert isinstance(facts["cn_area_social_sciences"], NotThere)


def test_a_field_without_works_before_has_no_growth(corpus):
    facts = told(corpus)
    assert (facts["cn_fastest_field"].value, facts["cn_fastest_ratio"].value) == ("engineering", 5 / 2)
    assert facts["cn_slowest_field"].value == "agriculture"
    assert facts["n_fields"].value == 2
    assert facts["n_us_shrinking"].value == 1
    assert facts["us_agriculture"].value == "absent_none_before"
    assert facts["cn_us_engineering"].value == 3
    assert facts["printed_story"].value == "printed_and_corpus_differ"  # agriculture stood still
