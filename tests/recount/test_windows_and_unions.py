"""Sums over windows, and what sets can have together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.recount import NotThere
from copub.recount.arithmetic import earliest, nth
from copub.recount.unions import union
from copub.recount.windows import band, growth, has, pooled

EARLIER, LATER = [2013, 2014], [2015, 2016]
counts = st.lists(st.integers(0, 9), min_size=4, max_size=4).map(
    lambda numbers: dict(zip(range(2013, 2017), numbers, strict=True))
)


@given(counts)
def test_two_windows_hold_what_all_their_years_hold(works):
    assert pooled(works, EARLIER) + pooled(works, LATER) == sum(works.values())


@given(counts, st.integers(1, 9))
def test_growth_does_not_change_when_all_years_are_multiplied(works, factor):
    if not has(works, EARLIER):
        with pytest.raises(NotThere):
            growth(works, EARLIER, LATER)
        return
    more = {year: number * factor for year, number in works.items()}
    assert growth(more, EARLIER, LATER) == pytest.approx(growth(works, EARLIER, LATER))


def test_a_window_of_which_a_year_is_unknown_has_no_sum():
    with pytest.raises(NotThere, match="not every year"):
        pooled({2013: 1}, EARLIER)


@given(st.lists(st.frozensets(st.integers(0, 5)), min_size=1, max_size=4))
def test_sets_together_lie_between_the_ends_that_their_sizes_give(sets):
    low, high = union([len(one) for one in sets])
    assert low <= len(frozenset().union(*sets)) <= high


def test_no_set_at_all_has_no_ends():
    with pytest.raises(NotThere):
        union([])


def test_a_band_without_width_is_a_number():
    assert (band(3, 3), band(3, 5)) == (3, [3, 5])


def test_the_earliest_is_found_without_looking_further():
    looked_at = []
    found = earliest(year for year in range(2010, 2020) if looked_at.append(year) is None and year > 2011)
    assert (found, looked_at) == (2012, [2010, 2011, 2012])


def test_who_asks_for_a_third_of_two_is_told_so():
    with pytest.raises(NotThere, match="only 2"):
        nth(["US", "CN"], 2)
    assert nth(["US", "CN"], -1) == "CN"
