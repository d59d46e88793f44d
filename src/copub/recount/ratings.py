"""How much works are cited beside works of the same category, year and type: plain dictionaries and loops."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Group = tuple[str, int, str]
"""A category, a year and a document type."""
PART = 60
"""A whole work, so that a sixth, a fifth, a quarter, a third and a half of it are whole numbers too."""
FINE = 2**27
"""A quotient of citations is a whole number of such parts, as in a cube: an interval's ends show finer differences than a mean does."""
STEPS, MOST = 64, 8192
"""For the squares and cubes of an interval scores are taken in steps of 1/64, and none above 8,192."""
Z = 1.959964
"""Between minus and plus so many standard errors lie 95 % of a normal distribution."""


@dataclass(frozen=True)
class Cited:
    """A work's citations and the groups in which it stands."""

    citations: int
    groups: Sequence[Group]


@dataclass(frozen=True)
class Rating:
    """A work's mean quotient of citations, and its parts among the most cited 10 % and 1 %."""

    score: float
    top10: float
    top1: float


@dataclass(frozen=True)
class Level:
    """What a group's works are compared with: the score of one citation, which is 1 over their mean citations (in fine parts; 0 where
    none is cited), and where the most cited begin, with the part of a tie."""

    of_one: float
    top10: tuple[int, float]
    top1: tuple[int, float]


def levels(works: Iterable[Cited]) -> dict[Group, Level]:
    """The level of each group; a work of n categories stands in each with 1/n."""
    weights: dict[Group, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for work in works:
        for group in work.groups:
            weights[group][work.citations] += PART // len(work.groups)
    return {group: Level(_of_one(of), threshold(of, 10), threshold(of, 100)) for group, of in weights.items()}


def _of_one(weights: Mapping[int, int]) -> float:
    cited = sum(citations * weight for citations, weight in weights.items())
    return sum(weights.values()) * FINE / cited if cited else 0.0


def threshold(weights: Mapping[int, int], top: int) -> tuple[int, float]:
    """The citations at which the most cited 1/`top` begin, and the part in which works with exactly so many belong to them."""
    everything, above = sum(weights.values()), 0
    for citations in sorted(weights, reverse=True):
        if top * (above + weights[citations]) >= everything:
            return citations, (everything - top * above) / (top * weights[citations])
        above += weights[citations]
    raise ValueError("a group has works")


def rating(work: Cited, level: Mapping[Group, Level]) -> Rating:
    """A work's rating: the mean over its groups. A group whose works are all uncited has no quotient and adds nothing."""
    own = [level[group] for group in work.groups]
    return Rating(
        sum(int(work.citations * one.of_one + 0.5) for one in own) / FINE / len(own),
        sum(_belongs(work.citations, one.top10) for one in own) / len(own),
        sum(_belongs(work.citations, one.top1) for one in own) / len(own),
    )


def summary(ratings: Sequence[Rating]) -> dict[str, float]:
    """Works, their mean score with its stability interval, and their parts among the most cited."""
    number = len(ratings)
    mean = sum(one.score for one in ratings) / number
    low, high = _interval(mean, [_stepped(one.score) for one in ratings])
    top10, top1 = (sum(of) / number for of in zip(*((one.top10, one.top1) for one in ratings), strict=True))
    return {"works": number, "cnci": mean, "low": low, "high": high, "top10": top10, "top1": top1}


def _belongs(citations: int, start: tuple[int, float]) -> float:
    cut, tie = start
    return 1.0 if citations > cut else tie if citations == cut else 0.0


def _stepped(score: float) -> float:
    return int(min(score, MOST) * STEPS + 0.5) / STEPS


def _interval(mean: float, scores: Sequence[float]) -> tuple[float, float]:
    """Where 95 % of the means would lie if the works were drawn again from themselves (Cornish and Fisher's expansion)."""
    number = len(scores)
    mean_2, mean_3 = (sum(score**power for score in scores) / number for power in (2, 3))
    variance = max(mean_2 - mean**2, 0.0) if number > 1 else 0.0
    third = mean_3 - 3 * mean * mean_2 + 2 * mean**3
    error = sqrt(variance / number)
    skew = third / variance**1.5 / sqrt(number) if variance > 1e-9 else 0.0
    bent = skew * (Z**2 - 1) / 6
    return max(mean + error * (bent - Z), 0.0), mean + error * (bent + Z)


def placed(categories: Iterable[str], year: int, doc_type: str) -> Iterator[Group]:
    """The groups of a work, from its categories."""
    return ((category, year, doc_type) for category in categories if category)
