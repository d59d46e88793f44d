"""What one fact moved by, and its parts: each the difference of two neighbouring values on the way, so that they sum to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from copub.audit.diff.cells import CellChange
from copub.facts import BANDED, WORDED, Fact, Value
from copub.recount.agreement import same

NOT_A_QUANTITY = {*WORDED, "places", "year", "rank"}

Ends = tuple[Fraction, ...]
"""A number exactly as it is written, or both ends of a band."""


@dataclass(frozen=True)
class Part:
    """What one step did, or several together where the value between them cannot be told.

    `before` and `after` are the values on the way, of which the part is the difference; they hold no number where the fact is a word, a
    rank, a year or a list. `value` is what the fact says after the step.
    """

    steps: tuple[str, ...]
    before: Ends
    after: Ends
    value: Value

    @property
    def change(self) -> Ends:
        """What the fact moved by in this step, exactly; of a band each end."""
        return tuple(after - before for before, after in zip(self.before, self.after, strict=True))


@dataclass(frozen=True)
class Move:
    """One fact on both sides: None where a side has no such fact.

    `parts` are the steps that changed it, in their order; empty where it is not split, because a side cannot be recounted. `cells` are
    the differing cells that it looks at.
    """

    slot: str
    unit: str
    before: Value | None
    after: Value | None
    parts: tuple[Part, ...] = ()
    cells: tuple[CellChange, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the fact says something else; in how sums add up two runs may differ in the last digits."""
        return self.before is None or self.after is None or not same(self.before, self.after)

    @property
    def ends(self) -> tuple[Ends, Ends]:
        """Both values as numbers, a number beside a band as a band itself; empty where one is no quantity."""
        before, after = _alike([ends_of(self.before, self.unit), ends_of(self.after, self.unit)])
        return before, after

    @property
    def change(self) -> Ends:
        """What it moved by, exactly; empty where that is no quantity."""
        return tuple(now - was for was, now in zip(*self.ends, strict=True))

    @property
    def relative(self) -> float:
        """The change over the value before, of a band the larger of both ends; endless from zero, -1 where it is no quantity."""
        sizes = [abs(float(by / was)) if was else inf for was, by in zip(self.ends[0], self.change, strict=True) if by]
        return max(sizes, default=-1.0)


def ends_of(value: Value | None, unit: str) -> Ends:
    """A value as exact numbers; none where it is no quantity."""
    if value is None or isinstance(value, str) or unit in NOT_A_QUANTITY:
        return ()
    if isinstance(value, list):
        return tuple(Fraction(str(end)) for end in value) if unit in BANDED else ()
    return (Fraction(str(value)),)


def split(before: Fact, after: Fact, told: Sequence[tuple[str, Any]]) -> tuple[Part, ...]:
    """The parts of the change from the fact `before` to the fact `after`, those of nothing left out.

    `told` is the recounted value on the earlier side and after every step, by the step's name; None where it cannot be told, which
    neither the first nor the last may be. A step that cannot be told goes together with the next that can. What the recount does not
    explain is the part `method`; there is none where each side's recount agrees with its fact.
    """
    first, last = told[0][1], told[-1][1]

    def as_recorded(value: Any) -> Any:
        """The fact itself in place of a recount that agrees with it."""
        for counted, fact in ((first, before), (last, after)):
            if same(value, counted) and same(counted, fact.value):
                return fact.value
        return value

    walk: list[tuple[tuple[str, ...], Any]] = [((), as_recorded(first))]
    waiting: tuple[str, ...] = ()
    for name, value in told[1:]:
        waiting = (*waiting, name)
        if value is not None:
            walk.append((waiting, as_recorded(value)))
            waiting = ()
    walk.append((("method",), after.value))
    ends = [ends_of(before.value, before.unit), *(ends_of(value, after.unit) for _, value in walk)]
    return _numbers(walk, _alike(ends)) if all(ends) and before.unit == after.unit else _words(before.value, walk)


def _numbers(walk: Sequence[tuple[tuple[str, ...], Any]], ends: Sequence[Ends]) -> tuple[Part, ...]:
    """Differences of neighbours on the recount's way, begun at the fact and not at its recount, and ended at the other fact."""
    recorded, recounted, *rest = ends
    ahead = tuple(fact - count for fact, count in zip(recorded, recounted, strict=True))
    points = [tuple(end + by for end, by in zip(point, ahead, strict=True)) for point in rest[:-1]]
    way = [recorded, *points, rest[-1]]
    return tuple(
        Part(steps, was, now, value)
        for (steps, value), was, now in zip(walk[1:], way[:-1], way[1:], strict=True)
        if was != now
    )


def _words(before: Value, walk: Sequence[tuple[tuple[str, ...], Any]]) -> tuple[Part, ...]:
    """The steps at which the recount says something else; the last where it does not end, or begin, with the fact."""
    parts = [
        Part(steps, (), (), value)
        for (steps, value), (_, was) in zip(walk[1:-1], walk, strict=False)
        if not same(value, was)
    ]
    as_recorded = same(walk[0][1], before) and same(walk[-2][1], walk[-1][1])
    return tuple(parts) if as_recorded else (*parts, Part(walk[-1][0], (), (), walk[-1][1]))


def _alike(ends: Sequence[Ends]) -> list[Ends]:
    """A number beside a band is a band of its own; where one of them is no quantity, none is."""
    most = max(map(len, ends)) if all(ends) else 0
    return [one * most if len(one) < most else one[:most] for one in ends]
