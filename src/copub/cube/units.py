"""Countries, blocs, regions and the world as units that a cube can count."""

import pandas as pd

from copub.errors import CopubError, nearest
from copub.reference import countries, membership_table, units


def unit_members(codes: list[str], first_year: int, last_year: int) -> pd.DataFrame:
    """Who counts for each unit of `codes` in each year: `unit`, `member`, `year`. A country is its own member; WORLD has none.

    A dated bloc such as EU has the members of each year, a fixed list such as EU27 the same in all.
    Raises CopubError for a code that is neither a country nor a unit.
    """
    lands, groups = set(countries()["code"]), set(units()["code"])
    for code in codes:
        if code not in lands | groups:
            raise CopubError(
                f"no country or unit `{code}`.{nearest(code, [*groups, *lands])}",
                where="data/reference/countries.csv and units.csv",
                do="use a code of one of them",
            )
    years = range(first_year, last_year + 1)
    single = [
        (code, code if code in lands else "", year)
        for code in codes
        if code in lands or code == "WORLD"
        for year in years
    ]
    lists = membership_table([code for code in codes if code in groups and code != "WORLD"], first_year, last_year)
    return pd.concat([pd.DataFrame(single, columns=["unit", "member", "year"]), lists], ignore_index=True)
