# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Regional networks
# How fast does research grow in each region of the world, how much of it is with China and with the United States, and is that share rising?

# %% tags=["parameters"]
release: str = "ncses-2023"  # release of the output tables
pairs_release: str = "openalex-2024"  # release of the country pairs
first_year: int = 2003  # first publication year of output shown
last_year: int = 2022  # last publication year of output shown, inclusive
earlier_window: list = [2013, 2017]  # first and last year
later_window: list = [2018, 2022]  # first and last year
regions: list = ["AFRICA", "ASIA-PACIFIC", "LATIN-AMERICA", "MIDDLE-EAST", "EUROPE", "NORTH-AMERICA"]  # codes of data/reference/units.csv
out: str = "_build/run"  # where facts and figures go

# %%
import pandas as pd

from copub import charts, editions
from copub.corpus.reported import reported
from copub.facts import Facts
from copub.indicators import measure
from copub.reference import membership_table

editions.check(
    release=release,
    pairs_release=pairs_release,
    first_year=first_year,
    last_year=last_year,
    earlier_window=earlier_window,
    later_window=later_window,
    regions=regions,
)
windows = {"earlier": earlier_window, "later": later_window}
facts = Facts("regional-networks", source=pairs_release)
draw = charts.figures("regional-networks", release=release, out=out)
records = editions.from_records(release)

# %% [markdown]
# ## Output of the regions
# Exact where the source de-duplicates a region; a band where the region is put together from parts.

# %%
parts = membership_table(regions, first_year, last_year, expand=False)
output = measure("bloc_output", release=release, members=parts)
if records:  # a region and year that a corpus does not list had no works
    every = pd.MultiIndex.from_product([regions, range(first_year, last_year + 1)], names=["unit", "year"])
    output = output.set_index(every.names).reindex(every, fill_value=0).reset_index()
output["value"] = output.low.where(output.low == output.high)
output[output.year == last_year]

# %%
series = output.rename(columns={"high": "works"})[["unit", "year", "works"]]
growth = measure("growth", series=series, **windows).set_index("unit")
exact = output.groupby("unit").value.count() > 0
growth["exact"] = exact
growth

# %%
pooled_output = output.assign(window=(output.year >= later_window[0]).map({False: "earlier", True: "later"}))
pooled_output = pooled_output[pooled_output.year.between(earlier_window[0], later_window[1])]
pooled_output = pooled_output.groupby(["unit", "window"])[["low", "high"]].sum().unstack()
bands = growth[[]].assign(
    low=pooled_output["low", "later"] / pooled_output["high", "earlier"].where(pooled_output["high", "earlier"] > 0),
    high=pooled_output["high", "later"] / pooled_output["low", "earlier"].where(pooled_output["low", "earlier"] > 0),
)
for region in regions:
    name = region.lower().replace("-", "_")
    for window in ("earlier", "later"):
        ends = [pooled_output[end, window][region] for end in ("low", "high")]
        facts.record(f"{name}_output_{window}", ends, unit="works", indicator="bloc_output", source=release)
    ratio = growth.ratio[region] if records else [bands.low[region], bands.high[region]]
    facts.record(f"{name}_output_growth", ratio, unit="ratio", indicator="bloc_output", source=release, absent="none_before" if records else "")
bands

# %%
table2 = reported("reported_table2")
printed = table2[table2.partner == ""].rename(columns={"region": "unit", "growth_printed": "value"})[["unit", "value"]]
drawn = bands.dropna().assign(value=bands.low.where(bands.low == bands.high)).reset_index().sort_values("high", ascending=False)
draw(
    charts.bars,
    drawn[["unit", "value", "low", "high"]],
    "growth",
    unit="ratio",
    reported=printed[printed.unit.isin(regions)],
    sources=[release],
    indicators=["bloc_output", "growth"],
)

# %%
exact_growth = growth.ratio[exact].sort_values(ascending=False)
facts.record("fastest_region", exact_growth.index[0], unit="place", indicator="growth", source=release)
facts.record("fastest_ratio", exact_growth.iloc[0], unit="ratio", indicator="growth", source=release)
facts.record("africa_last", output.set_index(["unit", "year"]).high["AFRICA", last_year], unit="works", indicator="bloc_output", source=release)
if records:
    facts.record("slowest_region", growth.ratio.idxmin(), unit="place", indicator="growth", source=release)
    facts.record("slowest_ratio", growth.ratio.min(), unit="ratio", indicator="growth", source=release)
    facts.record("n_growing", (growth.ratio > 1).sum(), unit="number", indicator="growth", source=release)
else:
    facts.record("middle_east_ratio", growth.ratio["MIDDLE-EAST"], unit="ratio", indicator="growth", source=release)
shown = output[output.low > 0][["unit", "year", "value", "low", "high"]]
draw(charts.lines, shown, "output", unit="works", log=True, sources=[release], indicators=["bloc_output"])

# %% [markdown]
# ## Joint works with China and the United States
# From pairs of countries a band; from records a number.

# %%
pair_years = earlier_window[0], later_window[1]
countries = membership_table(regions, *pair_years)
joint = measure("bloc_joint_works", release=pairs_release, partners=["CN", "US"], members=countries)
if records:  # a region, partner and year that a corpus does not list had no joint works
    every = pd.MultiIndex.from_product([regions, ["CN", "US"], range(pair_years[0], pair_years[1] + 1)], names=["unit", "partner", "year"])
    joint = joint.set_index(every.names).reindex(every, fill_value=0).reset_index()
pooled = joint.assign(window=(joint.year >= later_window[0]).map({False: "earlier", True: "later"}))
pooled = pooled.groupby(["unit", "partner", "window"], as_index=False)[["low", "high"]].sum()
pooled

# %%
later = pooled[pooled.window == "later"].assign(value=lambda rows: rows.low.where(rows.low == rows.high))
draw(charts.bars, later[["unit", "partner", "value", "low", "high"]], "joint", by="unit", series="partner", unit="works", sources=[pairs_release], indicators=["bloc_joint_works"])
joint_bands = pooled.set_index(["unit", "partner", "window"])
for region in regions:
    for partner in ("CN", "US"):
        name = f"{region.lower().replace('-', '_')}_{partner.lower()}"
        ends = [joint_bands.loc[(region, partner, "later"), end] for end in ("low", "high")]
        facts.record(f"{name}_joint", ends, unit="works", indicator="bloc_joint_works")

# %%
least_us, most_cn = (joint_bands.xs((partner, "later"), level=["partner", "window"])[end] for partner, end in (("US", "low"), ("CN", "high")))
us_ahead = [region for region in regions if least_us[region] > most_cn[region]]
facts.record("us_surely_ahead", us_ahead, unit="places", indicator="bloc_joint_works")
if records:
    story = "us_more_in" if us_ahead else "us_more_nowhere"
else:
    story = "us_ahead_in" if us_ahead else "us_ahead_nowhere"
facts.record("surely_story", story, unit="phrase", indicator="bloc_joint_works")

# %%
# With records joint works and output are of one source, so the share of a region's works is known: the whole of the report's last table.
if records:
    of_works = joint.rename(columns={"high": "part"})[["unit", "partner", "year", "part"]].merge(
        output.rename(columns={"high": "whole"})[["unit", "year", "whole"]], on=["unit", "year"]
    )
    work_share = measure("share_change", series=of_works, **windows).set_index(["unit", "partner"])
    work_growth = measure("growth", series=of_works.rename(columns={"part": "works"}).drop(columns="whole"), **windows).set_index(["unit", "partner"])
    for region in regions:
        for partner in ("CN", "US"):
            name = f"{region.lower().replace('-', '_')}_{partner.lower()}"
            facts.record(f"{name}_joint_earlier", joint_bands.loc[(region, partner, "earlier"), "high"], unit="works", indicator="bloc_joint_works")
            facts.record(f"{name}_work_share", work_share.later[region, partner], unit="share", indicator="share_change", absent="no_works")
            facts.record(f"{name}_work_change", work_share.change[region, partner], unit="points", indicator="share_change", absent="no_works")
            facts.record(f"{name}_work_growth", work_growth.ratio[region, partner], unit="ratio", indicator="growth", absent="none_before")
    shares, changes = work_share.later.unstack(), work_share.change.unstack()
    facts.record("n_us_larger_works", (shares.US > shares.CN).sum(), unit="number", indicator="share_change")
    facts.record("n_cn_works_rising", (changes.CN > 0).sum(), unit="number", indicator="share_change")
    facts.record("n_us_works_falling", (changes.US < 0).sum(), unit="number", indicator="share_change")
    for partner in ("CN", "US"):
        low = partner.lower()
        facts.record(f"{low}_largest_share_in", shares[partner].idxmax(), unit="place", indicator="share_change")
        facts.record(f"{low}_largest_share", shares[partner].max(), unit="share", indicator="share_change")
    ends = work_share.reset_index().rename(columns={"unit": "region"})
    for partner, name in (("CN", "china-works"), ("US", "us-works")):
        rows = ends[ends.partner == partner].sort_values("later", ascending=False)[["region", "earlier", "later"]]
        names = tuple(f"{first}–{last}" for first, last in (earlier_window, later_window))
        draw(charts.dumbbell, rows, name, by="region", unit="share", windows=names, sources=[release], indicators=["bloc_joint_works", "share_change"])

# %% [markdown]
# ## Participations: exact sums over a region's countries

# %%
participation = measure("bloc_participation", release=pairs_release, partners=["CN", "US"], members=countries)
if records:  # a region and year that a corpus does not list had no international works
    participation = participation.set_index(every.names).reindex(every, fill_value=0).reset_index()
change = measure("share_change", series=participation, **windows).set_index(["unit", "partner"])
part_growth = measure("growth", series=participation.rename(columns={"part": "works"}).drop(columns="whole"), **windows).set_index(["unit", "partner"])
whole_growth = measure("growth", series=participation.rename(columns={"whole": "works"}).drop(columns="part"), **windows).set_index(["unit", "partner"])
change.assign(growth=part_growth.ratio, growth_of_all=whole_growth.ratio)

# %%
for region in regions:
    for partner in ("CN", "US"):
        name = f"{region.lower().replace('-', '_')}_{partner.lower()}"
        facts.record(f"{name}_share", change.later[region, partner], unit="share", indicator="share_change", absent="no_works")
        facts.record(f"{name}_change", change.change[region, partner], unit="points", indicator="share_change", absent="no_works")
        facts.record(f"{name}_growth", part_growth.ratio[region, partner], unit="ratio", indicator="growth", absent="none_before")
china, america = change.change.xs("CN", level="partner"), change.change.xs("US", level="partner")
facts.record("n_regions", len(regions), unit="number", indicator="share_change")
facts.record("n_cn_rising", (china > 0).sum(), unit="number", indicator="share_change")
facts.record("n_us_falling", (america < 0).sum(), unit="number", indicator="share_change")
facts.record("cn_gained_most", china.idxmax(), unit="place", indicator="share_change")
facts.record("cn_gained_points", china.max(), unit="points", indicator="share_change")
facts.record("us_lost_most", america.idxmin(), unit="place", indicator="share_change")
facts.record("us_lost_points", america.min(), unit="points", indicator="share_change")
us_share = change.later.xs("US", level="partner")
cn_share = change.later.xs("CN", level="partner")
facts.record("n_us_larger", (us_share > cn_share).sum(), unit="number", indicator="share_change")
if records:
    gained = "cn_gained" if china.max() > 0 else "cn_gained_nowhere"
    facts.record("cn_gain_story", gained, unit="phrase", indicator="share_change")
    lost = "us_lost" if america.min() < 0 else "us_lost_nowhere"
    facts.record("us_loss_story", lost, unit="phrase", indicator="share_change")
faster = part_growth.ratio.xs("CN", level="partner") > whole_growth.ratio.xs("CN", level="partner")
facts.record("n_cn_faster", faster.sum(), unit="number", indicator="growth")

# %%
ends = change.reset_index().rename(columns={"unit": "region"})
for partner, name in (("CN", "china-share"), ("US", "us-share")):
    rows = ends[ends.partner == partner].sort_values("later", ascending=False)[["region", "earlier", "later"]]
    names = tuple(f"{first}–{last}" for first, last in (earlier_window, later_window))
    draw(charts.dumbbell, rows, name, by="region", unit="share", windows=names, sources=[pairs_release], indicators=["bloc_participation", "share_change"])

# %%
yearly = participation[participation.whole > 0].assign(value=participation.part / participation.whole)[["unit", "partner", "year", "value"]]
draw(charts.panels, yearly, "by-year", panel="unit", by="partner", unit="share", sources=[pairs_release], indicators=["bloc_participation"])

# %% [markdown]
# ## The report's own table, for comparison

# %%
table2

# %%
facts.save(out)
