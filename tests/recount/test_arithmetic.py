"""Sums as a person would do them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.recount import NotThere
from copub.recount.arithmetic import ahead_since, at, best_year, course, excess, quotient, rank, ranked, some, way

works = st.integers(min_value=0, max_value=10**7)
series = st.dictionaries(st.integers(min_value=1990, max_value=2030), works, min_size=1)
places = st.dictionaries(st.sampled_from(["CN", "DE", "FR", "IN", "JP", "US"]), works, min_size=1)


def test_a_change_is_a_rise_a_fall_or_none():
    assert [way(1, 2), way(2, 1), way(2, 2)] == ["rose", "fell", "held"]


def test_who_is_ahead_in_every_later_year_overtook_in_the_year_after_the_last_behind():
    assert ahead_since({2019: 1, 2020: 5, 2021: 2, 2022: 9}, {2019: 3, 2020: 3, 2021: 3, 2022: 3}) == 2022


def test_who_was_always_ahead_or_is_behind_in_the_end_did_not_overtake():
    assert ahead_since({2020: 2, 2021: 3}, {2020: 1, 2021: 1}) is None
    assert ahead_since({2020: 2, 2021: 1}, {2020: 1, 2021: 1}) is None


@given(series, series)
def test_before_overtaking_lies_a_year_behind_and_after_it_none(ours, theirs):
    since = ahead_since(ours, theirs)
    both = sorted(ours.keys() & theirs.keys())
    behind = [year for year in both if ours[year] <= theirs[year]]
    assert (since is None) == (not behind or behind[-1] == both[-1])
    if since is not None:
        assert all(ours[year] > theirs[year] for year in both if year >= since)
        assert max(behind) == since - 1


@given(st.integers(min_value=1, max_value=10**6), st.floats(min_value=1.0, max_value=1.5))
def test_what_grows_steadily_stands_nowhere_above_its_own_growth(start, factor):
    steady = {2010 + number: start * factor**number for number in range(8)}
    assert all(above == pytest.approx(0, abs=1e-9) for above in excess(steady, 2010, 2014).values())


def test_a_year_of_double_the_steady_growth_stands_one_hundred_percent_above_it():
    assert excess({2010: 8, 2011: 8, 2012: 8, 2013: 16}, 2010, 2012)[2013] == pytest.approx(1)


def test_one_year_has_no_growth_to_be_carried_on():
    with pytest.raises(NotThere):
        excess({2010: 8, 2013: 16}, 2010, 2012)


def test_a_part_of_nothing_is_not_told():
    with pytest.raises(NotThere):
        quotient(0, 0)


def test_there_is_no_choice_from_nothing_and_no_value_of_another_year():
    for wrong in (lambda: some([]), lambda: best_year({}), lambda: course({}), lambda: at({2020: 1}, 2021)):
        with pytest.raises(NotThere):
            wrong()


def test_of_equal_values_the_alphabet_decides_the_order_and_the_place_is_shared():
    values = {"US": 5, "CN": 5, "DE": 9}
    assert ranked(values) == ["DE", "CN", "US"]
    assert [rank(name, values) for name in ranked(values)] == [1, 2, 2]


@given(places)
def test_a_ranking_names_everybody_once_and_never_rises(values):
    order = ranked(values)
    assert sorted(order) == sorted(values)
    assert [values[name] for name in order] == sorted(values.values(), reverse=True)
    assert all(rank(name, values) <= place for place, name in enumerate(order, start=1))


def test_after_a_peak_comes_a_low_and_perhaps_a_recovery():
    found = course({2019: 4, 2020: 10, 2021: 5, 2022: 6})
    assert (found.peak_year, found.peak, found.low_year, found.low, found.last) == (2020, 10, 2021, 5, 6)
    assert (found.change, found.recovery) == (6 / 10 - 1, 6 / 5 - 1)


def test_of_several_equal_years_the_first_is_the_peak_and_the_first_the_low():
    found = course({2018: 9, 2019: 4, 2020: 9, 2021: 4, 2022: 6})
    assert (found.peak_year, found.low_year) == (2018, 2019)


@given(series)
def test_a_course_falls_from_its_peak_and_rises_from_its_low(values):
    found = course(values)
    assert found.peak == max(values.values())
    assert found.low <= found.last <= found.peak
    assert found.peak_year <= found.low_year <= found.last_year == max(values)
