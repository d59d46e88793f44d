"""Sums as a person would do them, where Python has no word of its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log
from statistics import linear_regression
from typing import TypeVar

from copub.recount.desk import NotThere

Filled = TypeVar("Filled", bound=Collection[object])
Number = TypeVar("Number", int, float)


def way(before: float, after: float) -> str:
    """`rose`, `fell` or `held`."""
    return "held" if after == before else "rose" if after > before else "fell"


def earliest(years: Iterable[int]) -> int:
    """The first of the years, in the order given; no further one is looked at. Raises `NotThere` where there is none."""
    return some([*islice(years, 1)])[0]


def nth(names: Sequence[str], number: int) -> str:
    """The name at a position, the first is 0 and the last is -1. Raises `NotThere` where there are fewer."""
    try:
        return names[number]
    except IndexError:
        raise NotThere(f"only {len(names)} to choose from", where="the sums", do="ask for more places") from None


def excess(works: Mapping[int, float], first: int, last: int) -> dict[int, float]:
    """How far each year stands above or below the steady growth of the years `first` to `last`: works over the fitted line, less 1.

    Raises `NotThere` where fewer than two of these years have works: no line goes through them.
    """
    base = [year for year in works if first <= year <= last and works[year] > 0]
    if len(base) < 2:
        raise NotThere("one year has no trend", where=f"{first} to {last}", do="ask for a longer base")
    slope, start = linear_regression(base, [log(works[year]) for year in base])
    return {year: number / exp(start + slope * year) - 1 for year, number in works.items()}


def ahead_since(ours: Mapping[int, float], theirs: Mapping[int, float]) -> int | None:
    """The first year from which on ours is larger to the end; None where it is never behind, or behind at the end."""
    years = sorted(ours.keys() & theirs.keys())
    behind = [year for year in years if ours[year] <= theirs[year]]
    return behind[-1] + 1 if behind and behind[-1] != years[-1] else None


def quotient(part: float, whole: float) -> float:
    """A part over its whole. Raises `NotThere` where the whole is nothing."""
    if not whole:
        raise NotThere("a quotient over nothing", where="the sums", do="ask for what has works")
    return part / whole


def ranked(values: Mapping[str, float]) -> list[str]:
    """The names from the largest value to the smallest; of equal values in alphabetical order."""
    return sorted(values, key=lambda name: (-values[name], name))


def rank(name: str, values: Mapping[str, float]) -> int:
    """The place of a name among others: 1 and how many have more."""
    return 1 + sum(value > values[name] for value in values.values())


def best_year(values: Mapping[int, float]) -> int:
    """The year of the largest value, the first of them if there are several. Raises `NotThere` where there is no year."""
    return min(some(values), key=lambda year: (-values[year], year))


def some(values: Filled) -> Filled:
    """The same values. Raises `NotThere` where there is none."""
    if not values:
        raise NotThere("there is nothing to choose from", where="the sums", do="ask for years and places with numbers")
    return values


@dataclass(frozen=True)
class Course:
    """A series from its highest year on: its `peak`, the lowest value since, and the last."""

    peak_year: int
    peak: float
    low_year: int
    low: float
    last_year: int
    last: float

    @property
    def change(self) -> float:
        """From the peak to the last value, as a part of the peak."""
        return quotient(self.last, self.peak) - 1

    @property
    def recovery(self) -> float:
        """From the lowest value since the peak to the last, as a part of the lowest."""
        return quotient(self.last, self.low) - 1


def course(values: Mapping[int, float]) -> Course:
    """The course of a series; of several equal years the first counts. Raises `NotThere` for an empty one."""
    top, end = best_year(values), max(some(values))
    since = {year: value for year, value in values.items() if year >= top}
    low = min(since, key=lambda year: (since[year], year))
    return Course(top, values[top], low, values[low], end, values[end])


def at(values: Mapping[int, Number], year: int) -> Number:
    """The value of a year. Raises `NotThere` where it has none."""
    if year not in values:
        raise NotThere(f"no value of {year}", where="the sums", do="ask for a year that the source has")
    return values[year]
