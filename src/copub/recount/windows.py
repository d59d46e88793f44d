"""Sums over a window of years, and what two windows say of each other."""

from collections.abc import Mapping, Sequence

from copub.recount.arithmetic import quotient
from copub.recount.desk import NotThere

Window = Sequence[int]
"""The first and the last year."""


def pooled(works: Mapping[int, int], window: Window) -> int:
    """The works of the years of a window together. Raises `NotThere` where one of the years is not known."""
    years = range(window[0], window[1] + 1)
    if not works.keys() >= set(years):
        raise NotThere(f"not every year of {window}", where="the series", do="ask for a window that it covers")
    return sum(works[year] for year in years)


def growth(works: Mapping[int, int], earlier: Window, later: Window) -> float:
    """The works of the later window over those of the earlier. Raises `NotThere` where the earlier has none."""
    return quotient(pooled(works, later), pooled(works, earlier))


def has(works: Mapping[int, int], window: Window) -> bool:
    """Whether a window has any works."""
    return pooled(works, window) > 0


def band(low: float, high: float) -> float | list[float]:
    """The two ends between which a number lies; the number itself where they meet."""
    return low if low == high else [low, high]
