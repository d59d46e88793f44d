"""Global output: the world, the European Union, the largest producers, the years after 2017."""

from functools import partial

from copub.recount.arithmetic import Course, ahead_since, at, best_year, course, excess, quotient, ranked, some, way
from copub.recount.desk import Desk, NotThere
from copub.recount.lines import Line
from copub.recount.recounting import Recipes, gathered

WATCHED = ["WORLD", "US", "CN", "EU27", "JP", "IN"]
PARTS = {"single": "one_country", "inside": "several_inside", "outside": "with_outside"}


def recipes(desk: Desk) -> Recipes:
    """See the page `global-output` for what each fact says."""
    return {
        **_of_the_world(desk),
        **_of_the_union(desk),
        **(_of_its_parts(desk) if desk.corpus else {}),
        **_of_the_producers(desk),
        **_of_the_bump(desk),
        **({} if desk.corpus else {**_of_the_corona(desk), **_of_two_releases(desk)}),
    }


def _of_the_world(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def world(column: str, year: int) -> int:
        return desk.whole("output", column, unit="WORLD", year=year)

    def growth(column: str) -> float:
        return quotient(world(column, last), world(column, first))

    def international(year: int) -> float:
        return quotient(world("international", year), world("total", year))

    def not_domestic(year: int) -> float:
        return quotient(world("total", year) - world("domestic", year), world("total", year))

    def unlocated() -> str:
        return "unlocated_some" if not_domestic(last) > international(last) else "unlocated_none"

    return {
        "world_first": lambda: world("total", first),
        "world_last": lambda: world("total", last),
        "world_growth": lambda: growth("total"),
        "international_first": lambda: world("international", first),
        "international_last": lambda: world("international", last),
        "international_growth": lambda: growth("international"),
        "domestic_first": lambda: world("domestic", first),
        "domestic_last": lambda: world("domestic", last),
        "domestic_growth": lambda: growth("domestic"),
        "share_world_first": lambda: international(first),
        "share_world_last": lambda: international(last),
        "share_world_last_high": lambda: not_domestic(last),
        "share_world_change": lambda: international(last) - international(first),
        "share_world_direction": lambda: way(international(first), international(last)),
        "world_direction": lambda: way(world("total", first), world("total", last)),
        **({"unlocated_story": unlocated} if desk.corpus else {}),
    }


def _of_the_union(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def union(year: int) -> int:
        return _works(desk, "EU27", year)

    def of_the_union() -> Course:
        return course(_series(desk, "EU27"))

    def low(year: int) -> float:
        return quotient(_of_countries(desk, year)[0], union(year))

    def high(year: int) -> float:
        return quotient(_of_countries(desk, year)[1], union(year))

    return {
        "eu_first": lambda: union(first),
        "eu_last": lambda: union(last),
        "eu_growth": lambda: quotient(union(last), union(first)),
        "eu_share_low_first": lambda: low(first),
        "eu_share_high_first": lambda: high(first),
        "eu_share_low_last": lambda: low(last),
        "eu_share_high_last": lambda: high(last),
        "eu_peak_year": lambda: of_the_union().peak_year,
        "eu_peak": lambda: of_the_union().peak,
        "eu_end": lambda: "eu_at_peak" if of_the_union().peak_year == last else "eu_past_peak",
        "eu_change_from_peak": lambda: of_the_union().change,
    }


def _of_its_parts(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def part(name: str, year: int) -> int:
        return desk.whole("reach", PARTS[name], unit="EU27", year=year)

    def share(name: str, year: int) -> float:
        return quotient(part(name, year), _works(desk, "EU27", year))

    def direction(name: str) -> str:
        return way(share(name, first), share(name, last))

    def story() -> str:
        stories = {"rose": "eu_reaches_out", "fell": "eu_stays_inside", "held": "eu_reaches_evenly"}
        return stories[way(part("inside", last), part("outside", last))]

    return {
        **{f"eu_{name}_first": partial(share, name, first) for name in PARTS},
        **{f"eu_{name}_last": partial(share, name, last) for name in PARTS},
        **{f"eu_{name}_direction": partial(direction, name) for name in ("inside", "outside")},
        "eu_reach_story": story,
    }


def _of_the_producers(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def works(year: int) -> dict[str, int]:
        return desk.by_country("whole_counts", "unit", field="all", year=year)

    def producer(place: int, year: int) -> str:
        return some(ranked(works(year))[place - 1 :])[0]

    def overtook(holder: str) -> int | None:
        return ahead_since(_series(desk, "CN"), _series(desk, holder))

    def beside(holder: str) -> dict[int, float]:
        ours, theirs = _series(desk, "CN"), _series(desk, holder)
        return {year: ours[year] / theirs[year] for year in ours if year in theirs}

    def before(holder: str) -> float | None:
        since = overtook(holder)
        return at(beside(holder), since - 1) if since else None

    def least_since(holder: str) -> float | None:
        since = overtook(holder)
        return min(some([ratio for year, ratio in beside(holder).items() if year >= since])) if since else None

    def story(holder: str, name: str) -> str:
        standing = {"rose": "ahead_of", "fell": "behind", "held": "level_with"}
        now = standing[way(_works(desk, holder, last), _works(desk, "CN", last))]
        return f"cn_{'overtook' if overtook(holder) else now}_{name}"

    def passed(holder: str) -> Recipes:
        name = _slug(holder)
        return {
            f"cn_overtook_{name}_year": lambda: overtook(holder),
            f"cn_to_{name}_before": lambda: before(holder),
            f"cn_to_{name}_least_since": lambda: least_since(holder),
            f"cn_{name}_story": lambda: story(holder, name),
        }

    return {
        "largest": lambda: some(ranked(works(last)))[:3],
        "leader": lambda: producer(1, last),
        "leader_works": lambda: works(last)[producer(1, last)],
        "runner_up": lambda: producer(2, last),
        "runner_up_works": lambda: works(last)[producer(2, last)],
        "leader_first": lambda: producer(1, first),
        "leader_story": lambda: "leader_same" if producer(1, first) == producer(1, last) else "leader_new",
        **gathered(map(passed, ("US", "EU27"))),
    }


def _of_the_bump(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def now(unit: str = "WORLD") -> float:
        return _above(desk, unit, last)

    def peak_year(unit: str = "WORLD") -> int:
        return best_year(_after(desk, unit))

    def peak(unit: str = "WORLD") -> float:
        return max(some(_after(desk, unit).values()))

    def story() -> str:
        if peak() <= 0:
            return "bump_none"
        if now() < peak() / 2:
            return "bump_passed"
        return "bump_open" if desk.corpus and peak_year() == last else "bump_stays"

    def has_eased(unit: str) -> bool:
        try:
            return peak(unit) > 0 and peak_year(unit) < last
        except NotThere:
            return False

    def eased() -> list[str]:
        return [unit for unit in WATCHED if has_eased(unit)]

    def growth() -> dict[int, float]:
        works = desk.yearly("output", "total", first, last, unit="WORLD")
        return {year: works[year] / works[year - 1] - 1 for year in works if works.get(year - 1)}

    def others_fastest() -> float:
        rates = growth()
        return max(some([rate for year, rate in rates.items() if year != best_year(rates)]))

    return {
        "base_first": lambda: _base(desk)[0],
        "base_last": lambda: _base(desk)[1],
        "excess_peak_year": peak_year,
        "excess_peak": peak,
        "excess_last": now,
        "bump_story": story,
        **{f"{_slug(unit)}_excess_peak": partial(peak, unit) for unit in WATCHED if unit != "WORLD"},
        **{f"{_slug(unit)}_excess_last": partial(now, unit) for unit in WATCHED if unit != "WORLD"},
        "excess_eased": eased,
        "eased_story": lambda: "eased_some" if eased() else "eased_none",
        "fastest_year": lambda: best_year(growth()),
        "fastest_growth": lambda: max(some(growth().values())),
        "next_fastest_growth": others_fastest,
    }


def _of_the_corona(desk: Desk) -> Recipes:
    def counted() -> Line:
        return some(desk.lines("ncses_topics", topic="coronavirus", unit="WORLD"))[0]

    def year() -> int | None:
        """The year of which the works on the coronavirus are counted, where the edition reaches it."""
        of, number = int(counted().key("year")), counted().whole("works")
        return of if number is not None and of <= desk.last_year else None

    def works() -> int | None:
        return counted().whole("works") if year() else None

    def share() -> float:
        release, of = counted().key("release"), counted().key("year")
        return quotient(works() or 0, desk.whole("ncses_output", "total", release=release, unit="WORLD", year=of))

    def above() -> float:
        return _above(desk, "WORLD", int(counted().key("year")))

    return {
        "corona_year": year,
        "corona_works": works,
        "corona_share": lambda: share() if year() else None,
        "corona_excess": lambda: above() if year() else None,
        "corona_story": lambda: ("corona_less" if share() < above() else "corona_enough") if year() else "corona_later",
    }


def _of_two_releases(desk: Desk) -> Recipes:
    earlier, later = "ncses-2021", "ncses-2023"

    def last() -> int:
        """The last year of which both releases have the world's total."""
        for year in range(desk.last_year, desk.first_year - 1, -1):
            lines = [desk.line("ncses_output", release=one, unit="WORLD", year=year) for one in (earlier, later)]
            if all(line and line.whole("total") for line in lines):
                return year
        raise NotThere("no year in both releases", where="table ncses_output", do="ask for years that both have")

    def total(release: str) -> int:
        return desk.whole("ncses_output", "total", release=release, unit="WORLD", year=last())

    def ratio() -> float:
        return quotient(total(later), total(earlier))

    return {
        "break_year": last,
        "break_earlier": lambda: total(earlier),
        "break_later": lambda: total(later),
        "break_last": lambda: abs(ratio() - 1),
        "break_direction": lambda: "revised_up" if ratio() > 1 else "revised_down",
    }


def _slug(unit: str) -> str:
    return unit.lower().removesuffix("27")


def _works(desk: Desk, unit: str, year: int) -> int:
    return desk.whole("whole_counts", "works", unit=unit, field="all", year=year)


def _series(desk: Desk, unit: str) -> dict[int, int]:
    """Works by year, of the years that have any."""
    works = desk.yearly("whole_counts", "works", desk.first_year, desk.last_year, unit=unit, field="all")
    return {year: number for year, number in works.items() if number}


def _of_countries(desk: Desk, year: int) -> tuple[int, int]:
    """Works of the European Union of two countries or more: the fewest and the most that there can be.

    Every member's works of its own alone are not among them; what a member does not tell of its works may all be so, or none.
    """
    if desk.corpus:
        several = sum(desk.whole("reach", PARTS[part], unit="EU27", year=year) for part in ("inside", "outside"))
        return several, several
    surely = perhaps = 0
    for member in desk.members("EU27", year):
        split = desk.line("output", unit=member, year=year)
        told = [split.whole(column) for column in ("total", "domestic", "international")] if split else []
        if told and None not in told:
            total, domestic, international = (number or 0 for number in told)
            surely, perhaps = surely + domestic, perhaps + total - international
        else:
            perhaps += _works(desk, member, year)
    union = _works(desk, "EU27", year)
    return union - perhaps, union - surely


def _base(desk: Desk) -> tuple[int, int]:
    """The years whose growth is carried on: those before 2018, at most fourteen before the last."""
    return max(desk.first_year, desk.last_year - 14), min(2017, desk.last_year - 1)


def _after(desk: Desk, unit: str) -> dict[int, float]:
    """How far a unit stood above or below the growth of the base in each year after it."""
    return {year: value for year, value in excess(_series(desk, unit), *_base(desk)).items() if year > _base(desk)[1]}


def _above(desk: Desk, unit: str, year: int) -> float:
    return at(_after(desk, unit), year)
