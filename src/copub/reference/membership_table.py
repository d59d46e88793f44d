"""Members of blocs and regions as a table with one row per unit, member and year."""

import pandas as pd

from copub.reference.membership import members
from copub.reference.tables import units


def membership_table(codes: list[str], first_year: int, last_year: int, *, expand: bool = True) -> pd.DataFrame:
    """Who belongs to each unit of `codes` in each year: columns `unit`, `member`, `year`.

    With `expand`, a part that is itself a unit is replaced by its countries, so ASIA-PACIFIC lists countries; without, its parts
    ASIA and OCEANIA stay. A unit that the source counts as one, without parts of its own kind, is its own only part then.
    """
    rows = [
        (code, member, year)
        for code in codes
        for year in range(first_year, last_year + 1)
        for member in (_countries(code, year) if expand else _parts(code, year))
    ]
    return pd.DataFrame(rows, columns=["unit", "member", "year"])


def _countries(code: str, year: int) -> list[str]:
    known = set(units()["code"])
    expanded: set[str] = set()
    for member in members(code, year):
        expanded.update(_countries(member, year) if member in known else [member])
    return sorted(expanded)


def _parts(code: str, year: int) -> list[str]:
    scheme = units().set_index("code")["scheme"][code]
    return sorted(members(code, year)) if scheme == "copub" else [code]
