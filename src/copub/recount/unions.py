"""Works of several places together, where the source may count only each place: at least the largest count, at most their sum."""

from collections.abc import Sequence

from copub.recount.arithmetic import some
from copub.recount.desk import Desk

Ends = tuple[int, int]


def union(counts: Sequence[int]) -> Ends:
    """The least and the most that sets of these sizes can have together. Raises `NotThere` for no set at all."""
    return max(some(counts)), sum(counts)


def output_of(desk: Desk, unit: str, year: int) -> Ends:
    """Works of a region: its own count, or the ends that follow from the parts it is put together from."""
    if desk.corpus or desk.line("whole_counts", unit=unit, field="all", year=year):
        works = desk.count("whole_counts", "works", unit=unit, field="all", year=year)
        return works, works
    return union(_told(desk, "whole_counts", year, [{"unit": part, "field": "all"} for part in desk.parts(unit)]))


def joint_of(desk: Desk, unit: str, partner: str, year: int) -> Ends:
    """Works of a bloc or region with a partner: their own count, or the ends that follow from the partner's pairs with its members."""
    if desk.corpus:
        works = desk.count("joint", "works", unit=unit, partner=partner, year=year)
        return works, works
    pairs = [{"unit": partner, "partner": member} for member in desk.members(unit, year) if member != partner]
    return union(_told(desk, "joint", year, pairs))


def _told(desk: Desk, table: str, year: int, several: Sequence[dict[str, str]]) -> list[int]:
    lines = [desk.line(table, year=year, **keys) for keys in several]
    counts = [line.whole("works") for line in lines if line]
    return [count for count in counts if count is not None]
