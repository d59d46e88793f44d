"""Ways of doing one job, repeated in turns, so that whatever else the machine does meets all of them alike.

This process starts all others and stays small on purpose: a child's peak memory begins with that of the process it came from.
"""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from benchmarks.agreement import first_difference
from benchmarks.processes import Cost, spend
from copub.errors import CopubError


def as_it_is() -> None:
    """Nothing to prepare."""


@dataclass(frozen=True)
class Way:
    """One way: the command, where it runs, the text it comes to, and what puts the ground back before each run (not measured).

    Without `result` it is a yardstick: it does less than the job, and there is nothing to compare.
    """

    name: str
    command: tuple[str, ...]
    cwd: Path
    result: Callable[[], str] | None
    prepare: Callable[[], object] = as_it_is


@dataclass(frozen=True)
class Comparison:
    """One job and its ways; all others are compared with the first. `warm` runs one round more, which does not count.

    Numbers in the results may be `within` each other. `beside` names further pairs of ways to be compared, `left_out` the ways that
    cannot run here, each with the reason.
    """

    job: str
    ways: tuple[Way, ...]
    rounds: int
    warm: bool
    within: float = 0
    beside: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


def compare(comparison: Comparison, *, environment: Mapping[str, str]) -> dict[str, list[Cost]]:
    """The costs of each way, one a round. Raises `CopubError` when any run of any way comes to another result."""
    costs: dict[str, list[Cost]] = {way.name: [] for way in comparison.ways}
    agreed: str | None = None
    for number in range(comparison.rounds + comparison.warm):
        # Every second round backwards, so that no way always follows the same other.
        for way in comparison.ways if number % 2 == 0 else reversed(comparison.ways):
            way.prepare()
            cost = spend(way.command, cwd=way.cwd, environment=environment)
            came_to = way.result() if way.result else agreed
            agreed = came_to if agreed is None else agreed
            if difference := first_difference(agreed or "", came_to or "", comparison.within):
                raise CopubError(
                    f"the ways differ: {difference}",
                    where=f"{comparison.job}, {way.name}",
                    do="make them equal before comparing what they cost",
                )
            if number >= comparison.warm:
                costs[way.name].append(cost)
    return costs


def median(costs: list[Cost]) -> Cost:
    """The median of each quantity on its own."""
    return Cost(**{one.name: statistics.median(getattr(cost, one.name) for cost in costs) for one in fields(Cost)})


def ratios(costs: list[Cost], first: list[Cost]) -> list[Cost]:
    """How many times the other way's cost, round by round: runs of one round lie close in time, so drift drops out."""
    return [
        Cost(
            **{quantity.name: getattr(one, quantity.name) / getattr(other, quantity.name) for quantity in fields(Cost)}
        )
        for one, other in zip(costs, first, strict=True)
    ]
