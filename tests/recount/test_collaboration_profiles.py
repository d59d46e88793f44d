"""Facts of the collaboration profiles on a desk of a few lines, and the cells that they rest on."""

import pytest

from copub.recount import recount
from desks import INTERNATIONAL, OUTPUT, PAIRS, desk

PARAMETERS = {
    "first_year": 2003,
    "last_year": 2005,
    "pairs_first_year": 2003,
    "pairs_last_year": 2005,
    "focus_countries": ["US", "CN", "DE", "IN"],
}
# By country and year: all works and those of two countries or more; India has none in the first year.
SHARES = {
    "WORLD": {2003: (100, 10), 2005: (100, 20)},
    "US": {2003: (10, 2), 2005: (10, 4)},
    "CN": {2003: (10, 3), 2004: (10, 5), 2005: (10, 4)},
    "DE": {2003: (10, 6), 2005: (10, 5)},
    "IN": {2003: (0, 0), 2005: (10, 1)},
}


@pytest.fixture
def found(tmp_path):
    output = [
        ("ncses-2023", "10001", unit, year, total, total - international, international)
        for unit, years in SHARES.items()
        for year, (total, international) in years.items()
    ]
    # Of the 4 international works of the United States in 2005 each has one partner or more: 6 participations in all.
    pairs = [(2005, "DE", "US", 3), (2005, "CN", "US", 2), (2005, "HK", "US", 1), (2005, "CN", "DE", 7)]
    whole = [(2005, "US", 4, 3), (2005, "CN", 3, 2), (2005, "DE", 10, 2)]
    tables = {
        "ncses_output": [OUTPUT, *output],
        "openalex_pairs": [PAIRS, *pairs],
        "openalex_international": [INTERNATIONAL, *whole],
    }
    return recount(desk(tmp_path, PARAMETERS, **tables), ["collaboration-profiles"])


def value(found, name):
    return found[f"collaboration-profiles.{name}"].value


def test_the_highest_and_the_lowest_share_are_those_of_the_last_year(found):
    assert (value(found, "highest"), value(found, "highest_share")) == ("DE", 0.5)
    assert (value(found, "lowest"), value(found, "lowest_share")) == ("IN", 0.1)


def test_a_country_without_papers_in_the_first_year_has_words_there_and_no_change(found):
    assert (value(found, "in_first"), value(found, "in_last")) == ("no_works", 0.1)
    assert (value(found, "n_countries"), value(found, "n_rising")) == (3, 2)


def test_the_most_is_gained_by_the_largest_difference_and_who_lost_is_named(found):
    assert (value(found, "most_gained"), value(found, "most_gained_points")) == ("US", 0.4 - 0.2)
    assert value(found, "gained_story") == "gained_most"
    assert (value(found, "falling"), value(found, "falling_story")) == (["DE"], "shares_fell_in")


def test_chinas_share_is_past_its_peak(found):
    assert (value(found, "cn_peak_year"), value(found, "cn_peak")) == (2004, 0.5)
    assert (value(found, "cn_story"), value(found, "cn_direction")) == ("cn_share_past_peak", "fell")


def test_the_mean_number_of_partners_bounds_the_bilateral_share_from_below(found):
    assert value(found, "us_mean_last") == 6 / 4
    assert (value(found, "us_bilateral_low"), value(found, "de_bilateral_low")) == (2 - 6 / 4, 2 - 10 / 10)
    assert value(found, "unbounded") == ["CN"]


def test_a_mean_rests_on_every_pair_of_the_country_and_on_its_international_works(found):
    looked_at = {(cell.file, cell.line) for cell in found["collaboration-profiles.us_mean_last"].cells}
    pairs = {("data/open/openalex_pairs.csv", line) for line in (2, 3, 4)}
    assert looked_at == {*pairs, ("data/open/openalex_international.csv", 2)}


def test_a_year_without_pairs_has_words_in_place_of_a_mean(found):
    assert value(found, "us_mean_first") == value(found, "in_mean_last") == "no_international"
    assert value(found, "n_means") == 0
