"""How many works each country has by year, and how many of them are international, from the public tables."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copub.corpus import read_open

RELEASE = "ncses-2023"

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Margins:
    """For each of `years` the world's works and their international share, and the domestic and international works of `countries`."""

    years: list[int]
    countries: list[str]
    world: Numbers
    international_share: Numbers
    domestic: Numbers
    international: Numbers


def margins() -> Margins:
    """The margins of NCSES table SPBS-33, release 2023."""
    table = read_open("ncses_output")
    table = table[table["release"] == RELEASE].dropna(subset=["total", "domestic", "international"])
    world = table[table["unit"] == "WORLD"].sort_values("year")
    lands = table[(table["unit"] != "WORLD") & (table["unit"].str.len() == 2)]

    def by_country(column: str) -> pd.DataFrame:
        return lands.pivot(index="year", columns="unit", values=column).fillna(0).astype(float)

    domestic = by_country("domestic")
    return Margins(
        years=[int(year) for year in world["year"]],
        countries=list(domestic.columns),
        world=world["total"].to_numpy(dtype=float),
        international_share=(world["international"] / world["total"]).to_numpy(dtype=float),
        domestic=domestic.to_numpy(),
        international=by_country("international").to_numpy(),
    )
