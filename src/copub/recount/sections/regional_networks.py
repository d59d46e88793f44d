"""Regional networks: the growth of regions, their works with China and with the United States, and whose part is growing."""

from collections.abc import Callable, Iterator
from functools import partial

from copub.recount.arithmetic import nth, quotient, ranked
from copub.recount.desk import Desk
from copub.recount.recounting import Recipes, gathered
from copub.recount.unions import Ends, joint_of, output_of
from copub.recount.windows import Window, band, growth, has

PARTNERS = ("CN", "US")


def recipes(desk: Desk) -> Recipes:
    """See the page `regional-networks` for what each fact says."""
    return {
        **_of_output(desk),
        **_of_growth(desk),
        **_of_joint_works(desk),
        **(_of_shares_of_works(desk) if desk.corpus else {}),
        **_of_participations(desk),
        **_of_gains(desk),
    }


def _of_output(desk: Desk) -> Recipes:
    def works(region: str, window: Window) -> float | list[float]:
        return band(*_output(desk, region, window))

    def growth_of(region: str) -> float | str | list[float]:
        if desk.corpus:
            return _grown(desk, _most(desk, region))
        (low, high), (low_later, high_later) = (_output(desk, region, window) for window in _windows(desk))
        return band(quotient(low_later, high), quotient(high_later, low))

    def of(region: str) -> Recipes:
        return {
            f"{_slug(region)}_output_earlier": lambda: works(region, desk.earlier_window),
            f"{_slug(region)}_output_later": lambda: works(region, desk.later_window),
            f"{_slug(region)}_output_growth": lambda: growth_of(region),
        }

    return gathered(map(of, desk.regions))


def _of_growth(desk: Desk) -> Recipes:
    def ratio(region: str) -> float:
        return growth(_most(desk, region), *_windows(desk))

    def ratios() -> dict[str, float]:
        """Growth of the regions that are counted as one, of which something was there before."""
        counted = [region for region in desk.regions if desk.corpus or desk.parts(region) == [region]]
        return {region: ratio(region) for region in counted if has(_most(desk, region), desk.earlier_window)}

    def slowest() -> str:
        return nth(ranked({region: -ratio for region, ratio in ratios().items()}), 0)

    def fastest() -> str:
        return nth(ranked(ratios()), 0)

    first = {
        "fastest_region": fastest,
        "fastest_ratio": lambda: ratio(fastest()),
        "africa_last": lambda: output_of(desk, "AFRICA", desk.last_year)[1],
    }
    if not desk.corpus:
        return {**first, "middle_east_ratio": lambda: ratio("MIDDLE-EAST")}
    return {
        **first,
        "slowest_region": slowest,
        "slowest_ratio": lambda: ratio(slowest()),
        "n_growing": lambda: sum(ratio > 1 for ratio in ratios().values()),
    }


def _of_joint_works(desk: Desk) -> Recipes:
    def works(region: str, partner: str) -> float | list[float]:
        return band(*_joint(desk, region, partner, desk.later_window))

    def us_ahead() -> list[str]:
        """The regions with which the United States wrote more, wherever in their bands the numbers lie."""
        least = {region: _joint(desk, region, "US", desk.later_window)[0] for region in desk.regions}
        return [region for region in desk.regions if least[region] > _joint(desk, region, "CN", desk.later_window)[1]]

    in_some, nowhere = ("us_more_in", "us_more_nowhere") if desk.corpus else ("us_ahead_in", "us_ahead_nowhere")
    return {
        **_of_each(desk, {"joint": works}),
        "us_surely_ahead": us_ahead,
        "surely_story": lambda: in_some if us_ahead() else nowhere,
    }


def _of_shares_of_works(desk: Desk) -> Recipes:
    """Of records, whose joint works and output are of one source."""

    def earlier(region: str, partner: str) -> int:
        return _joint(desk, region, partner, desk.earlier_window)[1]

    def share(region: str, partner: str, window: Window) -> float | None:
        whole = _output(desk, region, window)[1]
        return _joint(desk, region, partner, window)[1] / whole if whole else None

    def later(region: str, partner: str) -> float | None:
        return share(region, partner, desk.later_window)

    def change(region: str, partner: str) -> float | None:
        return _less(later(region, partner), share(region, partner, desk.earlier_window))

    def growth_of(region: str, partner: str) -> float | str:
        return _grown(desk, _yearly(desk, region, partner))

    def largest(partner: str) -> str:
        return nth(ranked(_known(desk, later, partner)), 0)

    def of_largest(partner: str) -> Recipes:
        return {
            f"{partner.lower()}_largest_share_in": lambda: largest(partner),
            f"{partner.lower()}_largest_share": lambda: _known(desk, later, partner)[largest(partner)],
        }

    return {
        **_of_each(
            desk,
            {
                "joint_earlier": earlier,
                "work_share": lambda region, partner: _or_no_works(later(region, partner)),
                "work_change": lambda region, partner: _or_no_works(change(region, partner)),
                "work_growth": growth_of,
            },
        ),
        "n_us_larger_works": lambda: _n_us_larger(desk, later),
        "n_cn_works_rising": lambda: sum(points > 0 for points in _known(desk, change, "CN").values()),
        "n_us_works_falling": lambda: sum(points < 0 for points in _known(desk, change, "US").values()),
        **gathered(map(of_largest, PARTNERS)),
    }


def _of_participations(desk: Desk) -> Recipes:
    def growth_of(works: Callable[[Desk, str, str, Window], int], region: str, partner: str) -> float | str:
        before, after = (works(desk, region, partner, window) for window in _windows(desk))
        return after / before if before else "absent_none_before"

    of_all = {
        f"{_slug(region)}_cn_growth_of_all": partial(growth_of, _of_the_others, region, "CN") for region in desk.regions
    }
    return {
        **_of_each(
            desk,
            {
                "share": lambda region, partner: _or_no_works(_part(desk, region, partner)),
                "change": lambda region, partner: _or_no_works(_change(desk, region, partner)),
                "growth": partial(growth_of, _with_the_partner),
            },
        ),
        **of_all,
    }


def _of_gains(desk: Desk) -> Recipes:
    change, part = partial(_change, desk), partial(_part, desk)

    def gains(partner: str) -> dict[str, float]:
        return _known(desk, change, partner)

    def gained() -> str:
        return nth(ranked(gains("CN")), 0)

    def lost() -> str:
        return nth(ranked({region: -points for region, points in gains("US").items()}), 0)

    def is_faster(region: str) -> bool:
        """Whether works with China grew faster than all international works of the region's countries."""
        (part, whole), (part_later, whole_later) = (
            _participations(desk, region, "CN", window) for window in _windows(desk)
        )
        return bool(part) and part_later / part > whole_later / whole

    return {
        "n_regions": lambda: len(desk.regions),
        "n_cn_rising": lambda: sum(points > 0 for points in gains("CN").values()),
        "n_us_falling": lambda: sum(points < 0 for points in gains("US").values()),
        "cn_gained_most": gained,
        "cn_gained_points": lambda: gains("CN")[gained()],
        "us_lost_most": lost,
        "us_lost_points": lambda: gains("US")[lost()],
        "n_us_larger": lambda: _n_us_larger(desk, part),
        "cn_gain_story": lambda: "cn_gained" if gains("CN")[gained()] > 0 else "cn_gained_nowhere",
        "us_loss_story": lambda: "us_lost" if gains("US")[lost()] < 0 else "us_lost_nowhere",
        "n_cn_faster": lambda: sum(map(is_faster, desk.regions)),
    }


def _of_each(desk: Desk, counts: dict[str, Callable[[str, str], object]]) -> Recipes:
    """A fact for each region and partner, of each kind."""
    return {
        f"{_slug(region)}_{partner.lower()}_{kind}": partial(count, region, partner)
        for region in desk.regions
        for partner in PARTNERS
        for kind, count in counts.items()
    }


def _slug(region: str) -> str:
    return region.lower().replace("-", "_")


def _windows(desk: Desk) -> tuple[Window, Window]:
    return desk.earlier_window, desk.later_window


def _years(window: Window) -> range:
    return range(window[0], window[1] + 1)


def _output(desk: Desk, region: str, window: Window) -> Ends:
    ends = [output_of(desk, region, year) for year in _years(window)]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def _most(desk: Desk, region: str) -> dict[int, int]:
    """The most works that a region can have, by year."""
    return {year: output_of(desk, region, year)[1] for window in _windows(desk) for year in _years(window)}


def _joint(desk: Desk, region: str, partner: str, window: Window) -> Ends:
    ends = [joint_of(desk, region, partner, year) for year in _years(window)]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def _yearly(desk: Desk, region: str, partner: str) -> dict[int, int]:
    return {year: joint_of(desk, region, partner, year)[1] for window in _windows(desk) for year in _years(window)}


def _grown(desk: Desk, works: dict[int, int]) -> float | str:
    return growth(works, *_windows(desk)) if has(works, desk.earlier_window) else "absent_none_before"


def _others(desk: Desk, region: str, partner: str, window: Window) -> Iterator[tuple[str, int]]:
    """A region's countries other than the partner, in each year of a window."""
    for year in desk.span("international", *window):
        yield from ((country, year) for country in desk.members(region, year) if country != partner)


def _with_the_partner(desk: Desk, region: str, partner: str, window: Window) -> int:
    """The works with the partner of each of a region's other countries, added up."""
    others = _others(desk, region, partner, window)
    return sum(_told(desk, "joint", unit=partner, partner=country, year=year) for country, year in others)


def _of_the_others(desk: Desk, region: str, partner: str, window: Window) -> int:
    """The international works of each of a region's countries other than the partner, added up."""
    others = _others(desk, region, partner, window)
    return sum(_told(desk, "international", unit=country, year=year) for country, year in others)


def _participations(desk: Desk, region: str, partner: str, window: Window) -> tuple[int, int]:
    """The works with the partner, and all of which they are a part."""
    return _with_the_partner(desk, region, partner, window), _of_the_others(desk, region, partner, window)


def _told(desk: Desk, table: str, **keys: str | int) -> int:
    """The works that a table tells, so that what it is silent on adds nothing to a sum."""
    line = desk.line(table, release=None, **keys)
    return (line.whole("works") or 0) if line else 0


def _part(desk: Desk, region: str, partner: str) -> float | None:
    part, whole = _participations(desk, region, partner, desk.later_window)
    return part / whole if whole else None


def _change(desk: Desk, region: str, partner: str) -> float | None:
    part, whole = _participations(desk, region, partner, desk.earlier_window)
    return _less(_part(desk, region, partner), part / whole if whole else None)


def _less(later: float | None, earlier: float | None) -> float | None:
    return None if later is None or earlier is None else later - earlier


def _or_no_works(number: float | None) -> float | str:
    return "absent_no_works" if number is None else number


def _known(desk: Desk, of: Callable[[str, str], float | None], partner: str) -> dict[str, float]:
    """A number of each region that has one."""
    numbers = {region: of(region, partner) for region in desk.regions}
    return {region: number for region, number in numbers.items() if number is not None}


def _n_us_larger(desk: Desk, share: Callable[[str, str], float | None]) -> int:
    us, cn = (_known(desk, share, partner) for partner in ("US", "CN"))
    return sum(us[region] > cn[region] for region in us.keys() & cn.keys())
