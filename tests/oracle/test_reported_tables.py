"""The source report's Table 2, held to its own counts: every printed growth and share change that can be recomputed.

Table 1 prints growth without counts, so nothing in it can be checked against itself.
"""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from copub.corpus.reported import reported
from copub.indicators import measure

TABLE = reported("reported_table2")
WINDOWS = {"earlier": [2019, 2019], "later": [2024, 2024]}


def roundings(value: float, printed: str) -> set[Decimal]:
    """`value` at the precision of `printed`, under either habit of rounding halves."""
    step = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)
    return {Decimal(repr(float(value))).quantize(step, rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def counts(region: str, partner: str) -> pd.Series:
    return TABLE[(TABLE.region == region) & (TABLE.partner == partner)].iloc[0]


def window_series(row: pd.Series) -> pd.DataFrame:
    """A window's printed count, standing for its last year."""
    return pd.DataFrame({"unit": row.region, "year": [2019, 2024], "works": [row.earlier, row.later]})


@pytest.mark.parametrize(
    "row", [row for _, row in TABLE.iterrows()], ids=lambda row: f"{row.region}-{row.partner or 'all'}"
)
def test_the_printed_growth_is_the_later_count_over_the_earlier(row):
    growth = measure("growth", series=window_series(row), **WINDOWS).ratio[0]
    assert Decimal(f"{row.growth_printed:.2f}") in roundings(growth, f"{row.growth_printed:.2f}")


@pytest.mark.parametrize(
    "row", [row for _, row in TABLE.iterrows() if row.partner], ids=lambda row: f"{row.region}-{row.partner}"
)
def test_the_printed_share_change_is_in_percentage_points_of_the_region_s_output(row):
    region = counts(row.region, "")
    rows = pd.DataFrame(
        {
            "unit": row.region,
            "year": [2019, 2024],
            "part": [row.earlier, row.later],
            "whole": [region.earlier, region.later],
        }
    )
    change = measure("share_change", series=rows, **WINDOWS).change[0] * 100
    assert Decimal(f"{row.share_change_printed:.1f}") in roundings(change, f"{row.share_change_printed:.1f}")


def test_twenty_cells_of_the_table_can_be_checked():
    assert TABLE.growth_printed.notna().sum() + TABLE.share_change_printed.notna().sum() == 20


def test_in_no_region_do_the_printed_joint_works_with_china_exceed_those_with_the_united_states():
    for region in TABLE.region.unique():
        for window in ("earlier", "later"):
            assert counts(region, "US")[window] > counts(region, "CN")[window]


def test_the_printed_2_65_and_2_76_are_growth_of_works_and_not_of_shares():
    for region in ("AFRICA", "MIDDLE-EAST"):
        with_china, all_works = counts(region, "CN"), counts(region, "")
        of_share = (with_china.later / all_works.later) / (with_china.earlier / all_works.earlier)
        assert with_china.growth_printed == pytest.approx(with_china.later / with_china.earlier, abs=0.005)
        assert of_share < with_china.growth_printed - 1
