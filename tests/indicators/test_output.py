"""Output, shares and ranks, counted on fingers."""

import pandas as pd
import pytest

from copub.errors import CopubError
from copub.indicators import measure
from fingers import table

OUTPUT = "release unit year total domestic international"
WHOLE = "release field unit year works"
YEARS = {"first_year": 2020, "last_year": 2021}


def test_a_work_with_incomplete_addresses_is_in_the_total_only(given):
    given(ncses_output=table(OUTPUT, ("r", "US", 2020, 8, 5, 2)))
    assert measure("output", release="r", places=["US"], **YEARS).unlocated[0] == 1


def test_the_international_share_keeps_incomplete_works_in_the_denominator_and_says_what_they_could_add(given):
    given(ncses_output=table(OUTPUT, ("r", "US", 2020, 8, 5, 2)))
    share = measure("international_share", release="r", places=["US"], **YEARS)
    assert (share.value[0], share.high[0]) == (2 / 8, 3 / 8)


def test_a_place_without_works_has_no_share_rather_than_zero(given):
    given(ncses_output=table(OUTPUT, ("r", "VA", 2020, 0, 0, 0)))
    with pytest.raises(CopubError, match="nothing was measured"):
        measure("international_share", release="r", places=["VA"], **YEARS)


def test_years_and_releases_that_were_not_asked_for_stay_out(given):
    given(
        ncses_output=table(OUTPUT, ("r", "US", 2019, 1, 1, 0), ("r", "US", 2020, 2, 2, 0), ("old", "US", 2021, 3, 3, 0))
    )
    assert list(measure("output", release="r", places=["US"], **YEARS).year) == [2020]


def test_namibia_is_a_country_and_not_an_absent_value(given):
    given(ncses_output=table(OUTPUT, ("r", "NA", 2020, 4, 3, 1)))
    assert measure("output", release="r", places=["NA"], **YEARS).unit[0] == "NA"


def test_countries_with_equal_output_share_a_rank_and_regions_are_not_ranked(given):
    given(
        ncses_whole_counts=table(
            WHOLE,
            *[("r", "all", unit, 2020, works) for unit, works in (("US", 9), ("CN", 9), ("IN", 5), ("ASIA", 99))],
        ),
        countries=table("code", ("US",), ("CN",), ("IN",)),
    )
    ranks = measure("producer_rank", release="r", top=10, **YEARS).set_index("unit")["rank"]
    assert dict(ranks) == {"CN": 1, "US": 1, "IN": 3}


def test_a_bloc_s_works_of_two_countries_are_its_total_less_each_member_s_domestic_works(given):
    # Ten works: four French only, three German only, three of both or with others.
    given(
        ncses_output=table(OUTPUT, ("r", "FR", 2020, 7, 4, 3), ("r", "DE", 2020, 6, 3, 3)),
        ncses_whole_counts=table(
            WHOLE, ("r", "all", "EU27", 2020, 10), ("r", "all", "FR", 2020, 7), ("r", "all", "DE", 2020, 6)
        ),
    )
    members = table("unit member year", ("EU27", "FR", 2020), ("EU27", "DE", 2020))
    bloc = measure("bloc_international", release="r", members=members)
    assert (bloc.low[0], bloc.high[0]) == (3, 3)


def test_a_member_without_a_published_split_leaves_a_band(given):
    # Malta's two works can both be Maltese only, or neither.
    given(
        ncses_output=table(OUTPUT, ("r", "FR", 2020, 7, 4, 2)),
        ncses_whole_counts=table(
            WHOLE, ("r", "all", "EU27", 2020, 8), ("r", "all", "FR", 2020, 7), ("r", "all", "MT", 2020, 2)
        ),
    )
    members = table("unit member year", ("EU27", "FR", 2020), ("EU27", "MT", 2020))
    bloc = measure("bloc_international", release="r", members=members)
    assert bloc.high[0] == 8 - 4
    assert bloc.low[0] == 8 - 4 - 2 - 1  # two of Malta, one French work with an incomplete address


def test_parts_of_a_composite_region_bound_it_from_the_largest_to_the_sum(given):
    given(ncses_whole_counts=table(WHOLE, ("r", "all", "ASIA", 2020, 9), ("r", "all", "OCEANIA", 2020, 4)))
    members = table("unit member year", ("ASIA-PACIFIC", "ASIA", 2020), ("ASIA-PACIFIC", "OCEANIA", 2020))
    band = measure("bloc_output", release="r", members=members)
    assert (band.low[0], band.high[0]) == (9, 13)


def test_the_break_between_releases_is_the_later_total_over_the_earlier(given):
    given(ncses_output=table(OUTPUT, ("ncses-2021", "US", 2020, 10, 8, 2), ("ncses-2023", "US", 2020, 11, 9, 2)))
    assert measure("release_break", places=["US"]).ratio[0] == 11 / 10


def test_an_unknown_parameter_is_refused_with_the_nearest_name(given):
    given(ncses_output=table(OUTPUT, ("r", "US", 2020, 8, 5, 2)))
    with pytest.raises(CopubError, match="Did you mean `places`"):
        measure("output", release="r", palces=["US"], **YEARS)


def test_an_unknown_indicator_is_refused_with_the_nearest_name():
    with pytest.raises(CopubError, match="Did you mean `international_share`"):
        measure("internatonal_share")


def test_absent_counts_stay_absent(given):
    given(ncses_whole_counts=table(WHOLE, ("r", "all", "US", 2020, 3.0), ("r", "all", "US", 2021, None)))
    counts = measure("whole_count", release="r", places=["US"], fields=["all"], **YEARS)
    assert list(counts.year) == [2020]
    assert not pd.isna(counts.works).any()
