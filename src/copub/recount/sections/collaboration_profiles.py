"""Collaboration profiles: how much of a country's work is international, and with how many partners."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from copub.recount.arithmetic import best_year, quotient, ranked, some, way
from copub.recount.desk import Desk, NotThere
from copub.recount.recounting import Recipes

Name = TypeVar("Name", str, int)
SIZES = {"bilateral": "bilateral", "trilateral": "trilateral", "four": "four_or_more"}


def recipes(desk: Desk) -> Recipes:
    """See the page `collaboration-profiles` for what each fact says."""
    return {
        **_of_shares(desk),
        **_of_china(desk),
        **_of_means(desk),
        **(_of_sizes(desk) if desk.corpus else _of_bounds(desk)),
    }


def _of_shares(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year
    codes = desk.focus_countries

    def share(unit: str, year: int) -> float:
        return _share(desk, unit, year)

    def shares(year: int) -> dict[str, float]:
        return _where_told(desk.focus_countries, partial(share, year=year))

    def changes() -> dict[str, float]:
        then, now = shares(first), shares(last)
        return {code: now[code] - then[code] for code in now if code in then}

    def falling() -> list[str]:
        return sorted(code for code, change in changes().items() if change < 0)

    return {
        "world_first": lambda: share("WORLD", first),
        "world_last": lambda: share("WORLD", last),
        **{f"{code.lower()}_first": partial(_or_words, "no_works", share, code, first) for code in codes},
        **{f"{code.lower()}_last": partial(_or_words, "no_works", share, code, last) for code in codes},
        **_ends("highest", "lowest", "share", lambda: shares(last)),
        "n_countries": lambda: len(changes()),
        "n_rising": lambda: sum(change > 0 for change in changes().values()),
        "most_gained": lambda: ranked(some(changes()))[0],
        "most_gained_points": lambda: max(some(changes().values())),
        "gained_story": lambda: "gained_most" if max(some(changes().values())) > 0 else "gained_nowhere",
        "falling": falling,
        "falling_story": lambda: "shares_fell_in" if falling() else "shares_fell_nowhere",
    }


def _of_china(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def shares() -> dict[int, float]:
        lines = {int(line.key("year")) for line in desk.lines("output", unit="CN")}
        return _where_told(sorted(year for year in lines if first <= year <= last), partial(_share, desk, "CN"))

    def peak_year() -> int:
        return best_year(shares())

    def works(year: int) -> int:
        return desk.whole("output", "international", unit="CN", year=year)

    def story() -> str:
        if peak_year() == last:
            return "cn_share_at_peak"
        return "cn_share_since_peak" if desk.corpus else "cn_share_past_peak"

    return {
        "cn_peak_year": peak_year,
        "cn_peak": lambda: shares()[peak_year()],
        "cn_story": story,
        **(
            {
                "cn_works_then": lambda: works(peak_year()) if peak_year() < last else None,
                "cn_works_last": lambda: works(last) if peak_year() < last else None,
            }
            if desk.corpus
            else {"cn_direction": lambda: way(shares()[peak_year()], _share(desk, "CN", last))}
        ),
    }


def _of_means(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year
    codes = desk.focus_countries

    def changes() -> list[float]:
        then = _where_told(desk.focus_countries, partial(_mean_partners, desk, year=first))
        now = _where_told(desk.focus_countries, partial(_mean_partners, desk, year=last))
        return [now[code] - then[code] for code in now if code in then]

    def mean(code: str, year: int) -> float | str:
        return _or_words("no_international", partial(_mean_partners, desk), code, year)

    return {
        **{f"{code.lower()}_mean_first": partial(mean, code, first) for code in codes},
        **{f"{code.lower()}_mean_last": partial(mean, code, last) for code in codes},
        "n_means_rising": lambda: sum(change > 0 for change in changes()),
        "n_means": lambda: len(changes()),
    }


def _of_bounds(desk: Desk) -> Recipes:
    last = desk.pairs_last_year

    def fewest(code: str) -> float:
        """The least share of bilateral works: were it lower, and all others of two partners or more, the mean would be higher."""
        return max(0.0, 2 - _mean_partners(desk, code, last))

    def unbounded() -> list[str]:
        bounds = _where_told(desk.focus_countries, fewest)
        return sorted(code for code, bound in bounds.items() if bound == 0)

    return {
        **{f"{code.lower()}_bilateral_low": partial(fewest, code) for code in desk.focus_countries},
        "unbounded": unbounded,
        "unbounded_story": lambda: "bound_says_nothing" if unbounded() else "bound_says_something",
    }


def _of_sizes(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year
    codes = [*desk.focus_countries, "EU27"]

    def share(code: str, year: int, size: str = "bilateral") -> float:
        whole = desk.whole("sizes", "international", unit=code, year=year)
        return quotient(desk.whole("sizes", SIZES[size], unit=code, year=year), whole)

    def shares(year: int) -> dict[str, float]:
        return _where_told(desk.focus_countries, partial(share, year=year))

    def changes() -> list[float]:
        then, now = shares(first), shares(last)
        return [now[code] - then[code] for code in now if code in then]

    return {
        **{
            f"{code.lower()}_bilateral_first": partial(_or_words, "no_international", share, code, first)
            for code in codes
        },
        **{
            f"{code.lower()}_{size}": partial(_or_words, "no_international", partial(share, size=size), code, last)
            for code in codes
            for size in SIZES
        },
        **_ends("most_bilateral", "least_bilateral", "share", lambda: shares(last)),
        "n_bilateral": lambda: len(shares(last)),
        "n_multilateral": lambda: sum(part < 0.5 for part in shares(last).values()),
        "n_bilateral_both": lambda: len(changes()),
        "n_bilateral_falling": lambda: sum(change < 0 for change in changes()),
    }


def _share(desk: Desk, unit: str, year: int) -> float:
    """The international part of a unit's works."""
    whole = desk.whole("output", "total", unit=unit, year=year)
    return quotient(desk.whole("output", "international", unit=unit, year=year), whole)


def _mean_partners(desk: Desk, unit: str, year: int) -> float:
    """The mean number of partner countries of a unit's international works."""
    countries = desk.countries
    pairs = [line for line in desk.lines("joint", unit=unit, year=year) if line.key("partner") in countries]
    partners = sum(line.whole("works") or 0 for line in some(pairs))
    return quotient(partners, desk.whole("international", "works", unit=unit, year=year))


def _where_told(names: Sequence[Name], count: Callable[[Name], float]) -> dict[Name, float]:
    """What `count` says of each name, without those of which the tables do not tell."""
    told = {}
    for name in names:
        try:
            told[name] = count(name)
        except NotThere:
            continue
    return told


def _or_words(words: str, count: Callable[[str, int], float], unit: str, year: int) -> float | str:
    try:
        return count(unit, year)
    except NotThere:
        return words


def _ends(most: str, least: str, what: str, values: Callable[[], dict[str, float]]) -> Recipes:
    """The first and the last of a ranking, and their values."""
    return {
        most: lambda: ranked(some(values()))[0],
        f"{most}_{what}": lambda: max(some(values().values())),
        least: lambda: ranked(some(values()))[-1],
        f"{least}_{what}": lambda: min(some(values().values())),
    }
