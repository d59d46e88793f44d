"""Indicators of a series handed in: growth, change of share, peak, overtaking, excess over trend."""

import pandas as pd
import pytest

from copub.errors import CopubError
from copub.indicators import measure
from fingers import table

WINDOWS = {"earlier": [2011, 2012], "later": [2013, 2014]}


def series(*works: int, first: int = 2011, unit: str = "US") -> pd.DataFrame:
    return pd.DataFrame({"unit": unit, "year": range(first, first + len(works)), "works": works})


def test_growth_is_the_later_sum_over_the_earlier_sum():
    growth = measure("growth", series=series(1, 2, 4, 5), **WINDOWS)
    assert (growth.earlier[0], growth.later[0], growth.ratio[0]) == (3, 9, 3.0)


def test_a_window_that_lacks_a_year_has_no_growth():
    assert pd.isna(measure("growth", series=series(1, 2, 4), **WINDOWS).ratio[0])


def test_growth_from_nothing_is_absent_not_infinite():
    assert pd.isna(measure("growth", series=series(0, 0, 4, 5), **WINDOWS).ratio[0])


def test_every_key_of_the_series_is_kept():
    both = pd.concat([series(1, 1, 2, 2).assign(field="physics"), series(1, 1, 4, 4).assign(field="chemistry")])
    growth = measure("growth", series=both, **WINDOWS).set_index("field").ratio
    assert dict(growth) == {"chemistry": 4.0, "physics": 2.0}


def test_a_change_of_share_is_a_difference_of_fractions():
    rows = table("unit year part whole", ("AFRICA", 2011, 1, 10), ("AFRICA", 2013, 3, 10))
    change = measure("share_change", series=rows, **WINDOWS)
    assert change.change[0] == pytest.approx(3 / 10 - 1 / 10)


def test_shares_are_pooled_over_the_window_not_averaged():
    rows = table("unit year part whole", ("A", 2011, 1, 1), ("A", 2012, 0, 9), ("A", 2013, 1, 2), ("A", 2014, 1, 2))
    assert measure("share_change", series=rows, **WINDOWS).earlier[0] == 1 / 10


def test_after_a_peak_decline_and_recovery_are_counted():
    peak = measure("peak", series=series(4, 10, 5, 6)).iloc[0]
    assert (peak.peak_year, peak.peak, peak.low_year, peak.low) == (2012, 10, 2013, 5)
    assert peak.change == pytest.approx(6 / 10 - 1)
    assert peak.recovery == pytest.approx(6 / 5 - 1)


def test_of_several_equal_years_the_first_counts_in_whatever_order_they_come():
    for order in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [4, 2, 5, 0, 3, 1]):
        peak = measure("peak", series=series(9, 4, 9, 5, 4, 6).iloc[order]).iloc[0]
        assert (peak.peak_year, peak.low_year, peak["last"]) == (2011, 2012, 6)


def test_a_series_at_its_peak_in_the_last_year_has_neither_decline_nor_recovery():
    peak = measure("peak", series=series(4, 5, 10)).iloc[0]
    assert (peak.peak_year, peak.change, peak.recovery) == (2013, 0, 0)


def test_a_challenger_has_overtaken_from_the_year_after_it_was_last_behind():
    both = pd.concat([series(9, 9, 9, 9), series(8, 10, 9, 10, unit="CN")])
    assert measure("overtaking", series=both, challenger="CN", holder="US").since[0] == 2014


def test_a_challenger_behind_in_the_last_year_has_not_overtaken():
    both = pd.concat([series(9, 9), series(10, 8, unit="CN")])
    assert pd.isna(measure("overtaking", series=both, challenger="CN", holder="US").since[0])


def test_a_challenger_ahead_from_the_beginning_has_not_overtaken_within_the_years_shown():
    both = pd.concat([series(1, 1), series(2, 2, unit="CN")])
    assert pd.isna(measure("overtaking", series=both, challenger="CN", holder="US").since[0])


def test_steady_growth_has_no_excess_and_what_lies_above_it_has():
    excess = (
        measure("excess_over_trend", series=series(100, 200, 400, 800, 1760), base=[2011, 2014])
        .set_index("year")
        .excess
    )
    assert excess[2012] == pytest.approx(0)
    assert excess[2015] == pytest.approx(0.1)


def test_a_series_without_the_columns_of_the_card_is_refused():
    with pytest.raises(CopubError, match="engine refuses"):
        measure("growth", series=series(1, 2).rename(columns={"works": "papers"}), **WINDOWS)
