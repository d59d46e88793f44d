"""The methods once more, in plain sets and loops: no engine, no cube, no code shared with `src`. Written from the methods document alone.

A work has `year`, `doc_type`, `citations` (None: not known), `categories`, `authors` (each a tuple of countries, empty where unknown),
`institutions` (how many), `lead`. Everything is a fraction until the caller compares it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import comb, exp, log, sqrt
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


def is_open(work: Work) -> bool:
    """Whether the work may have countries that are not known."""
    return any(not author for author in work.authors) or not work.authors or work.truncated


def international_bounds(works: list[Work], unit: set[str], year: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest international share that unknown countries leave possible, by trying both ends for every work."""
    low_yes = low_all = high_yes = high_all = 0
    for work in works:
        if work.year != year:
            continue
        inside, outside = bool(countries(work) & unit), bool(countries(work) - unit)
        low_all += inside or is_open(work)
        low_yes += inside and outside
        high_all += inside or is_open(work)
        high_yes += (inside and outside) or is_open(work)
    return Fraction(low_yes, low_all), Fraction(high_yes, high_all)


IN, REST, OUT = (Fraction(1), 1), (Fraction(0), 1), (Fraction(0), 0)
Parts = tuple[Fraction, int]  # what a work adds to the part and to the whole of a share


@cache
def completions(known: frozenset[str], universe: frozenset[str]) -> list[set[str]]:
    """Every set of countries that a work may truly have."""
    more = sorted(universe - known)
    return [known | set(added) for n in range(len(more) + 1) for added in combinations(more, n)]


def bounds(
    works: Iterable[Work], universe: Iterable[str], state: Callable[[Work, set[str]], set[Parts]]
) -> tuple | None:
    """Observed, least and greatest share over all choices of the unknown countries; None where nothing is observed."""
    everywhere = frozenset(universe)
    observed, options = [], []
    for work in works:
        known = frozenset(countries(work))
        # A work of an unknown quality other than its countries is observed in the rest.
        observed.append(min(state(work, set(known))))
        sets = completions(known, everywhere) if is_open(work) else [known]
        options.append(set().union(*(state(work, set(one)) for one in sets)))
    whole = sum(size for _, size in observed)
    if not whole:
        return None
    value = sum(part for part, _ in observed) / whole
    return value, extreme(options, value, 1), extreme(options, value, -1)


def extreme(options: list[set[Parts]], start: Fraction, sign: int) -> Fraction:
    """The least (sign 1) or greatest (sign -1) quotient of sums, each work choosing among its options (Dinkelbach)."""
    ratio = start
    while True:
        chosen = [min(of, key=lambda o: (sign * (o[0] - ratio * o[1]), -o[1])) for of in options]
        better = sum(part for part, _ in chosen) / sum(size for _, size in chosen)
        if better == ratio:
            return ratio
        ratio = better


def parties(found: set[str], unit: set[str], world: bool) -> int:
    if world:
        return len(found)
    return 1 + len(found - unit) if found & unit else 0


def unit_share(unit: set[str], share: str, world: bool) -> Callable[[Work, set[str]], set[Parts]]:
    """Shares of a unit's works or of its international works by what else is on them."""

    def state(work: Work, found: set[str]) -> set[Parts]:
        number = parties(found, unit, world)
        if share == "several_countries":
            return {OUT} if not found & unit else {IN} if len(found) > 1 else {REST}
        if share == "international":
            return {OUT} if not number else {IN} if number > 1 else {REST}
        is_in = {
            "bilateral": number == 2,
            "trilateral": number == 3,
            "four_or_more": number > 3,
            "multilateral": number > 2,
        }[share]
        return {OUT} if number < 2 else {IN} if is_in else {REST}

    return state


def joint_share(one: set[str], other: set[str], *, of_international: bool) -> Callable[[Work, set[str]], set[Parts]]:
    """A country of both counts for the second unit only."""
    mine = one - other

    def state(work: Work, found: set[str]) -> set[Parts]:
        if not found & mine or (of_international and not found - mine):
            return {OUT}
        return {IN} if found & other else {REST}

    return state


def region_share(region: set[str], partner: str, *, with_partner: bool) -> Callable[[Work, set[str]], set[Parts]]:
    others = region - {partner}

    def state(work: Work, found: set[str]) -> set[Parts]:
        if not found & (region if with_partner else others):
            return {OUT}
        return {IN} if partner in found and found & others else {REST}

    return state


def led_share(unit: set[str], world: bool) -> Callable[[Work, set[str]], set[Parts]]:
    def state(work: Work, found: set[str]) -> set[Parts]:
        if parties(found, unit, world) < 2:
            return {OUT}
        if not work.lead:
            return {IN, REST}
        return {IN} if work.lead in unit else {REST}

    return state


def core_class(core: set[str], name: str) -> Callable[[Work, set[str]], set[Parts]]:
    def state(work: Work, found: set[str]) -> set[Parts]:
        if len(found) < 2:
            return {OUT}
        here = "core_only" if found <= core else "mixed" if found & core else "outside"
        return {IN} if here == name else {REST}

    return state


def drawn_share(part: int, whole: int) -> tuple[Fraction, Fraction]:
    """The 2.5th and 97.5th percentile of the share when the whole is drawn again, with replacement, endlessly often."""
    chances = [comb(whole, j) * part**j * (whole - part) ** (whole - j) for j in range(whole + 1)]
    ends = []
    for percentile in (Fraction(1, 40), Fraction(39, 40)):
        below, j = chances[0], 0
        while Fraction(below, whole**whole) < percentile:
            j += 1
            below += chances[j]
        ends.append(Fraction(j, whole))
    return ends[0], ends[1]


def ranks(values: dict[str, float]) -> dict[str, int]:
    return {unit: 1 + sum(other > value for other in values.values()) for unit, value in values.items()}


def growth(numbers: dict[int, int], earlier: range, later: range) -> Fraction | None:
    before = sum(numbers[year] for year in earlier)
    return Fraction(sum(numbers[year] for year in later), before) if before else None


def share_change(parts: dict[int, int], wholes: dict[int, int], earlier: range, later: range) -> Fraction | None:
    ends = []
    for window in (earlier, later):
        whole = sum(wholes[year] for year in window)
        if not whole:
            return None
        ends.append(Fraction(sum(parts[year] for year in window), whole))
    return ends[1] - ends[0]


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
        "top_share": max(shares),
    }
