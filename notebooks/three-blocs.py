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
# # Three blocs and citation impact
# The United States, China and the European Union: their totals, their joint works, the attention they get, and their growth by field.

# %% tags=["parameters"]
release: str = "ncses-2023"  # release of the output tables
pairs_release: str = "openalex-2024"  # release of the country pairs
first_year: int = 2003  # first publication year of output shown
last_year: int = 2022  # last publication year of output shown, inclusive
pairs_first_year: int = 2000  # first publication year of country pairs shown
pairs_last_year: int = 2023  # last publication year of country pairs shown, inclusive
earlier_window: list = [2013, 2017]  # first and last year
later_window: list = [2018, 2022]  # first and last year
eu_membership: str = "fixed"  # fixed or at-the-time
out: str = "_build/run"  # where facts and figures go

# %%
import pandas as pd

from copub import charts, editions
from copub.corpus.reported import comparable, reported, reported_values
from copub.facts import Facts, direction
from copub.indicators import measure
from copub.reference import field_areas, fields, membership_table

editions.check(
    release=release,
    pairs_release=pairs_release,
    first_year=first_year,
    last_year=last_year,
    pairs_first_year=pairs_first_year,
    pairs_last_year=pairs_last_year,
    earlier_window=earlier_window,
    later_window=later_window,
    eu_membership=eu_membership,
)
blocs = ["US", "CN", "EU27"]
facts = Facts("three-blocs", source=release)
draw = charts.figures("three-blocs", release=release, out=out)
records = editions.from_records(release)

# %% [markdown]
# ## Totals

# %%
totals = measure("whole_count", release=release, places=blocs, fields=["all"], first_year=first_year, last_year=last_year)
by_year = totals.pivot(index="year", columns="unit", values="works")
by_year.tail()

# %%
order = by_year.loc[last_year].sort_values(ascending=False)
for code in blocs:
    name = code.lower().removesuffix("27")
    facts.record(f"{name}_total_last", by_year.loc[last_year, code], unit="works", indicator="whole_count")
    facts.record(f"{name}_total_growth", by_year.loc[last_year, code] / by_year.loc[first_year, code], unit="ratio", indicator="whole_count")
facts.record("order", order.index, unit="places", indicator="whole_count")
yearly = totals.rename(columns={"works": "value"})[["unit", "year", "value"]]
printed = comparable(reported_values("output", *blocs)[["unit", "year", "value"]], yearly)
draw(charts.lines, yearly, "totals", unit="works", reported=printed, sources=[release], indicators=["whole_count"])

# %% [markdown]
# ## Joint works
# The pair of the United States and China is exact. For the European Union pairs of countries leave a band; records do not.

# %%
pairs = {"release": pairs_release, "first_year": pairs_first_year, "last_year": pairs_last_year}
us_cn = measure("joint_works", home="US", partners=["CN"], **pairs).assign(pair="us_cn").rename(columns={"works": "value"})
union = editions.eu_code(eu_membership)
members = membership_table([union], pairs_first_year, pairs_last_year)
with_union = measure("bloc_joint_works", release=pairs_release, partners=["US", "CN"], members=members)
with_union["pair"] = with_union.partner.map({"US": "us_eu", "CN": "cn_eu"})
if records:  # a year that a corpus does not list had none
    every = pd.MultiIndex.from_product([["us_eu", "cn_eu"], range(pairs_first_year, pairs_last_year + 1)], names=["pair", "year"])
    with_union = with_union.set_index(every.names)[["low", "high"]].reindex(every, fill_value=0).reset_index()
with_union[with_union.year == pairs_last_year]

# %%
band = with_union.set_index(["pair", "year"])
facts.record("us_cn_last", us_cn.set_index("year").value[pairs_last_year], unit="works", indicator="joint_works", source=pairs_release)
us_cn_peak = measure("peak", series=us_cn.rename(columns={"value": "works"})[["pair", "year", "works"]]).iloc[0]
facts.record("us_cn_peak", us_cn_peak.peak, unit="works", indicator="peak", source=pairs_release)
facts.record("us_cn_peak_year", us_cn_peak.peak_year, unit="year", indicator="peak", source=pairs_release)
story = "us_cn_pair_past" if us_cn_peak.peak_year < pairs_last_year else "us_cn_pair_now"
facts.record("us_cn_story", story, unit="phrase", indicator="peak", source=pairs_release)
for pair in ("us_eu", "cn_eu"):
    for side in ("low", "high"):
        facts.record(f"{pair}_{side}_last", band.loc[(pair, pairs_last_year), side], unit="works", indicator="bloc_joint_works", source=pairs_release)
settled = band.loc[("cn_eu", pairs_last_year), "high"] < us_cn.set_index("year").value[pairs_last_year]
above = band.loc[("cn_eu", pairs_last_year), "low"] > us_cn.set_index("year").value[pairs_last_year]
if records:
    story = "cn_eu_fewer" if settled else "cn_eu_more" if above else "cn_eu_equal"
else:
    story = "cn_eu_below" if settled else "cn_eu_above" if above else "cn_eu_open"
facts.record("eu_story", story, unit="phrase", indicator="bloc_joint_works", source=pairs_release)

# %%
# With records joint works and output are of one source: how much of each one's works is written with the other.
if records:
    year = {"first_year": pairs_last_year, "last_year": pairs_last_year}
    wholes = measure("whole_count", release=release, places=["US", "CN", union], fields=["all"], **year).set_index("unit").works
    together = {"us_cn": us_cn.set_index("year").value[pairs_last_year], **band.high.xs(pairs_last_year, level="year")}
    for pair, works in together.items():
        for name in pair.split("_"):
            whole = wholes[union if name == "eu" else name.upper()]
            facts.record(f"{pair}_of_{name}", works / whole, unit="share", indicator="bloc_joint_works", source=pairs_release)
    eu_peaks = measure("peak", series=with_union.rename(columns={"high": "works"})[["pair", "year", "works"]]).set_index("pair")
    for pair in ("us_eu", "cn_eu"):
        facts.record(f"{pair}_peak", eu_peaks.peak[pair], unit="works", indicator="peak", source=pairs_release)
        facts.record(f"{pair}_peak_year", eu_peaks.peak_year[pair], unit="year", indicator="peak", source=pairs_release)
        story = f"{pair}_pair_past" if eu_peaks.peak_year[pair] < pairs_last_year else f"{pair}_pair_now"
        facts.record(f"{pair}_story", story, unit="phrase", indicator="peak", source=pairs_release)

# %%
with_union["value"] = with_union.low.where(with_union.low == with_union.high)
joint = pd.concat([us_cn[["pair", "year", "value"]], with_union[["pair", "year", "value", "low", "high"]]])
printed = reported_values("joint", "US").assign(pair=lambda rows: rows.partner.map({"CN": "us_cn", "EU27": "us_eu"}))[["pair", "year", "value"]]
printed = comparable(printed, joint)
draw(charts.lines, joint, "joint", by="pair", unit="works", reported=printed, sources=[pairs_release], indicators=["joint_works", "bloc_joint_works"])

# %% [markdown]
# ## Citation impact
# Public tables know the share among the most cited; records know CNCI, of the three and of what they write together.

# %%
# A harvest knows how often single works are cited only from samples.
if editions.tells(release, "top1"):
    top_last = {"ncses-2023": 2020, "ncses-2021": 2018}.get(release, last_year)
    top = measure("top_share", release=release, places=blocs, first_year=first_year, last_year=min(top_last, last_year))
    top_by_year = top.pivot(index="year", columns="unit", values="value")
    top_year = int(top_by_year.index.max())
    facts.record("top_year", top_year, unit="year", indicator="top_share")
    for code in blocs:
        name = code.lower().removesuffix("27")
        facts.record(f"{name}_top_first", top_by_year.loc[first_year, code], unit="share", indicator="top_share")
        facts.record(f"{name}_top_last", top_by_year.loc[top_year, code], unit="share", indicator="top_share")
        facts.record(f"{name}_top_direction", direction(top_by_year.loc[first_year, code], top_by_year.loc[top_year, code]), unit="phrase", indicator="top_share")
    gap = top_by_year["US"] - top_by_year["CN"]
    facts.record("top_gap_first", gap[first_year], unit="points", indicator="top_share")
    facts.record("top_gap_last", gap[top_year], unit="points", indicator="top_share")
    if records:
        story = "cn_top_higher" if gap[top_year] < 0 else "cn_top_lower" if gap[top_year] > 0 else "cn_top_equal"
    else:
        story = "cn_top_above" if gap[top_year] < 0 else "cn_top_below"
    facts.record("top_story", story, unit="phrase", indicator="top_share")
    draw(charts.lines, top, "top", unit="share", sources=[release], indicators=["top_share"])

# %%
# Who cites whom is in two public tables; neither a corpus nor its cube holds citation links.
cited_tables = {"ncses-2023": "10090", "ncses-2021": "5155"}
if release in cited_tables:
    places = ["US", "CN", "GB", "DE", "FR", "IT", "JP", "IN", "KR"]
    attention = measure("relative_citation", release=release, tables=[cited_tables[release]], places=places)
    index = attention.pivot(index="citing", columns="cited", values="index")
    facts.record("rci_year", attention.year.iloc[0], unit="year", indicator="relative_citation")
    facts.record("rci_us_cites_cn", index.loc["US", "CN"], unit="index", indicator="relative_citation")
    facts.record("rci_cn_cites_us", index.loc["CN", "US"], unit="index", indicator="relative_citation")
    facts.record("rci_us_self", index.loc["US", "US"], unit="index", indicator="relative_citation")
    facts.record("rci_cn_self", index.loc["CN", "CN"], unit="index", indicator="relative_citation")
    facts.record("rci_de_cites_us", index.loc["DE", "US"], unit="index", indicator="relative_citation")
    facts.record("rci_de_cites_cn", index.loc["DE", "CN"], unit="index", indicator="relative_citation")
    draw(charts.heat, attention.rename(columns={"index": "value"})[["citing", "cited", "value"]], "attention", sources=[release], indicators=["relative_citation"])

# %%
if editions.tells(release, "impact"):
    impact = measure("impact_of_places", release=release, places=blocs, first_year=first_year, last_year=last_year)
    pair_names = {("US", "CN"): "us_cn", ("EU27", "US"): "us_eu", ("EU27", "CN"): "cn_eu"}
    of_pairs = impact.dropna(subset="partner").assign(pair=lambda rows: [pair_names.get(pair) for pair in zip(rows.unit, rows.partner)]).dropna(subset="pair")
    alone = impact[impact.partner.isna()]
    cnci = pd.concat([alone.assign(who=alone.unit), of_pairs.assign(who=of_pairs.pair)]).rename(columns={"cnci": "value"})
    by_who = cnci.set_index(["who", "year"])
    for who, name in (("US", "us"), ("CN", "cn"), ("EU27", "eu")):
        facts.record(f"{name}_cnci_first", by_who.value[who, first_year], unit="index", indicator="impact_of_places")
        facts.record(f"{name}_cnci_direction", direction(by_who.value[who, first_year], by_who.value[who, last_year]), unit="phrase", indicator="impact_of_places")
        facts.record(f"{name}_cnci_last", by_who.value[who, last_year], unit="index", indicator="impact_of_places")
        facts.record(f"{name}_cnci_low", by_who.low[who, last_year], unit="index", indicator="impact_of_places")
        facts.record(f"{name}_cnci_high", by_who.high[who, last_year], unit="index", indicator="impact_of_places")
        facts.record(f"{name}_top10_last", by_who.top10[who, last_year], unit="share", indicator="impact_of_places")
    in_last = cnci[cnci.year == last_year].set_index("who")
    enough = 30  # works; the card of the stability interval says why
    for pair in pair_names.values():
        works = in_last.works.get(pair, 0)
        story = f"{pair}_cnci_known" if works >= enough else f"{pair}_cnci_few" if works else "cnci_absent"
        facts.record(f"{pair}_cnci_story", story, unit="phrase", indicator="impact_of_places")
        if works:
            facts.record(f"{pair}_cnci_last", in_last.value[pair], unit="index", indicator="impact_of_places")
            facts.record(f"{pair}_cnci_works", works, unit="works", indicator="impact_of_places")
        if works >= enough:
            facts.record(f"{pair}_cnci_low", in_last.low[pair], unit="index", indicator="impact_of_places")
            facts.record(f"{pair}_cnci_high", in_last.high[pair], unit="index", indicator="impact_of_places")
    ranked = in_last[in_last.index.isin(pair_names.values())].sort_values("value", ascending=False)
    facts.record("pairs_story", ("pairs_none_rated", "pairs_one_rated", "pairs_rated")[min(len(ranked), 2)], unit="phrase", indicator="impact_of_places")
    if len(ranked):
        facts.record("best_pair", f"pair_{ranked.index[0]}", unit="phrase", indicator="impact_of_places")
        facts.record("best_pair_cnci", ranked.value.iloc[0], unit="index", indicator="impact_of_places")
    if len(ranked) > 1 and ranked.works.iloc[:2].min() < enough:
        story = "pairs_too_few"
    elif len(ranked) > 1:
        story = "pairs_apart" if ranked.low.iloc[0] > ranked.high.iloc[1] else "pairs_overlap"
    else:
        story = "pairs_not_compared"
    facts.record("best_pair_story", story, unit="phrase", indicator="impact_of_places")
    ahead = by_who.value["CN", last_year] > by_who.value["US", last_year]
    apart = max(by_who.low["CN", last_year], by_who.low["US", last_year]) > min(by_who.high["CN", last_year], by_who.high["US", last_year])
    facts.record("cnci_story", "cn_cnci_above" if ahead else "cn_cnci_below", unit="phrase", indicator="impact_of_places")
    facts.record("cnci_apart_story", "intervals_apart" if apart else "intervals_overlap", unit="phrase", indicator="impact_of_places")
    draw(charts.lines, cnci[cnci.who.isin(blocs)][["who", "year", "value", "low", "high"]], "cnci", by="who", unit="index", sources=[release], indicators=["impact_of_places"])
    draw(charts.lines, cnci[~cnci.who.isin(blocs)][["who", "year", "value", "low", "high"]], "cnci-pairs", by="who", unit="index", sources=[release], indicators=["impact_of_places"])

# %%
if records and not editions.tells(release, "impact"):
    estimated = measure("impact_estimate", estimates=editions.beside(release, "impact_estimates"))
    pair_names = {("US", "CN"): "us_cn", ("EU27", "US"): "us_eu", ("EU27", "CN"): "cn_eu"}
    estimated["who"] = [pair_names.get((unit, partner), unit) for unit, partner in zip(estimated.unit, estimated.partner)]
    of_window = estimated[estimated.first_year == later_window[0]].set_index("who")
    for who in (*blocs, *pair_names.values()):
        name = who.lower().removesuffix("27")
        for column in ("value", "low", "high"):
            facts.record(f"{name}_estimate_{column}", of_window[column].get(who), unit="index", indicator="impact_estimate", absent="not_drawn")
        facts.record(f"{name}_estimate_rated", of_window.rated.get(who, 0), unit="works", indicator="impact_estimate")
    intervals = of_window.reset_index()[["who", "low", "high"]].assign(value=float("nan")).sort_values("high", ascending=False)
    draw(charts.bars, intervals, "estimates", by="who", unit="index", sources=[release], indicators=["impact_estimate"])

# %% [markdown]
# ## Growth by field between two windows

# %%
# The public tables have fourteen fields, gathered into areas; the works of a corpus are placed in the areas themselves.
areas_of = fields()[["field", "area"]]
if records:
    areas_of = pd.DataFrame({"field": sorted({*field_areas().area} - {""}), "area": sorted({*field_areas().area} - {""})})
slugs = [field for field in areas_of.field if field != "all"]
span = {"first_year": earlier_window[0], "last_year": later_window[1]}
by_field = measure("whole_count", release=release, places=blocs, fields=slugs, **span)
if records:  # a place, field and year that a corpus does not list had no works
    every = pd.MultiIndex.from_product([blocs, slugs, range(span["first_year"], span["last_year"] + 1)], names=["unit", "field", "year"])
    by_field = by_field.set_index(every.names).works.reindex(every, fill_value=0).reset_index()
growth = measure("growth", series=by_field, earlier=earlier_window, later=later_window)
growth.pivot(index="field", columns="unit", values="ratio").sort_values("CN", ascending=False)

# %%
ratio = growth.dropna(subset="ratio").pivot(index="field", columns="unit", values="ratio").sort_values("CN", ascending=False)
facts.record("cn_fastest_field", ratio.index[0], unit="field", indicator="growth")
facts.record("cn_fastest_ratio", ratio.CN.iloc[0], unit="ratio", indicator="growth")
facts.record("cn_slowest_field", ratio.CN.idxmin(), unit="field", indicator="growth")
facts.record("cn_slowest_ratio", ratio.CN.min(), unit="ratio", indicator="growth")
facts.record("us_fastest_field", ratio.US.idxmax(), unit="field", indicator="growth")
facts.record("us_fastest_ratio", ratio.US.max(), unit="ratio", indicator="growth")
facts.record("us_slowest_field", ratio.US.idxmin(), unit="field", indicator="growth")
facts.record("us_slowest_ratio", ratio.US.min(), unit="ratio", indicator="growth")
facts.record("n_fields", len(ratio), unit="number", indicator="growth")
facts.record("n_us_shrinking", (ratio.US < 1).sum(), unit="number", indicator="growth")
facts.record("n_cn_doubled", (ratio.CN >= 2).sum(), unit="number", indicator="growth")
whole = measure("growth", series=totals, earlier=earlier_window, later=later_window).set_index("unit").ratio
for code in blocs:
    facts.record(f"{code.lower().removesuffix('27')}_window_growth", whole[code], unit="ratio", indicator="growth")

# %%
shown = growth.rename(columns={"ratio": "value"}).set_index(["field", "unit"]).value.unstack()[["US", "EU27", "CN"]].loc[ratio.index].stack().dropna().rename("value")
by = "area" if records else "field"
draw(charts.bars, shown.reset_index().rename(columns={"field": by}), "fields", by=by, series="unit", unit="ratio", sources=[release], indicators=["growth"])

# %%
areas = by_field.merge(areas_of, on="field").groupby(["unit", "area", "year"], as_index=False).works.sum()
ours = measure("growth", series=areas, earlier=earlier_window, later=later_window)[["unit", "area", "ratio"]]
if records:
    with_us = measure("joint_works_by_field", release=release, home="CN", partners=["US"], first_year=span["first_year"], last_year=span["last_year"])
    every = pd.MultiIndex.from_product([slugs, range(span["first_year"], span["last_year"] + 1)], names=["area", "year"])
    with_us = with_us.rename(columns={"field": "area"}).set_index(every.names).works.reindex(every, fill_value=0)
    with_us = with_us.reset_index().assign(unit="CN-US")
    ours = pd.concat([ours, measure("growth", series=with_us, earlier=earlier_window, later=later_window)[["unit", "area", "ratio"]]])
table1 = reported("reported_table1")
printed = table1.assign(unit=table1.unit.where(table1.partner == "", "CN-US"))[["unit", "area", "printed"]]
beside = printed.merge(ours, on=["unit", "area"], how="left")
beside

# %%
shown = ["CN", "CN-US", "US"] if records else ["US", "CN"]
ours_drawn = ours[ours.unit.isin(shown)].rename(columns={"ratio": "value"})[["area", "unit", "value"]].dropna()
ours_drawn = ours_drawn.sort_values(["unit", "value"], ascending=False)
printed_drawn = beside[beside.unit.isin(shown)].dropna().assign(value=lambda rows: rows.printed.astype(float))[["area", "unit", "value"]]
draw(
    charts.bars, ours_drawn, "areas", by="area", series="unit", unit="ratio", reported=printed_drawn, sources=[release], indicators=["growth"]
)

# %%
both = beside.dropna().assign(printed=lambda rows: rows.printed.astype(float))
agree = (both[both.unit == "CN"].ratio > 1).all() and (both[both.unit == "CN"].printed > 1).all()
if records:
    story = "printed_and_corpus_grew" if agree else "printed_and_corpus_differ"
else:
    story = "printed_all_grew" if agree else "printed_not_all_grew"
facts.record("printed_story", story, unit="phrase", indicator="growth")
if records:
    every = pd.MultiIndex.from_product([["CN", "CN-US", "US", "EU27"], slugs])
    ratios = ours.set_index(["unit", "area"]).ratio.reindex(every)
    for (unit, area), value in ratios.items():
        name = {"US": "us", "CN": "cn", "EU27": "eu", "CN-US": "cn_us"}[unit]
        facts.record(f"{name}_{area.replace('-', '_')}", value, unit="ratio", indicator="growth", absent="none_before")

# %%
facts.save(out)
