"""The methods once more, in plain sets and loops: no engine, no cube, no code shared with `src`. Written from the methods document alone.

A work has `year`, `doc_type`, `citations` (None: not known), `categories`, `authors` (each a tuple of countries, empty where unknown),
`institutions` (how many), `lead`. Everything is a fraction until the caller compares it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import exp, log, sqrt
from typing import Any

Work = Any
Group = tuple


def countries(work: Work) -> set[str]:
    return {country for author in work.authors for country in author}


def of_unit(works: Iterable[Work], unit: set[str], year: int) -> list[Work]:
    return [work for work in works if work.year == year and countries(work) & unit]


def domestic_three_ways(works: list[Work], unit: set[str], year: int) -> dict[str, int]:
    mine = of_unit(works, unit, year)
    one = [work for work in mine if len(countries(work)) == 1]
    inside = [work for work in mine if countries(work) <= unit]
    outside = [work for work in mine if countries(work) - unit]
    several = [work for work in mine if len(countries(work)) > 1]
    return {
        "works": len(mine),
        "one_country": len(one),
        "inside_only": len(inside),
        "with_outside": len(outside),
        "several_countries": len(several),
    }


def collaboration_size(works: list[Work], unit: set[str], year: int) -> dict[str, int]:
    size = {"bilateral": 0, "trilateral": 0, "four_or_more": 0}
    for work in of_unit(works, unit, year):
        outside = len(countries(work) - unit)
        if outside == 1:
            size["bilateral"] += 1
        elif outside == 2:
            size["trilateral"] += 1
        elif outside > 2:
            size["four_or_more"] += 1
    return size


def pair_set(works: list[Work], one: set[str], other: set[str], year: int) -> list[Work]:
    """P(X, Y); a country of both is the second unit's alone, so a region is taken without its member."""
    return [work for work in of_unit(works, other, year) if countries(work) & (one - other)]


def joint(works: list[Work], one: set[str], other: set[str], year: int) -> dict[str, int]:
    both = pair_set(works, one, other, year)
    exclusive = [work for work in both if countries(work) <= one | other]
    return {"works": len(both), "exclusive": len(exclusive)}


def partner_in_region(works: list[Work], region: set[str], partner: str, year: int) -> dict[str, int]:
    others = region - {partner}
    return {
        "joint": len([work for work in of_unit(works, others, year) if partner in countries(work)]),
        "works_with": len(of_unit(works, region, year)),
        "works_without": len(of_unit(works, others, year)),
    }


def country_fraction(works: list[Work], unit: set[str], year: int) -> Fraction:
    return sum((Fraction(len(countries(w) & unit), len(countries(w))) for w in of_unit(works, unit, year)), Fraction())


def author_fraction(works: list[Work], unit: set[str], year: int) -> Fraction:
    total = Fraction()
    for work in of_unit(works, unit, year):
        for author in work.authors:
            for country in set(author):
                if country in unit:
                    total += Fraction(1, len(work.authors)) * Fraction(1, len(set(author)))
    return total


def in_category(works: list[Work]) -> Iterator[tuple[Group, Work, Fraction]]:
    for work in works:
        if work.citations is not None:
            for category in work.categories:
                yield (category, work.year, work.doc_type), work, Fraction(1, len(work.categories))


def collaboration_class(work: Work) -> str:
    number = len(countries(work))
    if number == 1:
        return "domestic multi" if work.institutions > 1 else "domestic single"
    return {0: "", 2: "bilateral", 3: "trilateral"}.get(number, "quadrilateral+")


def expected(works: list[Work], *, fractional: bool = True, by_class: bool = False) -> dict[Group, Fraction]:
    """e: the mean citations of each category, year, type (and class)."""
    citations: dict[Group, Fraction] = defaultdict(Fraction)
    weights: dict[Group, Fraction] = defaultdict(Fraction)
    for place, work, part in in_category(works):
        group = (*place, collaboration_class(work)) if by_class else place
        weight = part if fractional else Fraction(1)
        citations[group] += weight * work.citations
        weights[group] += weight
    return {group: citations[group] / weights[group] for group in weights}


def cnci(chosen: list[Work], world: list[Work], *, fractional: bool = True, by_class: bool = False) -> Fraction | None:
    """The mean of c / e; in a category without citations the quotient is undefined, and that part of the work is left out."""
    e = expected(world, fractional=fractional, by_class=by_class)
    total, parts = Fraction(), Fraction()
    for place, work, part in in_category(chosen):
        if by_class and not countries(work):
            continue
        group = (*place, collaboration_class(work)) if by_class else place
        if e[group] > 0:
            total += part * work.citations / e[group]
            parts += part
    return total / parts if parts else None


def pp_top(chosen: list[Work], world: list[Work], share: Fraction, *, fractional: bool = True) -> Fraction | None:
    """Works among the most cited `share` of each category: whole above the threshold, on it by what is left to give."""
    distribution: dict[Group, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for group, work, part in in_category(world):
        distribution[group][work.citations] += part if fractional else Fraction(1)

    def belongs(group: Group, citations: int) -> Fraction:
        room = share * sum(distribution[group].values())
        for number in sorted(distribution[group], reverse=True):
            taken = min(Fraction(1), room / distribution[group][number])
            if number == citations:
                return taken
            room -= taken * distribution[group][number]
        raise AssertionError("every work is in its own distribution")

    total, rated = Fraction(), 0
    for group, work, part in in_category(chosen):
        total += part * belongs(group, work.citations)
    rated = len([work for work in chosen if work.citations is not None and work.categories])
    return total / rated if rated else None


def international_bounds(works: list[Work], unit: set[str], year: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest international share that unknown countries leave possible, by trying both ends for every work."""

    def loose(work: Work) -> bool:
        return any(not author for author in work.authors) or not work.authors or work.truncated

    low_yes = low_all = high_yes = high_all = 0
    for work in works:
        if work.year != year:
            continue
        inside, outside = bool(countries(work) & unit), bool(countries(work) - unit)
        low_all += inside or loose(work)
        low_yes += inside and outside
        high_all += inside or loose(work)
        high_yes += (inside and outside) or loose(work)
    return Fraction(low_yes, low_all), Fraction(high_yes, high_all)


def lead(works: list[Work], unit: set[str], year: int) -> dict[str, int]:
    international = [work for work in of_unit(works, unit, year) if countries(work) - unit]
    return {
        "international": len(international),
        "led": len([work for work in international if work.lead in unit]),
        "unknown_lead": len([work for work in international if not work.lead]),
    }


def core(works: list[Work], core: set[str], year: int) -> dict[str, int]:
    international = [work for work in works if work.year == year and len(countries(work)) > 1]
    only = len([work for work in international if countries(work) <= core])
    none = len([work for work in international if not countries(work) & core])
    return {
        "international": len(international),
        "core_only": only,
        "outside": none,
        "mixed": len(international) - only - none,
    }


def strength(j: int, x: int, y: int, t: int) -> dict[str, float | None]:
    rest = (y - j) / (t - x) if t > x else None
    return {
        "salton": j / sqrt(x * y),
        "jaccard": j / (x + y - j),
        "affinity": j / x,
        "probabilistic": j * t / (x * y),
        "ric": j / x / rest if rest else None,
    }


def concentration(numbers: list[int]) -> dict[str, float]:
    shares = [number / sum(numbers) for number in numbers if number]
    hhi = sum(share**2 for share in shares)
    return {
        "hhi": hhi,
        "effective": 1 / hhi,
        "hill_0": len(shares),
        "hill_1": exp(-sum(share * log(share) for share in shares)),
    }
