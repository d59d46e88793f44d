"""Which years, places and works a harvest is about, and who belongs to them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from copub.cube import unit_members
from copub.harvest.calls import Call, Filter, any_of, years
from copub.reference import countries, membership_table, units

PLACES = "authorships.countries"
NUMBER = "countries_distinct_count"
FIELD = "primary_topic.field.id"
YEAR = "publication_year"
BLOCS = ("US", "CN", "EU27")
BLOC_PAIRS = (("US", "CN"), ("EU27", "US"), ("EU27", "CN"))


@dataclass(frozen=True)
class Scope:
    """What of an edition decides which calls are needed; `retracted`: whether retracted works count."""

    first_year: int
    last_year: int
    countries: tuple[str, ...]
    groups: tuple[str, ...]
    windows: tuple[tuple[int, int], tuple[int, int]]
    retracted: bool = True

    @property
    def base(self) -> tuple[Filter, ...]:
        """The filter that every call has: articles and reviews in journals, as reports on the Web of Science count them."""
        kept = (
            ("type", "article|review"),
            ("primary_location.source.type", "journal"),
            ("is_paratext", "false"),
            ("is_xpac", "false"),
        )
        return kept if self.retracted else (*kept, ("is_retracted", "false"))

    def as_json(self) -> dict[str, Any]:
        """The scope as `harvest.json` keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Scope":
        """The scope that `as_json` gave."""
        tuples = {name: tuple(kept[name]) for name in ("countries", "groups")}
        first, last = (tuple(window) for window in kept["windows"])
        return cls(**{**kept, **tuples, "windows": (first, last)})


class Question(NamedTuple):
    """A call, and under which `key` its answer is looked up; `pages` is how many pages it has at most."""

    key: tuple[str, ...]
    call: Call
    pages: int = 1


def scope_of(parameters: dict[str, Any], *, retracted: bool = True) -> Scope:
    """The scope of an edition's parameters: all its years together, its countries, its regions with their parts, and the blocs."""
    span = [
        *(parameters[name] for name in ("first_year", "last_year", "pairs_first_year", "pairs_last_year")),
        *parameters["earlier_window"],
        *parameters["later_window"],
    ]
    regions = list(parameters["regions"])
    parts = [
        part for part in membership_table(regions, *[max(span)] * 2, expand=False).member if part in set(units().code)
    ]
    dated = ["EU"] if parameters["eu_membership"] == "at-the-time" else []
    return Scope(
        first_year=min(span),
        last_year=max(span),
        countries=tuple(dict.fromkeys(["US", "CN", *parameters["focus_countries"]])),
        groups=tuple(dict.fromkeys(["EU27", *dated, *regions, *parts])),
        windows=(tuple(parameters["earlier_window"]), tuple(parameters["later_window"])),
        retracted=retracted,
    )


def series(scope: Scope, more: tuple[Filter, ...], first: int = 0, last: int = 0) -> Call:
    """Works by year that meet `more` as well, in the scope's years or from `first` to `last`."""
    return Call((*scope.base, *years(first or scope.first_year, last or scope.last_year), *more), YEAR)


def together(unit: str, partner: str, scope: Scope) -> Iterator[tuple[tuple[Filter, ...], int, int]]:
    """What a work with an address in both must meet, and for which years; a country of both is the partner's alone."""
    for members, first, last in stages(unit, scope):
        others = [code for code in members if code != partner]
        yield (*any_of(PLACES, others), *any_of(PLACES, [partner])), first, last


def stages(unit: str, scope: Scope) -> list[tuple[tuple[str, ...], int, int]]:
    """The countries of a unit with the years in which they were just these; one stage for a country and a fixed list."""
    return _stages(unit, scope.first_year, scope.last_year)


@cache
def codes() -> tuple[str, ...]:
    """The codes of today's countries, which are those that OpenAlex uses."""
    return tuple(countries().query("status == 'current'").code)


@cache
def _stages(unit: str, first: int, last: int) -> list[tuple[tuple[str, ...], int, int]]:
    table = unit_members([unit], first, last)
    table = table[table.member.isin(codes())]
    of_year = [(year, tuple(sorted(table[table.year == year].member))) for year in range(first, last + 1)]
    found = []
    for members, some in groupby(of_year, key=lambda one: one[1]):
        span = [year for year, _ in some]
        found.append((members, span[0], span[-1]))
    return found
