"""Other defensible choices: under which a headline number is asked for again, as far as the sources of an edition allow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from copub.recount import Desk
from copub.recount.variants import (
    Fractional,
    Located,
    OfEachYear,
    ScopusPairs,
    Unable,
    Variant,
    WithHongKong,
    scopus_years,
)

When = Callable[[str, int], bool]
MEMBERSHIPS = {"fixed": "at-the-time", "at-the-time": "fixed"}


@dataclass(frozen=True)
class Choice:
    """A choice at a desk: the id of its words, what they speak of, and its desks; several bound a number between them.

    `without` is the desk to which the choice makes a difference, or none: the edition's own, in the years that the choice allows.
    """

    words: str
    desks: tuple[Desk, ...]
    without: Desk
    parts: Mapping[str, str] = field(default_factory=dict)


def without_last_year(desk: Desk) -> Choice:
    """Every series ends one year earlier, and both windows lie one year earlier."""
    ends = {name: desk.parameters[name] - 1 for name in ("last_year", "pairs_last_year")}
    return Choice("without-last-year", (Variant.of(desk, **ends, **_windows(desk, 1)),), desk)


def later_start(desk: Desk) -> Choice:
    """Every series and both windows begin one year later."""
    starts = {name: desk.parameters[name] + 1 for name in ("first_year", "pairs_first_year")}
    windows = {name: [first + 1, last] for name, (first, last) in _windows(desk, 0).items()}
    return Choice("later-start", (Variant.of(desk, **starts, **windows),), desk)


def other_release(desk: Desk) -> Choice:
    """The other release of the public tables, in the years that both it and the edition have; windows end in the last of them."""
    if desk.corpus:
        raise Unable("not_yet.one_release")
    years: dict[str, set[int]] = {}
    for _, _, values in desk.files.rows("data/open/ncses_output"):
        years.setdefault(values["release"], set()).add(int(values["year"]))
    other = next((release for release in sorted(years) if release != desk.release), None)
    if other is None:
        raise Unable("not_yet.one_release")
    first, last = max(desk.first_year, min(years[other])), min(desk.last_year, max(years[other]))
    back = max(0, desk.later_window[1] - last)
    cut = Variant.of(desk, first_year=first, last_year=last, **_windows(desk, back))
    return Choice(other, (Variant.of(cut, release=other),), cut, {"FIRST": str(first), "LAST": str(last)})


def fractional(desk: Desk) -> Choice:
    """A paper is shared out among its countries."""
    return Choice("fractional", (Fractional.of(desk),), desk)


def located(desk: Desk) -> Choice:
    """Papers with incomplete addresses are left out."""
    return Choice("located", (Located.of(desk),), desk)


def with_hong_kong(desk: Desk) -> Choice:
    """Hong Kong and Macao belong to China.

    Where pairs only bound what the three have together, the desks take the upper bounds everywhere; from the last year, or the later
    window, on; of works with the United States; and each time the reverse. Between them lies every number that compares the end of a
    series with what was before, or the United States with another partner.
    """
    cases: list[When] = [
        _always,
        _is_us,
        *(partial(_is_since, end) for end in (desk.pairs_last_year, desk.later_window[0])),
    ]
    desks = []
    for case in cases:
        for answer in (True, False):
            variant = WithHongKong.of(desk)
            variant.most = partial(_is, case, answer)
            desks.append(variant)
    return Choice("with-hong-kong", tuple(desks), desk)


def other_membership(desk: Desk) -> Choice:
    """The European Union with the members of each year, where the edition has today's, and the reverse."""
    other = MEMBERSHIPS[desk.eu_membership]
    return Choice(f"eu-{other}", (OfEachYear.of(desk, eu_membership=other),), desk)


def scopus_pairs(desk: Desk) -> Choice:
    """Joint works from Scopus; a headline that rests on the first and the last year alone can be asked for in its two years."""
    first, last = scopus_years(desk)
    cut = Variant.of(desk, pairs_first_year=first, pairs_last_year=last)
    return Choice("scopus-pairs", (ScopusPairs.of(cut),), cut, {"FIRST": str(first), "LAST": str(last)})


CHOICES: Mapping[str, Callable[[Desk], Choice]] = {
    "without-last-year": without_last_year,
    "later-start": later_start,
    "other-release": other_release,
    "fractional": fractional,
    "located": located,
    "with-hong-kong": with_hong_kong,
    "eu-membership": other_membership,
    "scopus-pairs": scopus_pairs,
}
"""In the order in which a strip lists them."""


def _windows(desk: Desk, back: int) -> dict[str, list[int]]:
    return {name: [year - back for year in desk.parameters[name]] for name in ("earlier_window", "later_window")}


def _is(case: When, answer: bool, partner: str, year: int) -> bool:
    return case(partner, year) is answer


def _always(partner: str, year: int) -> bool:
    return True


def _is_us(partner: str, year: int) -> bool:
    return partner == "US"


def _is_since(end: int, partner: str, year: int) -> bool:
    return year >= end
