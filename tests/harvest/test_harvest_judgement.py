"""What a harvest says about itself: whether its latest year is whole, and how sure a sample makes it."""

import math

import numpy as np
import pandas as pd
import pytest

from copub.harvest import completeness
from copub.harvest.completeness import bounds, provisional
from copub.harvest.impact import estimate
from openalex_api import SMALL


class Told:
    """Answers made by hand: works of each year until the end of each month."""

    def __init__(self, date: str, months: dict[int, list[int]]) -> None:
        self.scope, self._months = SMALL, months
        self.store = type("Store", (), {"date": date})

    def by_year(self, *key: str) -> dict[int, int]:
        if key[0] == "month":
            return {int(key[1]): self._months[int(key[1])][int(key[2]) - 1]}
        return {year: works[11] for year, works in self._months.items()}


EVEN = [100 * month for month in range(1, 13)]
YEARS = dict.fromkeys((2019, 2020, 2021, 2022), EVEN)


@pytest.mark.parametrize(
    ("date", "latest", "expected"),
    [
        ("2026-11-22", EVEN, []),
        ("2026-11-22", [2 * works for works in EVEN], []),
        ("2026-11-22", [*EVEN[:11], 1_190], []),
        ("2026-11-22", [*EVEN[:9], 910, 920, 930], [2022]),
        ("2026-11-22", [*EVEN[:11], 1_110], [2022]),
        ("2022-12-31", EVEN, [2022]),
    ],
    ids=["as before", "twice as many", "a little fewer at the end", "stops in October", "no December", "of this year"],
)
def test_the_latest_year_is_provisional_where_its_last_months_are_thin(date, latest, expected):
    assert provisional(Told(date, {**YEARS, 2022: latest})) == expected


def test_an_earlier_year_as_thin_makes_the_latest_no_exception():
    thin = [*EVEN[:9], 910, 920, 930]
    assert provisional(Told("2026-11-22", {**YEARS, 2020: thin, 2022: thin})) == []


def test_the_accumulation_is_told_for_the_years_compared():
    table = completeness.accumulation(Told("2026-11-22", YEARS))
    assert len(table) == 4 * 11
    assert list(table[table.year == 2022].works) == EVEN[:11]


def test_a_place_has_at_least_what_is_counted_and_at_most_every_loose_work_more():
    output = pd.DataFrame(
        [("WORLD", 2020, 10, 6, 3), ("US", 2020, 5, 3, 2)],
        columns=["unit", "year", "total", "domestic", "international"],
    )
    whole = pd.DataFrame([(2020, 10, 1, 2, False)], columns=["year", "works", "unlocated", "crowd", "provisional"])
    rows = bounds(output, whole).set_index("unit")
    assert list(rows.loc["WORLD"])[1:] == [10, 10, 3, 6]
    assert list(rows.loc["US"])[1:] == [5, 8, 2, 5]


def sample(*works: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame(list(works), columns=["cell", "citations"])


def test_a_sample_like_the_world_is_estimated_at_one():
    world = sample(*[("2020 27", 4)] * 50, *[("2021 22", 10)] * 50)
    rated, value, low, high = estimate(sample(("2020 27", 4), ("2021 22", 10), ("2020 27", 4)), world)
    assert (rated, value, low, high) == (3, 1, 1, 1)


def test_twice_the_worlds_citations_are_two_whatever_the_field():
    world = sample(*[("2020 27", 4)] * 50, *[("2021 22", 10)] * 50)
    assert estimate(sample(("2020 27", 8), ("2021 22", 20)), world)[1] == 2


def test_works_in_a_field_that_the_worlds_sample_lacks_are_not_rated():
    world = sample(*[("2020 27", 4)] * 50, *[("2020 22", 0)] * 50)
    assert estimate(sample(("2020 27", 4), ("2020 27", 4), ("2020 11", 4), ("2020 22", 4)), world)[0] == 2
    rated, *rest = estimate(sample(("2020 11", 4)), world)
    assert rated == 0
    assert all(math.isnan(one) for one in rest)


def test_nineteen_of_twenty_intervals_hold_the_true_value():
    random = np.random.default_rng(0)
    cells = random.integers(0, 130, 100_000)
    world = pd.DataFrame(
        {"cell": cells, "citations": np.floor((1 + cells % 7 * 3) * np.exp(random.normal(0, 1.1, len(cells))))}
    )
    own = world.sample(20_000, random_state=1)
    own["citations"] = np.floor(own.citations * 1.3)
    truth = (own.citations / own.cell.map(world.groupby("cell").citations.mean())).mean()
    intervals = [
        estimate(own.sample(1_000, random_state=seed), world.sample(10_000, random_state=seed)) for seed in range(100)
    ]
    assert 90 <= sum(low <= truth <= high for _, _, low, high in intervals) < 100
    assert np.mean([value for _, value, _, _ in intervals]) == pytest.approx(truth, rel=0.01)
