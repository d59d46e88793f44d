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
# # Global output
# How much does the world publish, how much of it across borders, who publishes most, and is there a bump around 2020?

# %% tags=["parameters"]
release: str = "ncses-2023"  # release of the output tables
first_year: int = 2003  # first publication year shown
last_year: int = 2022  # last publication year shown, inclusive
top: int = 10  # how many countries the ranking shows
out: str = "_build/run"  # where facts and figures go

# %%
import pandas as pd

from copub import charts, editions
from copub.corpus.reported import comparable, reported_values
from copub.facts import Facts, direction
from copub.indicators import measure
from copub.reference import membership_table

editions.check(release=release, first_year=first_year, last_year=last_year, top=top)
years = {"first_year": first_year, "last_year": last_year}
facts = Facts("global-output", source=release)
draw = charts.figures("global-output", release=release, out=out)
records = editions.from_records(release)

# %% [markdown]
# ## The world: total, domestic, international

# %%
world = measure("output", release=release, places=["WORLD"], **years).set_index("year")
share = measure("international_share", release=release, places=["WORLD"], **years).set_index("year")
world.join(share[["value", "high"]]).tail()

# %%
facts.record("world_first", world.total[first_year], unit="works", indicator="output")
facts.record("world_last", world.total[last_year], unit="works", indicator="output")
facts.record("world_growth", world.total[last_year] / world.total[first_year], unit="ratio", indicator="output")
facts.record("international_first", world.international[first_year], unit="works", indicator="output")
facts.record("international_last", world.international[last_year], unit="works", indicator="output")
facts.record("international_growth", world.international[last_year] / world.international[first_year], unit="ratio", indicator="output")
facts.record("domestic_first", world.domestic[first_year], unit="works", indicator="output")
facts.record("domestic_last", world.domestic[last_year], unit="works", indicator="output")
facts.record("domestic_growth", world.domestic[last_year] / world.domestic[first_year], unit="ratio", indicator="output")
facts.record("share_world_first", share.value[first_year], unit="share", indicator="international_share")
facts.record("share_world_last", share.value[last_year], unit="share", indicator="international_share")
facts.record("share_world_last_high", share.high[last_year], unit="share", indicator="international_share")
facts.record("share_world_change", share.value[last_year] - share.value[first_year], unit="points", indicator="international_share")
facts.record("share_world_direction", direction(share.value[first_year], share.value[last_year]), unit="phrase", indicator="international_share")
facts.record("world_direction", direction(world.total[first_year], world.total[last_year]), unit="phrase", indicator="output")
if records:
    story = "unlocated_some" if share.high[last_year] > share.value[last_year] else "unlocated_none"
    facts.record("unlocated_story", story, unit="phrase", indicator="international_share")

# %%
parts = world.reset_index().melt("year", ["total", "domestic", "international"], "part", "value")
draw(charts.lines, parts, "world", by="part", unit="works", sources=[release], indicators=["output"])

# %%
band = share.reset_index().assign(low=lambda table: table.value)
draw(charts.lines, band, "share", by="unit", unit="share", sources=[release], indicators=["international_share"])

# %% [markdown]
# ## The European Union as one bloc

# %%
members = membership_table(["EU27"], first_year, last_year)
union = measure("bloc_international", release=release, members=members).set_index("year")
union["share_low"], union["share_high"] = union.low / union.total, union.high / union.total
union.tail()

# %%
facts.record("eu_first", union.total[first_year], unit="works", indicator="whole_count")
facts.record("eu_last", union.total[last_year], unit="works", indicator="whole_count")
facts.record("eu_growth", union.total[last_year] / union.total[first_year], unit="ratio", indicator="whole_count")
facts.record("eu_share_low_first", union.share_low[first_year], unit="share", indicator="bloc_international")
facts.record("eu_share_high_first", union.share_high[first_year], unit="share", indicator="bloc_international")
facts.record("eu_share_low_last", union.share_low[last_year], unit="share", indicator="bloc_international")
facts.record("eu_share_high_last", union.share_high[last_year], unit="share", indicator="bloc_international")
eu_peak = measure("peak", series=union.reset_index()[["unit", "year", "total"]].rename(columns={"total": "works"})).iloc[0]
facts.record("eu_peak_year", eu_peak.peak_year, unit="year", indicator="peak")
facts.record("eu_peak", eu_peak.peak, unit="works", indicator="peak")
facts.record("eu_end", "eu_at_peak" if eu_peak.peak_year == last_year else "eu_past_peak", unit="phrase", indicator="peak")
facts.record("eu_change_from_peak", eu_peak.change, unit="share", indicator="peak")
if records:
    reaches = pd.DataFrame({"single": union.total - union.low, "inside": union.low - union.outside, "outside": union.outside})
    shares = reaches.div(union.total, axis=0)
    for part in shares:
        facts.record(f"eu_{part}_first", shares[part][first_year], unit="share", indicator="bloc_international")
        facts.record(f"eu_{part}_last", shares[part][last_year], unit="share", indicator="bloc_international")
    for part in ("inside", "outside"):
        way = direction(shares[part][first_year], shares[part][last_year])
        facts.record(f"eu_{part}_direction", way, unit="phrase", indicator="bloc_international")
    stories = {"rose": "eu_reaches_out", "fell": "eu_stays_inside", "held": "eu_reaches_evenly"}
    compared = direction(reaches.inside[last_year], reaches.outside[last_year])
    facts.record("eu_reach_story", stories[compared], unit="phrase", indicator="bloc_international")

# %%
split = pd.concat(
    [
        union.reset_index()[["year", "total"]].rename(columns={"total": "value"}).assign(part="total"),
        union.reset_index()[["year", "low", "high"]].assign(part="two_or_more", value=lambda rows: rows.low.where(rows.low == rows.high)),
        union.reset_index()[["year", "outside"]].rename(columns={"outside": "value"}).dropna().assign(part="outside"),
    ]
)
printed = comparable(reported_values("output", "EU27")[["year", "value"]].assign(part="total"), split)
draw(charts.lines, split, "eu27", by="part", unit="works", reported=printed, sources=[release], indicators=["whole_count", "bloc_international"])

# %% [markdown]
# ## Who publishes most

# %%
producers = measure("producer_rank", release=release, top=top, **years)
largest = producers[producers.year == last_year]
largest

# %%
facts.record("largest", largest.unit.head(3), unit="places", indicator="producer_rank")
facts.record("leader", largest.unit.iloc[0], unit="place", indicator="producer_rank")
facts.record("leader_works", largest.works.iloc[0], unit="works", indicator="producer_rank")
facts.record("runner_up", largest.unit.iloc[1], unit="place", indicator="producer_rank")
facts.record("runner_up_works", largest.works.iloc[1], unit="works", indicator="producer_rank")
leader_first = producers[(producers.year == first_year) & (producers["rank"] == 1)].unit.iloc[0]
facts.record("leader_first", leader_first, unit="place", indicator="producer_rank")
facts.record("leader_story", "leader_new" if leader_first != largest.unit.iloc[0] else "leader_same", unit="phrase", indicator="producer_rank")

# %%
counts = measure("whole_count", release=release, places=["US", "CN", "EU27"], fields=["all"], **years)
final = counts[counts.year == last_year].set_index("unit").works
for holder, name in (("US", "us"), ("EU27", "eu")):
    since = measure("overtaking", series=counts, challenger="CN", holder=holder).since.iloc[0]
    if pd.notna(since):
        facts.record(f"cn_overtook_{name}_year", since, unit="year", indicator="overtaking")
        beside = counts.pivot(index="year", columns="unit", values="works")
        beside = beside.CN / beside[holder]
        facts.record(f"cn_to_{name}_before", beside.loc[since - 1], unit="ratio", indicator="overtaking")
        facts.record(f"cn_to_{name}_least_since", beside.loc[since:].min(), unit="ratio", indicator="overtaking")
    standing = {"rose": "ahead_of", "fell": "behind", "held": "level_with"}[direction(final[holder], final["CN"])]
    facts.record(f"cn_{name}_story", f"cn_{'overtook' if pd.notna(since) else standing}_{name}", unit="phrase", indicator="overtaking")

# %%
draw(charts.ranks, producers, "producers", sources=[release], indicators=["producer_rank"])

# %% [markdown]
# ## The bump around 2020
# The years before 2018 are the base: what would steady growth have brought?

# %%
base = [max(first_year, last_year - 14), min(2017, last_year - 1)]
places = ["WORLD", "US", "CN", "EU27", "JP", "IN"]
series = measure("whole_count", release=release, places=places, fields=["all"], **years)[["unit", "year", "works"]]
excess = measure("excess_over_trend", series=series, base=base).dropna()
excess[excess.year == last_year]

# %%
after = excess[excess.year > base[1]].set_index(["unit", "year"]).excess
world_after = after["WORLD"]
facts.record("base_first", base[0], unit="year", indicator="excess_over_trend")
facts.record("base_last", base[1], unit="year", indicator="excess_over_trend")
facts.record("excess_peak_year", world_after.idxmax(), unit="year", indicator="excess_over_trend")
facts.record("excess_peak", world_after.max(), unit="share", indicator="excess_over_trend")
facts.record("excess_last", world_after[last_year], unit="share", indicator="excess_over_trend")
story = "bump_none" if world_after.max() <= 0 else "bump_passed" if world_after[last_year] < world_after.max() / 2 else "bump_stays"
if records and story == "bump_stays" and world_after.idxmax() == last_year:
    story = "bump_open"
facts.record("bump_story", story, unit="phrase", indicator="excess_over_trend")
fell = [unit for unit in places if unit in after and 0 < after[unit].max() and after[unit].idxmax() < last_year]
for unit in [unit for unit in places if unit != "WORLD" and unit in after]:
    name = unit.lower().removesuffix("27")
    facts.record(f"{name}_excess_peak", after[unit].max(), unit="share", indicator="excess_over_trend")
    facts.record(f"{name}_excess_last", after[unit][last_year], unit="share", indicator="excess_over_trend")
facts.record("excess_eased", fell, unit="places", indicator="excess_over_trend")
facts.record("eased_story", "eased_some" if fell else "eased_none", unit="phrase", indicator="excess_over_trend")
yearly = world.total.pct_change().dropna()
facts.record("fastest_year", yearly.idxmax(), unit="year", indicator="output")
facts.record("fastest_growth", yearly.max(), unit="share", indicator="output")
facts.record("next_fastest_growth", yearly.drop(yearly.idxmax()).max(), unit="share", indicator="output")

# %%
# The tables by topic are of the earlier public release; a corpus has no topics.
corona = None if records else measure("topic_share", topic="coronavirus", places=["WORLD"]).iloc[0]
if corona is not None and last_year >= corona.year:
    facts.record("corona_year", corona.year, unit="year", indicator="topic_share", source="ncses-2021")
    facts.record("corona_works", corona.works, unit="works", indicator="topic_share", source="ncses-2021")
    facts.record("corona_share", corona.value, unit="share", indicator="topic_share", source="ncses-2021")
    facts.record("corona_excess", world_after[corona.year], unit="share", indicator="excess_over_trend")
    story = "corona_less" if corona.value < world_after[corona.year] else "corona_enough"
if corona is not None:
    facts.record("corona_story", story if last_year >= corona.year else "corona_later", unit="phrase", indicator="topic_share", source="ncses-2021")

# %%
shown = excess[excess.year > base[0] - 1].rename(columns={"excess": "value"})[["unit", "year", "value"]]
draw(charts.lines, shown, "excess", by="unit", unit="share", sources=[release], indicators=["excess_over_trend"])

# %% [markdown]
# ## Two releases of the same tables

# %%
# A corpus is of one day and has no other release to be compared with.
breaks = measure("release_break", places=["WORLD", "US", "CN"]).query("@first_year <= year <= @last_year")
if not records:
    world_break = breaks[breaks.unit == "WORLD"].set_index("year").ratio
    facts.record("break_year", world_break.index.max(), unit="year", indicator="release_break")
    world_break_at = breaks[breaks.unit == "WORLD"].set_index("year").loc[world_break.index.max()]
    facts.record("break_earlier", world_break_at.earlier, unit="works", indicator="release_break")
    facts.record("break_later", world_break_at.later, unit="works", indicator="release_break")
    facts.record("break_last", abs(world_break.iloc[-1] - 1), unit="share", indicator="release_break")
    facts.record("break_direction", "revised_up" if world_break.iloc[-1] > 1 else "revised_down", unit="phrase", indicator="release_break")
breaks.tail()

# %%
if not records:
    both = breaks.melt(["unit", "year"], ["earlier", "later"], "release", "value")
    draw(charts.lines, both[both.unit == "WORLD"], "releases", by="release", unit="works", sources=[release], indicators=["release_break"])

# %%
facts.save(out)
