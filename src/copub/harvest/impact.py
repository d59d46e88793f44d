"""Citation impact, estimated from works drawn at random: what a sample says, with the interval that its size gives.

This is not CNCI: it normalises by year and field, of which OpenAlex has 26, and not by category and type of document; and it knows the
world's means from a sample as well. OpenAlex's own `fwci` is told beside it as what it is.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from copub.harvest.calls import RECORDS, Call, Filter, any_of, years
from copub.harvest.scope import BLOC_PAIRS, BLOCS, PLACES, Question, Scope, stages, together

if TYPE_CHECKING:
    from copub.harvest.answers import Answers
    from copub.harvest.shapes import Drawn

SEED = 20
WORLD = 10_000
"""Works of the world drawn for each window: the most that OpenAlex draws."""
EACH = 1_000
NORMAL = 1.96
"""Half the width of an interval that holds 95 of 100, in standard deviations."""
SELECT = "id,publication_year,type,cited_by_count,primary_topic,fwci"
COLUMNS = ["unit", "partner", "first_year", "last_year", "sample", "rated", "estimate", "low", "high", "openalex_fwci"]  # fmt: skip


def questions(scope: Scope) -> Iterator[Question]:
    """A sample of the world, of each bloc and of each two blocs together, in both windows."""
    for first, last in scope.windows:
        yield _question(scope, ("WORLD", ""), (), first, last, WORLD)
        for unit in BLOCS:
            members = stages(unit, scope)[0][0]
            yield _question(scope, (unit, ""), any_of(PLACES, members), first, last, EACH)
        for unit, partner in BLOC_PAIRS:
            both = next(together(unit, partner, scope))[0]
            yield _question(scope, (unit, partner), both, first, last, EACH)


def estimates(answers: "Answers") -> pd.DataFrame:
    """One row a place, or two together, and window.

    `sample` works drawn, `rated` those with a field that the world's sample knows in their year; `estimate` their mean citations
    over the world's mean of the same year and field, `low` to `high` where 95 of 100 such samples would put it; `openalex_fwci` the
    mean of OpenAlex's own figure, empty where no work has one.
    """
    rows = []
    for first, last in answers.scope.windows:
        world = answers.drawn("sample", "WORLD", "", str(first))
        for unit, partner in [*((bloc, "") for bloc in BLOCS), *BLOC_PAIRS]:
            own = answers.drawn("sample", unit, partner, str(first))
            rated, *interval = estimate(_table(own), _table(world))
            fwci = [work.fwci for work in own if work.fwci is not None]
            mean = sum(fwci) / len(fwci) if fwci else None
            rows.append((unit, partner, first, last, len(own), rated, *interval, mean))
    return pd.DataFrame(rows, columns=COLUMNS)


def estimate(own: pd.DataFrame, world: pd.DataFrame) -> tuple[int, float, float, float]:
    """How many of `own` are rated, the estimate and its interval, from tables with `cell` (year and field) and `citations`.

    With f the reciprocal of the world's mean in a cell, the estimate is the mean of c f over the rated works. The mean is itself of n works
    of the world's sample, so that 1/mean is too large by a factor of 1 + s²/(n mean²), which is taken out; the interval adds the
    variance of both samples. NaN where fewer than two works are rated.
    """
    cells = world.groupby("cell").citations.agg(["mean", "var", "count"]).query("mean > 0 and count > 1")
    spread = cells["var"] / (cells["count"] * cells["mean"] ** 2)
    factor = 1 / (cells["mean"] * (1 + spread))
    rated = own[own.cell.isin(cells.index)]
    if len(rated) < 2:
        return len(rated), math.nan, math.nan, math.nan
    scores = rated.citations * rated.cell.map(factor)
    value = float(scores.mean())
    # What each cell adds to the mean, as far as the world's mean in it is uncertain.
    parts = scores.groupby(rated.cell).sum() / len(rated)
    deviation = math.sqrt(float(scores.var()) / len(rated) + float((parts**2 * spread[parts.index]).sum()))
    return len(rated), value, value - NORMAL * deviation, value + NORMAL * deviation


def _table(works: "list[Drawn]") -> pd.DataFrame:
    rows = {
        work.id: (f"{work.publication_year} {work.primary_topic.field.id}", work.cited_by_count)
        for work in works
        if work.primary_topic
    }
    return pd.DataFrame(list(rows.values()), columns=["cell", "citations"])


def _question(
    scope: Scope, who: tuple[str, str], more: tuple[Filter, ...], first: int, last: int, size: int
) -> Question:
    call = Call((*scope.base, *years(first, last), *more), sample=size, seed=SEED, select=SELECT)
    return Question(("sample", *who, str(first)), call, pages=-(-size // RECORDS))
