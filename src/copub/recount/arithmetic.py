"""Sums as a person would do them, where Python has no word of its own."""

from collections.abc import Mapping
from math import exp, log
from statistics import linear_regression


def way(before: float, after: float) -> str:
    """`rose`, `fell` or `held`."""
    return "held" if after == before else "rose" if after > before else "fell"


def excess(works: Mapping[int, float], first: int, last: int) -> dict[int, float]:
    """How far each year stands above or below the steady growth of the years `first` to `last`: works over the fitted line, less 1."""
    base = [year for year in works if first <= year <= last]
    slope, start = linear_regression(base, [log(works[year]) for year in base])
    return {year: number / exp(start + slope * year) - 1 for year, number in works.items()}


def ahead_since(ours: Mapping[int, float], theirs: Mapping[int, float]) -> int | None:
    """The first year from which on ours is larger to the end; None where it is never behind, or behind at the end."""
    years = sorted(ours.keys() & theirs.keys())
    behind = [year for year in years if ours[year] <= theirs[year]]
    return behind[-1] + 1 if behind and behind[-1] != years[-1] else None
