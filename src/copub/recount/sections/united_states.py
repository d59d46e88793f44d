"""The United States: its partners, their peaks and ranks, and how much hangs on China."""

from functools import partial
from typing import Any

from copub.recount.arithmetic import Course, at, best_year, course, quotient, rank, ranked, some, way
from copub.recount.desk import Desk
from copub.recount.lines import Line
from copub.recount.recounting import Recipes

SIZES = ("bilateral", "trilateral", "four_or_more")


def recipes(desk: Desk) -> Recipes:
    """See the page `united-states` for what each fact says."""
    return {
        **_of_growth(desk),
        **_of_peaks(desk),
        **_of_ranks(desk),
        **_of_china_in_its_works(desk),
        **_of_it_in_chinas_works(desk),
        **(
            {**_of_sizes(desk), **_of_the_union(desk), **_of_areas(desk)}
            if desk.corpus
            else _of_the_second_source(desk)
        ),
    }


def _of_growth(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year

    def ends() -> list[tuple[int, int]]:
        return [(works[first], works[last]) for works in _partners(desk).values() if {first, last} <= works.keys()]

    def growth() -> dict[str, float]:
        partners = _partners(desk).items()
        return {code: works[last] / works[first] for code, works in partners if works.get(first) and last in works}

    return {
        **{f"{code.lower()}_first": partial(_works_in, desk, code, first) for code in desk.us_partners},
        "n_partners": lambda: len(_partners(desk)),
        "n_growing": lambda: sum(now > then for then, now in ends()),
        "least_grown": lambda: min(sorted(some(growth())), key=growth().__getitem__),
        "least_growth": lambda: min(some(growth().values())),
    }


def _of_peaks(desk: Desk) -> Recipes:
    def courses() -> dict[str, Course]:
        return {code: course(works) for code, works in sorted(_partners(desk).items())}

    def china() -> Course:
        return course(_joint(desk, "CN"))

    def at_peak() -> list[str]:
        return ranked({code: one.peak for code, one in courses().items() if one.last == one.peak})

    def past_peak() -> list[str]:
        return ranked({code: -one.change for code, one in courses().items() if one.last < one.peak})

    def peak_story() -> str:
        return ("peaks_mixed" if past_peak() else "peaks_all_now") if at_peak() else "peaks_all_past"

    def recovered() -> list[str]:
        """Those that rose from a low point that had works; of those that had none, no size can be told."""
        risen = {code: courses()[code] for code in past_peak() if courses()[code].last > courses()[code].low > 0}
        return ranked({code: one.recovery for code, one in risen.items()})

    def from_nothing() -> list[str]:
        return [code for code in past_peak() if courses()[code].last > courses()[code].low == 0]

    def recovery_story() -> str:
        if recovered():
            return "some_recovered"
        return "recovered_from_none" if from_nothing() else "none_recovered" if past_peak() else "no_falls"

    def of_most_recovered(what: str) -> Any:
        return getattr(courses()[recovered()[0]], what) if recovered() else None

    def changes_of_others() -> dict[str, float]:
        return {code: one.change for code, one in courses().items() if code != "CN"}

    def deepest() -> float:
        return min(some(changes_of_others().values()))

    def deepest_story() -> str:
        if deepest() == 0:
            return "cn_fell_alone" if china().change < 0 else "none_fell"
        return "cn_fell_deepest" if china().change < deepest() else "cn_not_deepest"

    def of_partner(code: str, what: str) -> float | None:
        works = _joint(desk, code)
        return getattr(course(works), what) if any(works.values()) else None

    return {
        **{
            f"{code.lower()}_{what}": partial(of_partner, code, what)
            for code in desk.us_partners
            for what in ("peak", "low")
        },
        **{f"{code.lower()}_last": partial(_works_in, desk, code, desk.pairs_last_year) for code in desk.us_partners},
        "cn_peak_year": lambda: china().peak_year,
        "cn_change": lambda: china().change,
        "cn_story": lambda: _peaked("us_cn", china(), desk),
        "at_peak": at_peak,
        "past_peak": past_peak,
        "peak_story": peak_story,
        "recovered": lambda: [*recovered(), *from_nothing()] or None,
        "most_recovered": lambda: recovered()[0] if recovered() else None,
        "most_recovery": lambda: of_most_recovered("recovery"),
        "most_recovered_low_year": lambda: of_most_recovered("low_year"),
        "recovery_story": recovery_story,
        "other_deepest": lambda: min(sorted(some(changes_of_others())), key=changes_of_others().__getitem__),
        "other_deepest_change": deepest,
        "deepest_story": deepest_story,
    }


def _of_ranks(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year

    def works(year: int) -> dict[str, int]:
        return desk.by_country("joint", "partner", unit="US", year=year)

    def first_partners(year: int) -> list[str]:
        """The partner in the first place, or all that share it."""
        partners = works(year)
        return sorted(code for code in some(partners) if partners[code] == max(partners.values()))

    def named(year: int) -> str | list[str]:
        partners = first_partners(year)
        return partners if len(partners) > 1 else partners[0]

    def first_since() -> int:
        since: int = last
        for year in range(last, first - 1, -1):
            if works(year):
                if first_partners(year) != first_partners(last):
                    break
                since = year
        return since

    def india() -> int | None:
        partners = works(last)
        place = rank("IN", partners) if "IN" in partners else None
        return place if place and place <= desk.top else None

    return {
        "first_partner": lambda: named(last),
        "first_partner_works": lambda: max(some(works(last)).values()),
        "first_partner_before": lambda: named(first),
        "first_partner_before_works": lambda: max(some(works(first)).values()),
        "first_since": first_since,
        "first_story": lambda: (
            "first_partner_same" if first_partners(first) == first_partners(last) else "first_partner_changed"
        ),
        "in_rank": india,
        "in_story": lambda: "india_ranked" if india() else "india_unranked",
    }


def _of_china_in_its_works(desk: Desk) -> Recipes:
    last = desk.pairs_last_year

    def shares() -> dict[int, float]:
        return _shares(desk, "US", "CN")

    def story() -> str:
        words = "us_cn_share_past" if best_year(shares()) < last else "us_cn_share_now"
        return f"{words}_records" if desk.corpus else words

    return {
        "cn_share_last": lambda: at(shares(), last),
        "cn_share_peak_year": lambda: best_year(shares()),
        "cn_share_peak": lambda: max(some(shares().values())),
        "share_story": story,
    }


def _of_it_in_chinas_works(desk: Desk) -> Recipes:
    def shares() -> dict[int, float]:
        return some(_shares(desk, "CN", "US") if desk.corpus else _second_shares(desk, "share_of_partner"))

    def last() -> float:
        return shares()[max(shares())]

    def story() -> str:
        words = "of_china_past" if best_year(shares()) < max(shares()) else "of_china_now"
        return f"{words}_records" if desk.corpus else words

    return {
        "of_china_last": last,
        "of_china_peak_year": lambda: best_year(shares()),
        "of_china_peak": lambda: max(shares().values()),
        "of_china_story": story,
        **({} if desk.corpus else {"of_china_direction": lambda: way(max(shares().values()), last())}),
    }


def _of_the_second_source(desk: Desk) -> Recipes:
    def shares() -> dict[int, float]:
        return some(_second_shares(desk, "share_of_us"))

    def last_year() -> int:
        return max(shares())

    return {
        "second_share_last_year": last_year,
        "second_share_last": lambda: shares()[last_year()],
        "second_share_peak_year": lambda: best_year(shares()),
        "second_share_peak": lambda: max(shares().values()),
        "second_share_story": lambda: "second_share_past" if best_year(shares()) < last_year() else "second_share_now",
    }


def _of_sizes(desk: Desk) -> Recipes:
    def years() -> list[int]:
        return some(_years_of_international_works(desk, "US"))

    def international(year: int) -> int:
        return desk.whole("sizes", "international", unit="US", year=year)

    def share(size: str, when: int) -> float:
        year = years()[when]
        return quotient(desk.whole("sizes", size, unit="US", year=year), international(year))

    def mean(when: int) -> float:
        year = years()[when]
        return quotient(desk.whole("sizes", "partners", unit="US", year=year), international(year))

    return {
        "parties_first": lambda: years()[0],
        **{f"{size}_first": partial(share, size, 0) for size in SIZES},
        "mean_partners_first": lambda: mean(0),
        "parties_last": lambda: years()[-1],
        **{f"{size}_last": partial(share, size, -1) for size in SIZES},
        "mean_partners_last": lambda: mean(-1),
        "bilateral_direction": lambda: way(share("bilateral", 0), share("bilateral", -1)),
    }


def _of_the_union(desk: Desk) -> Recipes:
    def union() -> Course:
        return course(_joint(desk, "EU27"))

    def share(when: int) -> float:
        year = some(_years_of_international_works(desk, "US"))[when]
        return quotient(at(_joint(desk, "EU27"), year), desk.whole("international", "works", unit="US", year=year))

    return {
        "eu_last": lambda: union().last,
        "eu_peak": lambda: union().peak,
        "eu_peak_year": lambda: union().peak_year,
        "eu_change": lambda: union().change,
        "eu_story": lambda: _peaked("us_eu", union(), desk),
        "eu_share_first": lambda: share(0),
        "eu_share_last": lambda: share(-1),
    }


def _of_areas(desk: Desk) -> Recipes:
    first, last = desk.pairs_first_year, desk.pairs_last_year
    late = (last - 4, last)
    early = (max(first, last - 9), max(first, last - 5))

    def lines(area: str, window: tuple[int, int]) -> list[Line]:
        found = desk.lines("joint_fields", unit="US", partner="CN", field=area)
        return [line for line in found if window[0] <= int(line.key("year")) <= window[1]]

    def within(area: str, window: tuple[int, int]) -> int:
        return sum(line.whole("works") or 0 for line in lines(area, window))

    def works(window: tuple[int, int]) -> dict[str, int]:
        """Works with China in each area that has any in the years shown."""
        return some({area: within(area, window) for area in desk.areas if lines(area, (first, last))})

    def share(area: str) -> float | None:
        shown = works(late)
        return quotient(shown[area], sum(shown.values())) if area in shown else None

    def growth_of(area: str) -> float | None:
        before = within(area, early)
        return within(area, late) / before if before else None

    def growth() -> dict[str, float]:
        ratios = {area: growth_of(area) for area in works(late)}
        return some({area: ratio for area, ratio in ratios.items() if ratio is not None})

    def fewer() -> int:
        before = works(early)
        return sum(number < before[area] for area, number in works(late).items())

    return {
        **{f"{area.replace('-', '_')}_share": partial(share, area) for area in desk.areas},
        **{f"{area.replace('-', '_')}_growth": partial(growth_of, area) for area in desk.areas},
        "area_largest": lambda: ranked(works(late))[0],
        "area_largest_share": lambda: quotient(max(works(late).values()), sum(works(late).values())),
        "area_from": lambda: late[0],
        "area_before_from": lambda: early[0],
        "area_before_to": lambda: early[1],
        "n_areas": lambda: len(works(late)),
        "n_areas_down": fewer,
        "area_least": lambda: min(sorted(growth()), key=growth().__getitem__),
        "area_least_growth": lambda: min(growth().values()),
        "area_most": lambda: max(sorted(growth(), reverse=True), key=growth().__getitem__),
        "area_most_growth": lambda: max(growth().values()),
    }


def _joint(desk: Desk, partner: str, home: str = "US") -> dict[int, int]:
    """Joint works by year."""
    return desk.yearly("joint", "works", desk.pairs_first_year, desk.pairs_last_year, unit=home, partner=partner)


def _partners(desk: Desk) -> dict[str, dict[int, int]]:
    """The joint works of each partner that has any."""
    works = {code: _joint(desk, code) for code in desk.us_partners}
    return {code: by_year for code, by_year in works.items() if any(by_year.values())}


def _works_in(desk: Desk, partner: str, year: int) -> int | None:
    """The joint works of a year of a partner that has any in the years shown."""
    works = desk.count("joint", "works", unit="US", partner=partner, year=year)
    return works if works or any(_joint(desk, partner).values()) else None


def _peaked(words: str, of: Course, desk: Desk) -> str:
    return f"{words}_past_peak" if of.peak_year < desk.pairs_last_year else f"{words}_at_peak"


def _years_of_international_works(desk: Desk, unit: str) -> list[int]:
    first, last = desk.pairs_first_year, desk.pairs_last_year
    return [year for year, works in desk.yearly("international", "works", first, last, unit=unit).items() if works]


def _shares(desk: Desk, home: str, partner: str) -> dict[int, float]:
    """The part of the home country's international works, year by year, that has an address in the partner country."""
    joint = _joint(desk, partner, home)
    return {
        year: quotient(joint[year], desk.whole("international", "works", unit=home, year=year))
        for year in _years_of_international_works(desk, home)
        if year in joint
    }


def _second_shares(desk: Desk, measure: str) -> dict[int, float]:
    """What the statistical office publishes of the United States and China: of the works of the one, or of the other."""
    lines = desk.lines("ncses_us_partners", release=desk.release, partner="CN", measure=measure)
    within = [line for line in lines if desk.pairs_first_year <= int(line.key("year")) <= desk.last_year]
    told = {int(line.key("year")): line.real("share") for line in within}
    return {year: share for year, share in sorted(told.items()) if share is not None}
