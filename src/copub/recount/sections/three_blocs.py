"""Three blocs: their totals, their joint works, the attention they get, their growth by field."""

from functools import partial

from copub.recount.arithmetic import Course, course, earliest, nth, quotient, ranked, some, way
from copub.recount.desk import Desk
from copub.recount.lines import Line
from copub.recount.recounting import Recipes, gathered
from copub.recount.unions import Ends, joint_of
from copub.recount.windows import Window, growth, has, pooled

BLOCS = {"us": "US", "cn": "CN", "eu": "EU27"}
PAIRS = {"us_cn": ("US", "CN"), "us_eu": ("EU27", "US"), "cn_eu": ("EU27", "CN")}
WITH_THE_UNION = {"us_eu": "US", "cn_eu": "CN"}
UNIONS = {"fixed": "EU27", "at-the-time": "EU"}
CITED = {"ncses-2023": "10090", "ncses-2021": "5155"}
"""The table of a release that says who cites whom."""
ATTENTION = {
    "us_cites_cn": ("US", "CN"),
    "cn_cites_us": ("CN", "US"),
    "us_self": ("US", "US"),
    "cn_self": ("CN", "CN"),
    "de_cites_us": ("DE", "US"),
    "de_cites_cn": ("DE", "CN"),
}
ENOUGH = 30
"""Works below which an interval is too narrow; see the card of the stability interval."""


def recipes(desk: Desk) -> Recipes:
    """See the page `three-blocs` for what each fact says."""
    return {
        **_of_totals(desk),
        **_of_joint_works(desk),
        **({**_of_parts(desk), **_of_peaks(desk)} if desk.corpus else {}),
        **(_of_the_most_cited(desk) if desk.tells("top1") else {}),
        **(_of_attention(desk) if not desk.corpus and desk.release in CITED else {}),
        **({**_of_impact(desk), **_of_pairs_impact(desk)} if desk.tells("impact") else {}),
        **(_of_estimates(desk) if desk.corpus and not desk.tells("impact") else {}),
        **_of_fields(desk),
        **_of_windows(desk),
        "printed_story": partial(_beside_the_print, desk),
        **(_of_areas(desk) if desk.corpus else _of_chinas_areas(desk)),
    }


def _of_totals(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def of(bloc: str) -> Recipes:
        unit = BLOCS[bloc]
        return {
            f"{bloc}_total_first": lambda: _works(desk, unit, first),
            f"{bloc}_total_last": lambda: _works(desk, unit, last),
            f"{bloc}_total_growth": lambda: quotient(_works(desk, unit, last), _works(desk, unit, first)),
        }

    order = {"order": lambda: ranked({unit: _works(desk, unit, last) for unit in BLOCS.values()})}
    return gathered([*map(of, BLOCS), order])


def _of_joint_works(desk: Desk) -> Recipes:
    last = desk.pairs_last_year

    def us_cn() -> Course:
        return course(_by_year(desk, "us_cn"))

    def us_cn_last() -> int:
        return _together(desk, "us_cn", last)

    def of_the_union(pair: str) -> Recipes:
        def ends() -> Ends:
            return _with_the_union(desk, WITH_THE_UNION[pair], last)

        return {f"{pair}_low_last": lambda: ends()[0], f"{pair}_high_last": lambda: ends()[1]}

    def story() -> str:
        less, between, more = ("fewer", "equal", "more") if desk.corpus else ("below", "open", "above")
        low, high = _with_the_union(desk, "CN", last)
        return f"cn_eu_{less if high < us_cn_last() else more if low > us_cn_last() else between}"

    return {
        "us_cn_last": us_cn_last,
        "us_cn_peak": lambda: us_cn().peak,
        "us_cn_peak_year": lambda: us_cn().peak_year,
        "us_cn_story": lambda: _past_or_now("us_cn", us_cn().peak_year, last),
        **gathered(map(of_the_union, WITH_THE_UNION)),
        "eu_story": story,
    }


def _of_parts(desk: Desk) -> Recipes:
    """How much of each one's own works is written with the other; of records, whose joint works and output are of one source."""
    last = desk.pairs_last_year

    def part(pair: str, bloc: str) -> float:
        unit = UNIONS[desk.eu_membership] if bloc == "eu" else BLOCS[bloc]
        return quotient(_together(desk, pair, last), _works(desk, unit, last))

    return {f"{pair}_of_{bloc}": partial(part, pair, bloc) for pair in PAIRS for bloc in pair.split("_")}


def _of_peaks(desk: Desk) -> Recipes:
    def of(pair: str) -> Recipes:
        def peak() -> Course:
            return course(_by_year(desk, pair))

        return {
            f"{pair}_peak": lambda: peak().peak,
            f"{pair}_peak_year": lambda: peak().peak_year,
            f"{pair}_story": lambda: _past_or_now(pair, peak().peak_year, desk.pairs_last_year),
        }

    return gathered(map(of, WITH_THE_UNION))


def _of_the_most_cited(desk: Desk) -> Recipes:
    first = desk.first_year

    def top(bloc: str, year: int) -> float:
        return desk.real("top1", "share", unit=BLOCS[bloc], year=year)

    def known(bloc: str, year: int) -> bool:
        line = desk.line("top1", unit=BLOCS[bloc], year=year)
        return line is not None and line.real("share") is not None

    def last() -> int:
        """The last year of which the share of any of the three is known."""
        years = reversed(range(first, desk.last_year + 1))
        return earliest(year for year in years if any(known(bloc, year) for bloc in BLOCS))

    def gap(year: int) -> float:
        return top("us", year) - top("cn", year)

    def story() -> str:
        lower, level, higher = ("lower", "equal", "higher") if desk.corpus else ("below", "below", "above")
        standing = {"rose": higher, "held": level, "fell": lower}
        return f"cn_top_{standing[way(top('us', last()), top('cn', last()))]}"

    def of(bloc: str) -> Recipes:
        return {
            f"{bloc}_top_first": lambda: top(bloc, first),
            f"{bloc}_top_last": lambda: top(bloc, last()),
            f"{bloc}_top_direction": lambda: way(top(bloc, first), top(bloc, last())),
        }

    return {
        "top_year": last,
        **gathered(map(of, BLOCS)),
        "top_gap_first": lambda: gap(first),
        "top_gap_last": lambda: gap(last()),
        "top_story": story,
    }


def _of_attention(desk: Desk) -> Recipes:
    where = {"release": str(desk.release), "table": CITED[desk.release]}

    def index(citing: str, cited: str) -> float:
        return desk.real("ncses_relative_citation", "index", citing=citing, cited=cited, **where)

    return {
        "rci_year": lambda: int(some(desk.lines("ncses_relative_citation", **where))[0].key("year")),
        **{f"rci_{name}": partial(index, *places) for name, places in ATTENTION.items()},
    }


def _of_impact(desk: Desk) -> Recipes:
    first, last = desk.first_year, desk.last_year

    def impact(column: str, unit: str, year: int = last) -> float:
        return desk.real("impact", column, unit=unit, partner="", year=year)

    def of(bloc: str) -> Recipes:
        unit = BLOCS[bloc]
        return {
            f"{bloc}_cnci_first": lambda: impact("cnci", unit, first),
            f"{bloc}_cnci_direction": lambda: way(impact("cnci", unit, first), impact("cnci", unit)),
            f"{bloc}_cnci_last": lambda: impact("cnci", unit),
            f"{bloc}_cnci_low": lambda: impact("low", unit),
            f"{bloc}_cnci_high": lambda: impact("high", unit),
            f"{bloc}_top10_last": lambda: impact("top10", unit),
        }

    def apart() -> bool:
        starts, ends = ([impact(end, unit) for unit in ("CN", "US")] for end in ("low", "high"))
        return max(starts) > min(ends)

    return {
        **gathered(map(of, BLOCS)),
        "cnci_story": lambda: "cn_cnci_above" if impact("cnci", "CN") > impact("cnci", "US") else "cn_cnci_below",
        "cnci_apart_story": lambda: "intervals_apart" if apart() else "intervals_overlap",
    }


def _of_pairs_impact(desk: Desk) -> Recipes:
    def line(pair: str) -> Line | None:
        unit, partner = PAIRS[pair]
        return desk.line("impact", unit=unit, partner=partner, year=desk.last_year)

    def works(pair: str) -> int:
        found = line(pair)
        return (found.whole("works") or 0) if found else 0

    def impact(pair: str, column: str) -> float:
        unit, partner = PAIRS[pair]
        return desk.real("impact", column, unit=unit, partner=partner, year=desk.last_year)

    def story(pair: str) -> str:
        few = f"{pair}_cnci_few" if works(pair) else "cnci_absent"
        return f"{pair}_cnci_known" if works(pair) >= ENOUGH else few

    def of(pair: str) -> Recipes:
        return {
            f"{pair}_cnci_story": lambda: story(pair),
            f"{pair}_cnci_last": lambda: impact(pair, "cnci") if works(pair) else None,
            f"{pair}_cnci_works": lambda: works(pair) or None,
            f"{pair}_cnci_low": lambda: impact(pair, "low") if works(pair) >= ENOUGH else None,
            f"{pair}_cnci_high": lambda: impact(pair, "high") if works(pair) >= ENOUGH else None,
        }

    def rated() -> list[str]:
        """The pairs that have a mean, from the highest."""
        return ranked({pair: impact(pair, "cnci") for pair in PAIRS if works(pair)})

    def works_of(place: int) -> int | None:
        return works(rated()[place]) if len(rated()) > place else None

    def compared() -> bool:
        """Whether the two highest are of works enough for an interval."""
        return min(works_of(0) or 0, works_of(1) or 0) >= ENOUGH

    def best_story() -> str:
        if len(rated()) < 2:
            return "pairs_not_compared"
        if not compared():
            return "pairs_too_few"
        best, second = rated()[:2]
        return "pairs_apart" if impact(best, "low") > impact(second, "high") else "pairs_overlap"

    return {
        **gathered(map(of, PAIRS)),
        "pairs_story": lambda: ("pairs_none_rated", "pairs_one_rated", "pairs_rated")[min(len(rated()), 2)],
        "best_pair": lambda: f"pair_{rated()[0]}" if rated() else None,
        "best_pair_cnci": lambda: impact(rated()[0], "cnci") if rated() else None,
        "best_pair_works": lambda: works_of(0),
        "best_pair_low": lambda: impact(rated()[0], "low") if compared() else None,
        "next_pair_works": lambda: works_of(1),
        "next_pair_high": lambda: impact(rated()[1], "high") if compared() else None,
        "best_pair_story": best_story,
    }


def _of_estimates(desk: Desk) -> Recipes:
    """Of a harvest, which knows how often works are cited from samples alone."""

    def drawn(unit: str, partner: str) -> Line | None:
        """The estimate of the later window, if the sample was enough for one."""
        start = desk.later_window[0]
        line = desk.line("impact_estimates", unit=unit, partner=partner, first_year=start)
        return line if line and line.real("estimate") is not None else None

    def end(column: str, unit: str, partner: str) -> float | str:
        line = drawn(unit, partner)
        number = line.real(column) if line else None
        return "absent_not_drawn" if number is None else number

    def rated(unit: str, partner: str) -> int:
        line = drawn(unit, partner)
        return (line.whole("rated") or 0) if line else 0

    def of(who: str) -> Recipes:
        unit, partner = PAIRS.get(who) or (BLOCS[who], "")
        return {
            f"{who}_estimate_value": lambda: end("estimate", unit, partner),
            f"{who}_estimate_low": lambda: end("low", unit, partner),
            f"{who}_estimate_high": lambda: end("high", unit, partner),
            f"{who}_estimate_rated": lambda: rated(unit, partner),
        }

    return gathered(map(of, [*BLOCS, *PAIRS]))


def _of_fields(desk: Desk) -> Recipes:
    fields = _fields(desk)

    def ratios(unit: str) -> dict[str, float]:
        """Growth of each field between the windows; a field without works before has none."""
        return _ratios(desk, {field: _in_field(desk, unit, field) for field in fields})

    def of(bloc: str) -> Recipes:
        def fastest() -> str:
            return nth(ranked(ratios(BLOCS[bloc])), 0)

        def slowest() -> str:
            return nth(ranked({field: -ratio for field, ratio in ratios(BLOCS[bloc]).items()}), 0)

        return {
            f"{bloc}_fastest_field": fastest,
            f"{bloc}_fastest_ratio": lambda: ratios(BLOCS[bloc])[fastest()],
            f"{bloc}_slowest_field": slowest,
            f"{bloc}_slowest_ratio": lambda: ratios(BLOCS[bloc])[slowest()],
        }

    def ratio(unit: str, field: str) -> float | None:
        return _ratios(desk, {field: _in_field(desk, unit, field)}).get(field)

    of_each = {
        f"{bloc}_field_{field.replace('-', '_')}": partial(ratio, BLOCS[bloc], field)
        for bloc in ("cn", "us")
        for field in fields
    }
    return {
        **gathered(map(of, ("cn", "us"))),
        **({} if desk.corpus else of_each),
        "n_fields": lambda: len({field for unit in BLOCS.values() for field in ratios(unit)}),
        "n_us_shrinking": lambda: sum(ratio < 1 for ratio in ratios("US").values()),
        "n_cn_doubled": lambda: sum(ratio >= 2 for ratio in ratios("CN").values()),
    }


def _of_windows(desk: Desk) -> Recipes:
    def of(bloc: str) -> Recipes:
        def works(window: Window) -> int:
            return pooled(desk.yearly("whole_counts", "works", *window, unit=BLOCS[bloc], field="all"), window)

        return {
            f"{bloc}_window_earlier": lambda: works(desk.earlier_window),
            f"{bloc}_window_later": lambda: works(desk.later_window),
            f"{bloc}_window_growth": lambda: quotient(works(desk.later_window), works(desk.earlier_window)),
        }

    return gathered(map(of, BLOCS))


def _beside_the_print(desk: Desk) -> str:
    """Whether China grew in every area that the source report and the edition both have, in either."""
    areas = set(_fields(desk).values())
    ours = _ratios(desk, {area: _in_area(desk, "CN", area) for area in sorted(areas)})
    printed = desk.lines("data/reported/reported_table1", unit="CN", partner="")
    pairs = [(ours[area], line.real("printed")) for line in printed if (area := line.key("area")) in ours]
    grew = all(ratio > 1 and theirs is not None and theirs > 1 for ratio, theirs in pairs)
    if desk.corpus:
        return "printed_and_corpus_grew" if grew else "printed_and_corpus_differ"
    return "printed_all_grew" if grew else "printed_not_all_grew"


def _of_areas(desk: Desk) -> Recipes:
    windows = desk.earlier_window, desk.later_window

    def works(name: str, area: str) -> dict[int, int]:
        if name != "cn_us":
            return _in_field(desk, BLOCS[name], area)
        return desk.yearly("joint_fields", "works", *_whole_span(desk), unit="CN", partner="US", field=area)

    def ratio(name: str, area: str) -> float | str:
        return growth(works(name, area), *windows) if has(works(name, area), windows[0]) else "absent_none_before"

    return {
        f"{name}_{area.replace('-', '_')}": partial(ratio, name, area)
        for name in ("cn", "cn_us", "us", "eu")
        for area in _fields(desk)
    }


def _of_chinas_areas(desk: Desk) -> Recipes:
    """Of the public tables, whose fields are gathered into the areas of the source report."""

    def ratio(area: str) -> float | None:
        return _ratios(desk, {area: _in_area(desk, "CN", area)}).get(area)

    return {f"cn_area_{area.replace('-', '_')}": partial(ratio, area) for area in sorted(set(_fields(desk).values()))}


def _works(desk: Desk, unit: str, year: int) -> int:
    return desk.count("whole_counts", "works", unit=unit, field="all", year=year)


def _with_the_union(desk: Desk, partner: str, year: int) -> Ends:
    return joint_of(desk, UNIONS[desk.eu_membership], partner, year)


def _together(desk: Desk, pair: str, year: int) -> int:
    """The works of two of the three; with the Union the most that there can be."""
    if pair == "us_cn":
        return desk.count("joint", "works", unit="US", partner="CN", year=year)
    return _with_the_union(desk, WITH_THE_UNION[pair], year)[1]


def _by_year(desk: Desk, pair: str) -> dict[int, int]:
    years = desk.span("joint", desk.pairs_first_year, desk.pairs_last_year)
    return {year: _together(desk, pair, year) for year in years}


def _past_or_now(pair: str, peak_year: int, last: int) -> str:
    return f"{pair}_pair_past" if peak_year < last else f"{pair}_pair_now"


def _fields(desk: Desk) -> dict[str, str]:
    """The broad area of each field that the source tells apart; records are placed in the areas themselves."""
    if desk.corpus:
        return {area: area for area in desk.areas}
    rows = [values for _, _, values in desk.files.rows("data/reference/fields")]
    return {values["field"]: values["area"] for values in rows if values["field"] != "all"}


def _whole_span(desk: Desk) -> tuple[int, int]:
    return desk.earlier_window[0], desk.later_window[1]


def _in_field(desk: Desk, unit: str, field: str) -> dict[int, int]:
    return desk.yearly("whole_counts", "works", *_whole_span(desk), unit=unit, field=field)


def _in_area(desk: Desk, unit: str, area: str) -> dict[int, int]:
    """The works of the fields of an area together, in the years of which all are known."""
    parts = [_in_field(desk, unit, field) for field, of in _fields(desk).items() if of == area]
    years = set.intersection(*(set(part) for part in parts))
    return {year: sum(part[year] for part in parts) for year in years}


def _ratios(desk: Desk, series: dict[str, dict[int, int]]) -> dict[str, float]:
    """Growth between the windows of each series that has works in the earlier one."""
    windows = desk.earlier_window, desk.later_window
    return {name: growth(works, *windows) for name, works in series.items() if has(works, windows[0])}
