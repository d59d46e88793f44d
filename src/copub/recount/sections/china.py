"""China and its partners: growth at home and across borders, the partners' peaks and growth, the part of the United States."""

from collections.abc import Callable, Iterable
from functools import partial

from copub.recount.arithmetic import Course, best_year, course, earliest, nth, quotient, ranked, some, way
from copub.recount.desk import Desk
from copub.recount.recounting import Recipes, gathered

PARTS = ("total", "domestic", "international")
SIZES = ("bilateral", "trilateral", "four_or_more")
REACHING_BACK, ITS_FIRST = "ncses-2021", 2000
"""The release, and its year, from which the page counts China's rise beside the source report."""


def recipes(desk: Desk) -> Recipes:
    """See the page `china` for what each fact says."""
    return {
        **_of_growth(desk),
        **(_of_the_international_share(desk) if desk.corpus else _of_the_longer_series(desk)),
        **_of_peaks(desk),
        **_of_rises(desk),
        **_of_the_us_share(desk),
        **_of_hong_kong(desk),
        **({**_of_parties(desk), **_of_the_union(desk)} if desk.corpus else {}),
    }


def _of_growth(desk: Desk) -> Recipes:
    since, last = partial(_since, desk), desk.last_year

    def start(part: str) -> int:
        return _output(desk, part, since())

    def growth(part: str) -> float:
        return quotient(_output(desk, part, last), start(part))

    def faster() -> str:
        return "domestic_faster" if growth("domestic") > growth("international") else "international_faster"

    return {
        **{f"{part}_first": partial(start, part) for part in PARTS},
        **{f"{part}_last": partial(_output, desk, part, last) for part in PARTS},
        **{f"{part}_growth": partial(growth, part) for part in PARTS},
        "faster": faster,
    }


def _of_the_international_share(desk: Desk) -> Recipes:
    since, last = partial(_since, desk), desk.last_year

    def share(year: int) -> float:
        return quotient(_output(desk, "international", year), _output(desk, "total", year))

    def unlocated(year: int) -> int:
        return _output(desk, "total", year) - _output(desk, "domestic", year) - _output(desk, "international", year)

    return {
        "growth_from": since,
        "international_share_first": lambda: share(since()),
        "international_share_last": lambda: share(last),
        "international_direction": lambda: way(share(since()), share(last)),
        "unlocated_last": lambda: unlocated(last),
    }


def _of_the_longer_series(desk: Desk) -> Recipes:
    def works(part: str, which: Callable[[Iterable[int]], int]) -> int:
        return desk.whole("output", part, release=REACHING_BACK, unit="CN", year=which(years()))

    def years() -> list[int]:
        lines = desk.lines("output", release=REACHING_BACK, unit="CN")
        return some([year for line in lines if ITS_FIRST <= (year := int(line.key("year"))) <= desk.last_year])

    return {
        "since_year": lambda: min(years()),
        "until_year": lambda: max(years()),
        "since_total": lambda: works("total", min),
        "until_total": lambda: works("total", max),
        "since_international": lambda: works("international", min),
        "until_international": lambda: works("international", max),
        "since_growth": lambda: quotient(works("total", max), works("total", min)),
        "since_international_growth": lambda: quotient(works("international", max), works("international", min)),
    }


def _of_peaks(desk: Desk) -> Recipes:
    def courses() -> dict[str, Course]:
        return {partner: course(works) for partner, works in _partners(desk).items()}

    def at_peak() -> list[str]:
        return ranked({partner: one.peak for partner, one in courses().items() if one.last == one.peak})

    def past_peak() -> list[str]:
        return ranked({partner: -one.change for partner, one in courses().items() if one.last < one.peak})

    def story() -> str:
        if not at_peak():
            return "cn_peaks_all_past"
        return "cn_peaks_mixed" if past_peak() else "cn_peaks_all_now"

    def with_us() -> Course:
        return course(_of_all_years(desk, "US"))

    def of(partner: str) -> Recipes:
        """Of a partner that is shown, as in `_partners`."""

        def peak() -> float | None:
            return course(_of_all_years(desk, partner)).peak or None

        def now() -> int | None:
            works = _works_with(desk, partner, desk.pairs_last_year)
            return works if works or peak() else None

        return {f"{partner.lower()}_peak": peak, f"{partner.lower()}_last": now}

    return {
        "at_peak": at_peak,
        "n_at_peak": lambda: len(at_peak()),
        "n_partners": lambda: len(_partners(desk)),
        "past_peak": past_peak,
        "peak_story": story,
        "us_peak_year": lambda: with_us().peak_year,
        "us_change": lambda: with_us().change,
        "us_story": lambda: "china_us_past_peak" if with_us().peak_year < desk.pairs_last_year else "china_us_at_peak",
        **gathered(map(of, desk.china_partners)),
    }


def _of_rises(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year

    def works(partner: str, year: int) -> int | None:
        return _joint(desk, partner, year, year).get(year)

    def start() -> int:
        """The first of the last years in which two partners or more have joint works: nothing grows from none."""
        years = range(max(first, last - 10), last + 1)
        return earliest(year for year in years if sum(bool(works(one, year)) for one in desk.china_partners) > 1)

    def growth_of(partner: str) -> float | None:
        before, after = works(partner, start()), works(partner, last)
        return after / before if before and after is not None else None

    def growth() -> dict[str, float]:
        told = {partner: growth_of(partner) for partner in desk.china_partners}
        return {partner: ratio for partner, ratio in told.items() if ratio is not None}

    def place(number: int) -> str:
        return nth(ranked(growth()), number)

    return {
        "rise_from": start,
        **{f"{partner.lower()}_growth": partial(growth_of, partner) for partner in desk.china_partners},
        "fastest": lambda: place(0),
        "fastest_growth": lambda: growth()[place(0)],
        "second_fastest": lambda: place(1),
        "second_fastest_growth": lambda: growth()[place(1)],
        "slowest": lambda: place(-1),
        "slowest_growth": lambda: growth()[place(-1)],
    }


def _of_the_us_share(desk: Desk) -> Recipes:
    def shares() -> dict[int, float]:
        joint, whole = _of_all_years(desk, "US"), _international(desk)
        return {year: joint[year] / whole[year] for year in joint if whole.get(year)}

    return {
        "us_share_peak_year": lambda: best_year(shares()),
        "us_share_peak": lambda: max(some(shares().values())),
        "us_share_last": lambda: _share_with(desk, "US", desk.pairs_last_year),
    }


def _of_hong_kong(desk: Desk) -> Recipes:
    def works() -> int:
        return _works_with(desk, "HK", desk.pairs_last_year)

    story = {"hk_story": lambda: "hk_apart" if works() else "hk_none"}
    return {"hk_last": works, **(story if desk.corpus else {})}


def _of_parties(desk: Desk) -> Recipes:
    def size(column: str, year: int) -> int:
        return desk.count("sizes", column, unit="CN", year=year)

    def share(column: str, when: str) -> float:
        year = _of_parties_year(desk, when)
        return quotient(size(column, year), size("international", year))

    def at(when: str) -> Recipes:
        return {
            f"parties_{when}": lambda: _of_parties_year(desk, when),
            **{f"{column}_{when}": partial(share, column, when) for column in SIZES},
            f"mean_partners_{when}": lambda: share("partners", when),
        }

    direction = {"bilateral_direction": lambda: way(share("bilateral", "first"), share("bilateral", "last"))}
    return gathered([at("first"), at("last"), direction])


def _of_the_union(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year

    def story() -> str:
        compared = {"rose": "eu_ahead_of_us", "fell": "eu_behind_us", "held": "eu_level_with_us"}
        return compared[way(_works_with(desk, "US", last), _works_with(desk, "EU27", last))]

    return {
        "eu_works_first": lambda: _works_with(desk, "EU27", first),
        "us_works_first": lambda: _works_with(desk, "US", first),
        "eu_works_last": lambda: _works_with(desk, "EU27", last),
        "us_works_last": lambda: _works_with(desk, "US", last),
        "eu_story": story,
        "eu_share_first": lambda: _share_with(desk, "EU27", _of_parties_year(desk, "first")),
        "eu_share_last": lambda: _share_with(desk, "EU27", _of_parties_year(desk, "last")),
    }


def _output(desk: Desk, part: str, year: int) -> int:
    return desk.count("output", part, unit="CN", year=year)


def _since(desk: Desk) -> int:
    """The first year of the edition; of a corpus the first that has works of each kind, since what began with nothing has no growth."""
    if not desk.corpus:
        return int(desk.first_year)
    years = range(desk.first_year, desk.last_year + 1)
    return earliest(year for year in years if all(_output(desk, part, year) for part in PARTS))


def _joint(desk: Desk, partner: str, first: int, last: int) -> dict[int, int]:
    return desk.yearly("joint", "works", first, last, unit="CN", partner=partner)


def _of_all_years(desk: Desk, partner: str) -> dict[int, int]:
    return _joint(desk, partner, desk.pairs_first_year, desk.pairs_last_year)


def _works_with(desk: Desk, partner: str, year: int) -> int:
    return desk.count("joint", "works", unit="CN", partner=partner, year=year)


def _partners(desk: Desk) -> dict[str, dict[int, int]]:
    """Joint works by year of each partner that is shown: one that has some."""
    joint = {partner: _of_all_years(desk, partner) for partner in desk.china_partners}
    return {partner: works for partner, works in joint.items() if any(works.values())}


def _international(desk: Desk) -> dict[int, int]:
    return desk.yearly("international", "works", desk.pairs_first_year, desk.pairs_last_year, unit="CN")


def _share_with(desk: Desk, partner: str, year: int) -> float:
    """The part of China's international works that the partner is on."""
    return quotient(_works_with(desk, partner, year), desk.count("international", "works", unit="CN", year=year))


def _of_parties_year(desk: Desk, when: str) -> int:
    """The first, or the last, of the years that have international works and so shares of them."""
    years = range(desk.pairs_first_year, desk.pairs_last_year + 1)
    in_order = years if when == "first" else reversed(years)
    return earliest(year for year in in_order if desk.count("sizes", "international", unit="CN", year=year))
