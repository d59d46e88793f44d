"""Citation impact, estimated from works drawn at random: what a sample says, with the interval that its size gives.

This is not CNCI: it normalises by year and field, of which OpenAlex has 26, and not by category and type of document; and it knows the
world's means from a sample as well. OpenAlex's own `fwci` is told beside it as what it is.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copub.harvest.calls import RECORDS, Call, Filter, any_of, years
from copub.harvest.scope import BLOC_PAIRS, BLOCS, PLACES, Question, Scope, stages, together

if TYPE_CHECKING:
    from copub.harvest.answers import Answers
    from copub.harvest.shapes import Drawn

SEED = 20
WORLD = 10_000
"""Works of the world drawn for each window: the most that OpenAlex draws."""
EACH = 1_000
REPLICATES = 1_000
SELECT = "id,publication_year,type,cited_by_count,primary_topic,fwci"
COLUMNS = ["unit", "partner", "first_year", "last_year", "sample", "rated", "estimate", "low", "high", "openalex_fwci"]  # fmt: skip
Numbers = NDArray[np.float64]


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
            mean = float(np.mean(fwci)) if fwci else None
            rows.append((unit, partner, first, last, len(own), rated, *interval, mean))
    return pd.DataFrame(rows, columns=COLUMNS)


def estimate(own: pd.DataFrame, world: pd.DataFrame) -> tuple[int, float, float, float]:
    """How many of `own` are rated, the estimate and its interval, from tables with `cell` (year and field) and `citations`.

    The interval is of 1,000 replicates in which both samples are drawn again from themselves. NaN where nothing is rated.
    """
    cells = {cell: number for number, cell in enumerate(sorted(set(world.cell)))}
    theirs, cited = world.cell.map(cells).to_numpy(), world.citations.to_numpy(dtype=float)
    means = _means(theirs, cited, np.ones(len(world)), len(cells))
    known = own[own.cell.map(cells).map(lambda at: at == at and means[int(at)] > 0)]
    ours, received = known.cell.map(cells).to_numpy(dtype=int), known.citations.to_numpy(dtype=float)
    if not len(known):
        return 0, float("nan"), float("nan"), float("nan")
    random = np.random.default_rng(SEED)
    replicates = np.empty(REPLICATES)
    for i in range(REPLICATES):
        again = random.multinomial(len(world), np.full(len(world), 1 / len(world))).astype(float)
        mine = random.multinomial(len(known), np.full(len(known), 1 / len(known)))
        # A cell that a replicate does not draw keeps the sample's mean.
        drawn = _means(theirs, cited, again, len(cells))
        expected = np.where(drawn > 0, drawn, means)
        replicates[i] = np.average(received / expected[ours], weights=mine)
    low, high = np.quantile(replicates, (0.025, 0.975))
    return len(known), float(np.mean(received / means[ours])), float(low), float(high)


def _means(cells: NDArray[np.int64], cited: Numbers, weights: Numbers, size: int) -> Numbers:
    works = np.bincount(cells, weights, size)
    sums: Numbers = np.bincount(cells, weights * cited, size)
    return np.divide(sums, works, out=np.zeros(size), where=works > 0)


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
