"""Who belongs to a bloc or region."""

from copub.errors import CopubError, nearest
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
    known = units().set_index("code")["scheme"]
    if unit not in known.index:
        raise CopubError(
            f"no unit `{unit}`.{nearest(unit, known.index)}",
            where="data/reference/units.csv",
            do=f"choose one of {', '.join(known.index)}",
        )
    rows = memberships()
    rows = rows[rows["unit"] == unit]
    if rows.empty:
        raise CopubError(
            f"`{unit}` has no list of members",
            where="data/reference/memberships.csv",
            do="use its own rows in the tables; it is not the sum of countries",
        )
    schemes = sorted(set(rows["scheme"]))
    chosen = scheme or str(known[unit])
    if chosen not in schemes:
        raise CopubError(
            f"`{unit}` has no list in the scheme `{chosen}`.{nearest(chosen, schemes)}",
            where="data/reference/memberships.csv",
            do=f"choose one of {', '.join(schemes)}",
        )
    rows = rows[rows["scheme"] == chosen]
    dated = rows["from"].ne("").any() or rows["to"].ne("").any()
    if dated and year is None:
        raise CopubError(
            f"the members of `{unit}` change with time",
            where="data/reference/memberships.csv",
            do=f'name a year, as in members("{unit}", 2019), or use a fixed list such as EU27',
        )
    day = f"{year:04d}-07-01" if year is not None else ""
    belongs = (rows["from"] <= day) & ((rows["to"] == "") | (rows["to"] >= day)) if dated else rows["member"].ne("")
    return tuple(sorted(rows.loc[belongs, "member"]))
