"""Facts of the United States on a desk of a few lines, and the cells that they rest on."""

import pytest

import tiny
from copub.recount import recount
from desks import INTERNATIONAL, PAIRS, desk

PARAMETERS = {
    "last_year": 2012,
    "pairs_first_year": 2010,
    "pairs_last_year": 2013,
    "us_partners": ["CN", "DE", "IN", "FR", "SA"],
    "top": 3,
}
JOINT = {
    "CN": (4, 10, 6, 7),
    "DE": (5, 5, 5, 6),
    "FR": (4, 4, 3, 2),
    "IN": (1, 2, 8, 4),
    "GB": (9, 3, 1, 1),
}


@pytest.fixture
def found(tmp_path):
    """Saudi Arabia has no joint works, the United Kingdom is a partner that is not shown."""
    pairs = [(2010 + n, *sorted([code, "US"]), works) for code, row in JOINT.items() for n, works in enumerate(row)]
    whole = [(2010 + number, "US", works, 5) for number, works in enumerate((20, 20, 20, 20))]
    shares = [
        ("ncses-2023", "10004", year, "CN", "share_of_us", share) for year, share in ((2010, 0.1), (2012, 0.3))
    ] + [("ncses-2023", "10005", year, "CN", "share_of_partner", share) for year, share in ((2010, 0.5), (2012, 0.4))]
    tables = {
        "openalex_pairs": [PAIRS, *pairs],
        "openalex_international": [INTERNATIONAL, *whole],
        "ncses_us_partners": ["release table year partner measure share", *shares],
    }
    return recount(desk(tmp_path, PARAMETERS, **tables), ["united-states"])


def value(found, name):
    return found[f"united-states.{name}"].value


def test_a_partner_without_joint_works_is_not_shown(found):
    assert (value(found, "n_partners"), value(found, "n_growing")) == (4, 3)
    assert (value(found, "least_grown"), value(found, "least_growth")) == ("FR", 2 / 4)


def test_works_with_china_peaked_in_2011_and_came_back_a_little(found):
    assert (value(found, "cn_peak_year"), value(found, "cn_peak"), value(found, "cn_last")) == (2011, 10, 7)
    assert value(found, "cn_story") == "us_cn_past_peak"


def test_each_partner_that_is_shown_has_its_first_its_best_its_lowest_since_and_its_last_number(found):
    numbers = [[value(found, f"{code}_{what}") for what in ("first", "peak", "low", "last")] for code in ("cn", "in")]
    assert numbers == [[4, 10, 6, 7], [1, 8, 4, 4]]
    assert not any(slot.startswith("united-states.sa_") for slot in found)
    assert [cell.line for cell in found["united-states.in_last"].cells] == [17]


def test_partners_at_their_peak_are_apart_from_those_past_it_which_stand_in_the_order_of_their_fall(found):
    assert (value(found, "at_peak"), value(found, "past_peak")) == (["DE"], ["FR", "IN", "CN"])
    assert value(found, "peak_story") == "peaks_mixed"


def test_only_who_rose_from_a_low_point_has_recovered(found):
    assert (value(found, "recovered"), value(found, "most_recovery")) == (["CN"], 7 / 6 - 1)
    assert value(found, "most_recovered_low_year") == 2012


def test_another_partner_may_have_fallen_as_deep(found):
    assert (value(found, "other_deepest"), value(found, "other_deepest_change")) == ("FR", 2 / 4 - 1)
    assert value(found, "deepest_story") == "cn_not_deepest"


def test_the_first_partner_is_sought_among_all_countries_and_held_the_place_since_2013(found):
    assert (value(found, "first_partner_before"), value(found, "first_partner")) == ("GB", "CN")
    assert (value(found, "first_since"), value(found, "first_story")) == (2013, "first_partner_changed")
    assert (value(found, "first_partner_before_works"), value(found, "first_partner_works")) == (9, 7)
    assert value(found, "in_rank") == 3


def test_a_peak_rests_on_the_works_of_every_year(found):
    lines = sorted(cell.line for cell in found["united-states.cn_peak"].cells)
    assert lines == [2, 3, 4, 5]


def test_chinas_part_of_international_works_was_largest_in_2011(found):
    assert (value(found, "cn_share_peak_year"), value(found, "cn_share_peak")) == (2011, 10 / 20)
    assert value(found, "share_story") == "us_cn_share_past"


def test_the_second_source_is_read_up_to_the_last_year_of_output(found):
    assert (value(found, "second_share_last_year"), value(found, "second_share_story")) == (2012, "second_share_now")
    assert (value(found, "of_china_peak"), value(found, "of_china_direction")) == (0.5, "fell")


def test_areas_are_parts_of_the_works_with_china_and_grow_from_the_years_before(tmp_path):
    corpus = tiny.of_corpus(
        tmp_path,
        output="US 2011 1 1 0 \n US 2020 1 1 0",
        joint="",
        international="",
        sizes="",
        joint_fields="""
            US CN 2012 engineering 4
            US CN 2016 engineering 3
            US CN 2020 engineering 3
            US CN 2020 agriculture 2
            US CN 2010 humanities 9
        """,
    )
    years = {"pairs_first_year": 2011, "pairs_last_year": 2020, "us_partners": ["CN"], "top": 3}
    facts = tiny.told(tiny.desk(corpus, **years), "united-states")
    assert (facts["engineering_share"].value, facts["agriculture_share"].value) == (6 / 8, 2 / 8)
    assert facts["engineering_growth"].value == 6 / 4
    assert "agriculture_growth" not in facts  # there was nothing before
    assert "humanities_share" not in facts  # 2010 is not shown
    assert tiny.cells(facts["engineering_growth"]) == [("joint_fields", line, "works") for line in (2, 3, 4)]
