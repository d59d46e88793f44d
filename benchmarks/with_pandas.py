"""The same indicators as an analyst would write them with pandas. Run in a project's folder."""

import json
from pathlib import Path

import pandas as pd


def bloc_joint_works() -> pd.DataFrame:
    """Least and most joint works of each region with each partner: unit, partner, year, low, high."""
    members = pd.read_csv("members.csv", keep_default_na=False)
    pairs = _both_directions(_table("openalex_pairs"))
    pairs = pairs[pairs["partner"].isin(_asked()["partners"])]
    joint = members.merge(pairs.rename(columns={"unit": "member"}), on=["member", "year"])
    return joint.groupby(["unit", "partner", "year"])["works"].agg(low="max", high="sum").reset_index()


def bilateral_bound() -> pd.DataFrame:
    """Mean number of partners and least bilateral share of each country: unit, year, mean_partners, low."""
    international = _table("openalex_international").rename(columns={"works": "international"})
    joint = _both_directions(_table("openalex_pairs")).groupby(["unit", "year"], as_index=False)["works"].sum()
    bounds = joint.merge(international, on=["unit", "year"])
    bounds["mean_partners"] = bounds["works"] / bounds["international"]
    bounds["low"] = (2 - bounds["mean_partners"]).clip(lower=0)
    bounds = bounds[bounds["year"].between(*_asked()["pair_years"])]
    return bounds[["unit", "year", "mean_partners", "low"]]


def growth() -> pd.DataFrame:
    """Growth of each place in each field: unit, field, earlier, later, ratio."""
    asked = _asked()
    works = _table("ncses_whole_counts").dropna(subset="works")
    works = works[
        (works["release"] == asked["release"]) & works["year"].between(asked["earlier"][0], asked["later"][1])
    ]
    keys = ["unit", "field"]
    result = works[keys].drop_duplicates().set_index(keys)
    for name in ("earlier", "later"):
        first, last = asked[name]
        window = (
            works[works["year"].between(first, last)].groupby(keys).agg(n=("works", "sum"), years=("year", "nunique"))
        )
        result[name] = window["n"].where(window["years"] == last - first + 1)
    result["ratio"] = result["later"] / result["earlier"].where(result["earlier"] != 0)
    return result.reset_index()


def _table(name: str) -> pd.DataFrame:
    (path,) = Path("data/open").glob(f"{name}.csv*")
    # `NA` is Namibia: only an empty field is absent.
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


def _both_directions(pairs: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([pairs, pairs.rename(columns={"unit": "partner", "partner": "unit"})], ignore_index=True)


def _asked() -> dict:
    return json.loads(Path("asked.json").read_text(encoding="utf-8"))
