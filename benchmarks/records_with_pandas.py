"""Every indicator of the report, as an analyst would write it with pandas: `python -m benchmarks.records_with_pandas CORPUS RESULT`.

Read the works, take their countries and categories apart, merge, group. It knows nothing of the cube.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.answers import write

CATEGORIES = ["c1", "c2", "c3"]
CREDIT = 720_720  # parts that a work's authors share
Z = 1.959964


def indicators(corpus: Path) -> dict[str, pd.DataFrame]:
    """The report's indicators from the works."""
    columns = ["year", "doc_type", "citations", "cset", "n_institutions", *CATEGORIES]
    works = pd.read_parquet(corpus / "works.parquet", columns=columns)
    works["work"] = works.index
    works["country"] = works["cset"].str.findall("..")
    works["countries"] = works["country"].str.len()
    addresses = works[["work", "year", "country"]].explode("country").dropna()
    # As many countries, four meaning four or more; one country with several institutions is a kind of its own.
    several = (works["countries"] == 1) & (works["n_institutions"] > 1)
    works["kind"] = works["countries"].clip(upper=4).mask(several, 5)
    works = works.join(scores(works))

    members = pd.read_csv(corpus / "members.csv", keep_default_na=False)
    wanted = pd.read_csv(corpus / "pairs.csv", keep_default_na=False)
    by_unit = works_of_units(works, addresses, members)
    by_pair = works_of_pairs(works, addresses, members, wanted)

    output = output_of(by_unit)
    joint = joint_of(by_pair)
    found = {
        "output": output,
        "international": international_of(by_unit),
        "collaboration": collaboration_of(by_unit),
        "joint": joint,
        "strength": strength_of(joint, output),
        "author fractions": fractions_of(pd.read_parquet(corpus / "weights.parquet"), members),
    }
    for of, table, keys in (("units", by_unit, ["unit", "year"]), ("pairs", by_pair, ["unit", "partner", "year"])):
        found[f"cnci of {of}"] = cnci_of(table, keys)
        found[f"collab_cnci of {of}"] = collab_cnci_of(table, keys)
        found[f"pp_top of {of}"] = top_of(table, keys)
        # Computed like the others, but not compared: the cube rounds its moments on purpose.
        interval_of(table, keys)
    return found


def scores(works: pd.DataFrame) -> pd.DataFrame:
    """Each work's normalised citations and its part in the most cited, the means over its categories."""
    long = works.melt(
        id_vars=["work", "year", "doc_type", "citations", "countries", "kind"],
        value_vars=CATEGORIES,
        value_name="category",
    )
    long = long[long["category"] != ""]
    long["weight"] = 1 / long.groupby("work")["category"].transform("size")
    long["weighted"] = long["weight"] * long["citations"]

    world = ["category", "year", "doc_type"]
    group = long.groupby(world)
    expected = group["weighted"].transform("sum") / group["weight"].transform("sum")
    expected_full = group["citations"].transform("mean")
    alike = long.groupby([*world, "kind"])
    expected_alike = alike["weighted"].transform("sum") / alike["weight"].transform("sum")

    long["score"] = (long["weighted"] / expected).where(expected > 0)
    long["score_full"] = (long["weighted"] / expected_full).where(expected_full > 0)
    long["score_alike"] = (long["weighted"] / expected_alike).where((expected_alike > 0) & (long["countries"] > 0))
    long["scored"] = long["weight"].where(expected > 0)
    long["scored_alike"] = long["weight"].where(long["score_alike"].notna())
    long["one"] = 1
    for weight, ending in (("weight", ""), ("one", "_full")):
        tops = most_cited(long, world, weight)
        long = long.merge(tops.add_suffix(ending), on=[*world, "citations"])
        for top in ("top10", "top1"):
            long[f"{top}{ending}"] *= long["weight"]
    columns = [
        "score",
        "score_full",
        "score_alike",
        "scored",
        "scored_alike",
        "top10",
        "top1",
        "top10_full",
        "top1_full",
    ]
    return long.groupby("work")[columns].sum().assign(rated=1)


def most_cited(long: pd.DataFrame, world: list[str], weight: str) -> pd.DataFrame:
    """The part in which works with so many citations are among the most cited: 1 above the threshold, in between on it."""
    counts = long.groupby([*world, "citations"])[weight].sum().reset_index()
    counts = counts.sort_values("citations", ascending=False)
    group = counts.groupby(world)[weight]
    above, total = group.cumsum() - counts[weight], group.transform("sum")
    for top, share in (("top10", 0.1), ("top1", 0.01)):
        counts[top] = ((share * total - above) / counts[weight]).clip(0, 1)
    return counts.set_index([*world, "citations"])[["top10", "top1"]]


def works_of_units(works: pd.DataFrame, addresses: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row for each unit that a work has a country in: how many of its countries are inside, and how many parties it has."""
    inside = members_on(addresses, members[members["unit"] != "WORLD"])
    found = inside.reset_index().merge(works, on="work")
    found["parties"] = found["countries"] - found["inside"] + 1
    world = works[works["countries"] > 0].assign(unit="WORLD")
    world["inside"] = world["parties"] = world["countries"]
    return pd.concat([found, world], ignore_index=True)


def works_of_pairs(
    works: pd.DataFrame, addresses: pd.DataFrame, members: pd.DataFrame, wanted: pd.DataFrame
) -> pd.DataFrame:
    """One row for each pair of units that a work has countries in; a country of both is the partner's."""
    found = []
    for unit, partner in wanted.itertuples(index=False):
        theirs = members[members["unit"] == partner]
        own = members[(members["unit"] == unit) & ~members["member"].isin(theirs["member"])]
        one = members_on(addresses, own).droplevel("unit")
        other = members_on(addresses, theirs).droplevel("unit")
        both = one.merge(other, on="work", suffixes=("", "_partner")).reset_index()
        both["inside"] += both.pop("inside_partner")
        found.append(both.assign(unit=unit, partner=partner))
    return pd.concat(found, ignore_index=True).merge(works, on="work")


def members_on(addresses: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """How many countries of each unit are on each work: `inside`, by work and unit."""
    at = addresses.merge(members.rename(columns={"member": "country"}), on=["country", "year"])
    return at.groupby(["work", "unit"]).size().to_frame("inside")


def output_of(table: pd.DataFrame) -> pd.DataFrame:
    """Works of each unit and year, by the three meanings of domestic."""
    table = table.assign(
        one_country=table["countries"] == 1,
        several_inside=(table["countries"] > 1) & (table["inside"] == table["countries"]),
        with_outside=table["inside"] < table["countries"],
        inside_only=table["inside"] == table["countries"],
        several_countries=table["countries"] > 1,
    )
    columns = ["one_country", "several_inside", "with_outside", "inside_only", "several_countries"]
    return (
        table.groupby(["unit", "year"])
        .agg(works=("work", "size"), **{name: (name, "sum") for name in columns})
        .reset_index()
    )


def international_of(table: pd.DataFrame) -> pd.DataFrame:
    """International shares: with a country outside the unit, and with several countries wherever they lie."""
    table = table.assign(international=table["parties"] > 1, several=table["countries"] > 1)
    group = table.groupby(["unit", "year"])
    return group.agg(
        works=("work", "size"), value=("international", "mean"), between_countries=("several", "mean")
    ).reset_index()


def collaboration_of(table: pd.DataFrame) -> pd.DataFrame:
    """International works by the number of parties."""
    table = table[table["parties"] > 1]
    table = table.assign(
        bilateral=table["parties"] == 2,
        trilateral=table["parties"] == 3,
        four_or_more=table["parties"] > 3,
        multilateral=table["parties"] > 2,
        partners=table["parties"] - 1,
    )
    columns = ["bilateral", "trilateral", "four_or_more", "multilateral", "partners"]
    group = table.groupby(["unit", "year"])
    found = group.agg(international=("work", "size"), **{name: (name, "sum") for name in columns}).reset_index()
    for name in columns[:-1]:
        found[f"{name}_share"] = found[name] / found["international"]
    return found


def joint_of(table: pd.DataFrame) -> pd.DataFrame:
    """Joint works of each pair: all, without a third country, with one."""
    table = table.assign(
        exclusive=table["inside"] == table["countries"], with_third=table["inside"] < table["countries"]
    )
    group = table.groupby(["unit", "partner", "year"])
    return group.agg(
        works=("work", "size"), exclusive=("exclusive", "sum"), with_third=("with_third", "sum")
    ).reset_index()


def strength_of(joint: pd.DataFrame, output: pd.DataFrame) -> pd.DataFrame:
    """Joint works against the sizes of both units and of the world."""
    sizes = output[["unit", "year", "works"]]
    found = joint[["unit", "partner", "year", "works"]].rename(columns={"works": "joint"})
    found = found.merge(sizes.rename(columns={"works": "x"}), on=["unit", "year"])
    found = found.merge(sizes.rename(columns={"unit": "partner", "works": "y"}), on=["partner", "year"])
    world = sizes[sizes["unit"] == "WORLD"].drop(columns="unit").rename(columns={"works": "t"})
    found = found.merge(world, on="year")
    found["salton"] = found["joint"] / np.sqrt(found["x"] * found["y"])
    found["jaccard"] = found["joint"] / (found["x"] + found["y"] - found["joint"])
    found["affinity"] = found["joint"] / found["x"]
    found["probabilistic"] = found["joint"] * found["t"] / (found["x"] * found["y"])
    found["ric"] = found["affinity"] / ((found["y"] - found["joint"]) / (found["t"] - found["x"]))
    return found.drop(columns=["x", "y", "t"])


def fractions_of(weights: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Works of each unit, each of their authors carrying an equal part."""
    by_country = weights.groupby(["year", "country"])["weight"].sum().reset_index()
    inside = members[members["unit"] != "WORLD"].rename(columns={"member": "country"})
    units = by_country.merge(inside, on=["country", "year"])
    found = pd.concat([units, by_country.assign(unit="WORLD")]).groupby(["unit", "year"])["weight"].sum()
    return (found / CREDIT).rename("value").reset_index()


def cnci_of(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Mean normalised citations, with the world's means by weights of 1/n and by one in each category."""
    sums = table.groupby(keys).agg(
        works=("work", "size"),
        citations=("citations", "sum"),
        scored=("scored", "sum"),
        score=("score", "sum"),
        score_full=("score_full", "sum"),
    )
    sums["value"] = sums["score"] / sums["scored"]
    sums["value_full"] = sums["score_full"] / sums["scored"]
    sums["citations_per_work"] = sums["citations"] / sums["works"]
    return sums[["works", "value", "value_full", "citations_per_work"]].reset_index()


def collab_cnci_of(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Mean citations normalised among works of the same kind of collaboration."""
    sums = table.groupby(keys).agg(works=("work", "size"), scored=("scored_alike", "sum"), score=("score_alike", "sum"))
    sums["value"] = sums["score"] / sums["scored"]
    return sums[["works", "value"]].reset_index()


def top_of(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Shares among the most cited 10 % and 1 %, of works with a category."""
    columns = ["top10", "top1", "top10_full", "top1_full"]
    sums = table.groupby(keys)[["rated", *columns]].sum()
    shares = sums[columns].div(sums["rated"], axis=0)
    return shares.assign(works=sums["rated"].astype(int)).reset_index()


def interval_of(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Where the mean normalised citations of equally good works would lie in 95 of 100 cases, corrected for their skewness."""
    rated = table[table["rated"] > 0]
    group = rated.groupby(keys)["score"]
    found = group.agg(["size", "mean", "skew"]).assign(error=group.std(ddof=0))
    error = found["error"] / np.sqrt(found["size"])
    lean = found["skew"] / np.sqrt(found["size"]) * (Z**2 - 1) / 6
    found["low"] = (found["mean"] + error * (lean - Z)).clip(lower=0)
    found["high"] = found["mean"] + error * (lean + Z)
    return found.reset_index()


if __name__ == "__main__":
    write(indicators(Path(sys.argv[1])), Path(sys.argv[2]))
