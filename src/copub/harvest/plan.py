"""From an edition to the smallest set of calls that answers it.

Each question is one call, whose answer is a whole series or a whole list of partners:

- `world`, `all|one|several|two|three`: the world's works by year, all and by number of countries;
- `lands`, `all|one`, YEAR: the works of every country in a year, all and those of one country;
- `size`, COUNTRY, `two|three`: works of a country by year with so many countries;
- `partners`, COUNTRY, YEAR: the works of a country in a year by the countries on them;
- `group`, UNIT, `all|one|inside`: works of a bloc or region by year, all, of one country, of members alone;
- `pair`, UNIT, PARTNER: works of a bloc or region with a country that is not itself the member, by year;
- `three`: works of the United States, China and the EU-27 together, by year;
- `area`, UNIT, AREA and `pair_area`, UNIT, PARTNER, AREA: works by year in a broad area;
- `fields`: works by field, so that the fields' names are seen;
- `month`, YEAR, MONTH; `unlocated`; `crowd`: what `completeness` is judged by;
- `sample`, UNIT, PARTNER, WINDOW: works drawn at random, for `impact`.

Questions of a bloc whose members change are asked once for each set of members, under one key.
"""

from collections.abc import Iterator
from functools import cache

from copub.harvest import completeness, impact
from copub.harvest.calls import Call, Filter, any_of, none_of, years
from copub.harvest.fields import areas
from copub.harvest.scope import (
    BLOC_PAIRS,
    BLOCS,
    FIELD,
    NUMBER,
    PLACES,
    Question,
    Scope,
    codes,
    series,
    stages,
    together,
)

SIZES = {"all": "", "one": "1", "several": ">1", "two": "2", "three": "3"}


@cache
def questions(scope: Scope) -> tuple[Question, ...]:
    """All questions of a scope, each once, in the order they are asked."""
    return (
        *_world(scope),
        *_lands(scope),
        *_groups_of(scope),
        *_partners(scope),
        *_pairs(scope),
        *_areas(scope),
        *completeness.questions(scope),
        *impact.questions(scope),
    )


def most_pages(asked: tuple[Question, ...]) -> int:
    """How many pages the questions have at most."""
    return sum(question.pages for question in asked)


def _world(scope: Scope) -> Iterator[Question]:
    for name, number in SIZES.items():
        yield Question(("world", name), series(scope, _sized(number)))
    yield Question(("fields",), Call((*scope.base, *years(scope.first_year, scope.last_year)), FIELD))


def _lands(scope: Scope) -> Iterator[Question]:
    for name in ("all", "one"):
        for year in range(scope.first_year, scope.last_year + 1):
            call = Call((*scope.base, *years(year, year), *_sized(SIZES[name])), PLACES)
            yield Question(("lands", name, str(year)), call, pages=2)


def _groups_of(scope: Scope) -> Iterator[Question]:
    for unit in scope.groups:
        for members, first, last in stages(unit, scope):
            own = any_of(PLACES, members)
            outside = none_of(PLACES, [code for code in codes() if code not in members])
            for name, more in {"all": (), "one": _sized("1"), "inside": outside}.items():
                yield Question(("group", unit, name), series(scope, (*own, *more), first, last))


def _partners(scope: Scope) -> Iterator[Question]:
    for country in scope.countries:
        for name in ("two", "three"):
            more = (*any_of(PLACES, [country]), *_sized(SIZES[name]))
            yield Question(("size", country, name), series(scope, more))
        for year in range(scope.first_year, scope.last_year + 1):
            call = Call((*scope.base, *years(year, year), *any_of(PLACES, [country])), PLACES)
            yield Question(("partners", country, str(year)), call, pages=2)


def _pairs(scope: Scope) -> Iterator[Question]:
    for unit in scope.groups:
        for partner in ("US", "CN"):
            for both, first, last in together(unit, partner, scope):
                yield Question(("pair", unit, partner), series(scope, both, first, last))
    ((both, first, last),) = together("EU27", "US", scope)
    yield Question(("three",), series(scope, (*both, *any_of(PLACES, ["CN"])), first, last))


def _areas(scope: Scope) -> Iterator[Question]:
    places = dict.fromkeys(["WORLD", *BLOCS, *scope.countries, *scope.groups])
    for area, numbers in areas().items():
        within = any_of(FIELD, numbers)
        for unit in places:
            if unit == "WORLD":
                yield Question(("area", unit, area), series(scope, (*_sized(">0"), *within)))
                continue
            for members, first, last in stages(unit, scope):
                yield Question(("area", unit, area), series(scope, (*any_of(PLACES, members), *within), first, last))
        for unit, partner in BLOC_PAIRS:
            for both, first, last in together(unit, partner, scope):
                yield Question(("pair_area", unit, partner, area), series(scope, (*both, *within), first, last))


def _sized(number: str) -> tuple[Filter, ...]:
    return ((NUMBER, number),) if number else ()
