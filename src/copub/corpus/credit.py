"""What the countries of the authors say about a work: its set of countries, their shares, what is unknown. One rule, all sources."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

UNIT = 720_720
"""The credit of one work: divisible by every number of countries an author has (1 to 16)."""
_CACHED = 12


class Credit(NamedTuple):
    """`cset`, `unknown`, `dual` and the weights as the contract of works defines them."""

    cset: str
    weights: tuple[tuple[str, int], ...]
    unknown: int
    dual: bool


def credit(authors: Sequence[tuple[str, ...]], unlisted: int = 0) -> Credit:
    """The credit of a work whose authors have these countries, each author's sorted and distinct, empty where unknown.

    Each of the N authors has 1/N, divided evenly over the author's countries; authors whom the source does not list
    (`unlisted`) count in N and are unknown. Shares are rounded so that they add up: what is left after rounding down goes to
    the largest remainders, then by code. A work is `dual` when it has two or more countries but one that every author
    with a known country shares: take each author's other addresses away and it is not international.
    """
    listed = tuple(authors)
    return _cached(listed, unlisted) if len(listed) <= _CACHED else _credit(listed, unlisted)


def _credit(authors: tuple[tuple[str, ...], ...], unlisted: int) -> Credit:
    everyone = len(authors) + unlisted
    groups = Counter(countries for countries in authors if countries)
    if not groups:
        return Credit("", (), 2, False)
    known = sum(groups.values())
    parts: dict[str, int] = {}
    for countries, number in groups.items():
        for country in countries:
            parts[country] = parts.get(country, 0) + number * (UNIT // len(countries))
    weights = {country: part // everyone for country, part in parts.items()}
    left = sum(parts.values()) // everyone - sum(weights.values())
    for country in sorted(parts, key=lambda one: (-(parts[one] % everyone), one))[:left]:
        weights[country] += 1
    shared = set.intersection(*(set(countries) for countries in groups))
    return Credit(
        cset="".join(sorted(parts)),
        weights=tuple(sorted(weights.items())),
        unknown=0 if known == everyone else 1,
        dual=len(parts) > 1 and bool(shared),
    )


_cached = lru_cache(maxsize=65_536)(_credit)
