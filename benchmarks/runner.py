"""Ways of doing one job, repeated in turns, so that whatever else the machine does meets all of them alike.

This process starts all others and stays small on purpose: a child's peak memory begins with that of the process it came from.
"""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from itertools import zip_longest
from pathlib import Path

from benchmarks.processes import Cost, spend
from copub.errors import CopubError


def as_it_is() -> None:
    """Nothing to prepare."""


@dataclass(frozen=True)
class Way:
    """One way: the command, where it runs, the text it comes to, and what puts the ground back before each run (not measured)."""

    name: str
    command: tuple[str, ...]
    cwd: Path
    result: Callable[[], str]
    prepare: Callable[[], object] = as_it_is


@dataclass(frozen=True)
class Comparison:
    """One job and its ways; all others are compared with the first. `warm` runs one round more, which does not count."""

    job: str
    ways: tuple[Way, ...]
    rounds: int
    warm: bool


def compare(comparison: Comparison, *, environment: Mapping[str, str]) -> dict[str, list[Cost]]:
    """The costs of each way, one a round. Raises `CopubError` when any run of any way comes to another result."""
    costs: dict[str, list[Cost]] = {way.name: [] for way in comparison.ways}
    agreed: str | None = None
    for number in range(comparison.rounds + comparison.warm):
        # Every second round backwards, so that no way always follows the same other.
        for way in comparison.ways if number % 2 == 0 else reversed(comparison.ways):
            way.prepare()
            cost = spend(way.command, cwd=way.cwd, environment=environment)
            came_to = way.result()
            agreed = came_to if agreed is None else agreed
            if came_to != agreed:
                raise CopubError(
                    f"the ways differ: {_first_difference(agreed, came_to)}",
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
    """How many times the first way's cost, round by round: runs of one round lie close in time, so drift drops out."""
    return [
        Cost(
            **{quantity.name: getattr(one, quantity.name) / getattr(other, quantity.name) for quantity in fields(Cost)}
        )
        for one, other in zip(costs, first, strict=True)
    ]


def _first_difference(expected: str, found: str) -> str:
    lines = zip_longest(expected.splitlines(), found.splitlines(), fillvalue="nothing more")
    number, (one, other) = next((at, pair) for at, pair in enumerate(lines, start=1) if pair[0] != pair[1])
    return f"line {number} is `{one}` in one and `{other}` in the other"
