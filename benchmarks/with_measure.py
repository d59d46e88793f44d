"""The indicators as the report computes them: the SQL of their cards, through `measure`. Run in a project's folder."""

import json
from pathlib import Path

import pandas as pd

from copub.indicators import measure

PAIRS = "openalex-2024"


def bloc_joint_works() -> pd.DataFrame:
    """Least and most joint works of each region with each partner: unit, partner, year, low, high."""
    asked = _asked()
    return measure(
        "bloc_joint_works",
        release=PAIRS,
        partners=asked["partners"],
        members=pd.read_csv("members.csv", keep_default_na=False),
    )


def bilateral_bound() -> pd.DataFrame:
    """Mean number of partners and least bilateral share of each country: unit, year, mean_partners, low."""
    asked = _asked()
    first_year, last_year = asked["pair_years"]
    return measure(
        "bilateral_bound", release=PAIRS, places=asked["pair_places"], first_year=first_year, last_year=last_year
    )[["unit", "year", "mean_partners", "low"]]


def growth() -> pd.DataFrame:
    """Growth of each place in each field: unit, field, earlier, later, ratio."""
    asked = _asked()
    series = measure(
        "whole_count",
        release=asked["release"],
        places=asked["places"],
        fields=asked["fields"],
        first_year=asked["earlier"][0],
        last_year=asked["later"][1],
    )
    return measure("growth", series=series, earlier=asked["earlier"], later=asked["later"])


def _asked() -> dict:
    return json.loads(Path("asked.json").read_text(encoding="utf-8"))
