"""Who belongs to a bloc or region."""

from functools import cache
from pathlib import Path

from copub.errors import CopubError, nearest
from copub.project import find_root
from copub.reference.tables import memberships, units


def members(unit: str, year: int | None = None, scheme: str | None = None) -> tuple[str, ...]:
    """The codes of the members of `unit`, in alphabetical order.

    A country is a member in `year` if it was one on 1 July of that year, so it counts in the years of which it was in
    for at least half: ten countries joined on 1 May 2004 and count from 2004, Croatia joined on 1 July 2013 and counts
    from 2013, the United Kingdom left after 31 January 2020 and counts until 2019. A fixed list (`EU27`, the regions)
    is the same in every year. A composite region lists regions: `ASIA-PACIFIC` has the members `ASIA` and `OCEANIA`.
    `scheme` chooses among several lists; by default the one that `units.csv` names.

    Raises CopubError for an unknown unit or scheme, a unit without a list, and a dated unit asked without a year.
    """
    known = _schemes(find_root())
    if unit not in known:
        raise CopubError(
            f"no unit `{unit}`.{nearest(unit, known)}",
            where="data/reference/units.csv",
            do=f"choose one of {', '.join(known)}",
        )
    lists = _lists(find_root()).get(unit)
    if lists is None:
        raise CopubError(
            f"`{unit}` has no list of members",
            where="data/reference/memberships.csv",
            do="use its own rows in the tables; it is not the sum of countries",
        )
    chosen = scheme or known[unit]
    if chosen not in lists:
        raise CopubError(
            f"`{unit}` has no list in the scheme `{chosen}`.{nearest(chosen, sorted(lists))}",
            where="data/reference/memberships.csv",
            do=f"choose one of {', '.join(sorted(lists))}",
        )
    spans = lists[chosen]
    dated = any(first or last for _, first, last in spans)
    if dated and year is None:
        raise CopubError(
            f"the members of `{unit}` change with time",
            where="data/reference/memberships.csv",
            do=f'name a year, as in members("{unit}", 2019), or use a fixed list such as EU27',
        )
    day = f"{year:04d}-07-01" if year is not None else ""
    return tuple(
        sorted(
            member
            for member, first, last in spans
            if (first <= day and (last == "" or last >= day) if dated else member != "")
        )
    )


@cache
def _schemes(root: Path) -> dict[str, str]:
    """The scheme of each unit unless another is asked for."""
    table = units()
    return dict(zip(table["code"], table["scheme"], strict=True))


@cache
def _lists(root: Path) -> dict[str, dict[str, list[tuple[str, str, str]]]]:
    """By unit and scheme: each member, its first and its last day."""
    lists: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for unit, member, scheme, first, last, _ in memberships().itertuples(index=False, name=None):
        lists.setdefault(unit, {}).setdefault(scheme, []).append((member, first, last))
    return lists
