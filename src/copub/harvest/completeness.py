"""How whole the years of a harvest are: works without a country, long lists of authors, and a latest year that is still filling up."""

from calendar import monthrange
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from copub.harvest.scope import NUMBER, Question, Scope, series

if TYPE_CHECKING:
    from copub.harvest.answers import Answers

MONTHS = range(1, 12)
EARLIER = 3
"""How many earlier years the latest is compared with."""
LEAST = 0.9
CROWD = 100
"""Lists of so many authors and more have been cut in some vintages of OpenAlex, which loses countries."""


def questions(scope: Scope) -> Iterator[Question]:
    """Works without a country and works with many authors by year; the months of the latest years, as they accumulate."""
    yield Question(("unlocated",), series(scope, ((NUMBER, "0"),)))
    yield Question(("crowd",), series(scope, (("authors_count", f">{CROWD - 1}"),)))
    for year in _compared(scope):
        for month in MONTHS:
            until = ("to_publication_date", f"{year}-{month:02d}-{monthrange(year, month)[1]}")
            yield Question(("month", str(year), str(month)), series(scope, (until,), year, year))


def provisional(answers: "Answers") -> list[int]:
    """The latest year, where it is still filling up; else nothing.

    At the end of each month from March on, the works of the rest of the year are set against those until then. A year is provisional
    where this ratio is somewhere less than nine tenths of the least that one of the three years before had at that month; and
    where the day of the harvest lies in it.
    """
    year = answers.scope.last_year
    if int(answers.store.date[:4]) <= year:
        return [year]
    *earlier, latest = (_rest(answers, one) for one in _compared(answers.scope))
    behind = any(latest[month] < LEAST * min(one[month] for one in earlier) for month in latest) if earlier else False
    return [year] if behind else []


def accumulation(answers: "Answers") -> pd.DataFrame:
    """Works of the world until the end of each month, of the latest year and those it is compared with: `year`, `month`, `works`."""
    rows = [(year, month, _until(answers, year, month)) for year in _compared(answers.scope) for month in MONTHS]
    return pd.DataFrame(rows, columns=["year", "month", "works"])


def by_year(answers: "Answers") -> pd.DataFrame:
    """One row a year: `works` of the world, `unlocated` (no country), `crowd` (100 authors or more), `provisional`."""
    works, unlocated, crowd = (answers.by_year(*key) for key in (("world", "all"), ("unlocated",), ("crowd",)))
    filling = provisional(answers)
    rows = [(year, works[year], unlocated.get(year, 0), crowd.get(year, 0), year in filling) for year in sorted(works)]
    return pd.DataFrame(rows, columns=["year", "works", "unlocated", "crowd", "provisional"])


def bounds(output: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """How many works a place can have: `low` as counted, `high` with every work that has no country or a long list of authors.

    `international_low` and `international_high` are the same for works of two countries or more, to which domestic works with a
    missing second country are not added: the API does not tell them.
    """
    loose = whole.assign(loose=whole.unlocated + whole.crowd)[["year", "unlocated", "crowd", "loose"]]
    table = output.merge(loose, on="year")
    world = table.unit == "WORLD"
    return pd.DataFrame(
        {
            "unit": table.unit,
            "year": table.year,
            "low": table.total,
            "high": table.total + table.loose.where(~world, 0),
            "international_low": table.international,
            "international_high": table.international + table.loose,
        }
    )


def _compared(scope: Scope) -> list[int]:
    return list(range(max(scope.first_year, scope.last_year - EARLIER), scope.last_year + 1))


def _rest(answers: "Answers", year: int) -> dict[int, float]:
    """By month from March on, how many works came after its end for each that came until then."""
    whole = answers.by_year("world", "all").get(year, 0)
    until = {month: _until(answers, year, month) for month in MONTHS[2:]}
    return {month: (whole - works) / works if works else 0 for month, works in until.items()}


def _until(answers: "Answers", year: int, month: int) -> int:
    return answers.by_year("month", str(year), str(month)).get(year, 0)
