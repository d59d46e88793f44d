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
# # The United States and its partners
# Who are its partners, when did each partnership peak, and has it come back?

# %% tags=["parameters"]
release: str = "ncses-2023"  # release of the output tables
pairs_release: str = "openalex-2024"  # release of the country pairs
last_year: int = 2022  # last publication year of output shown, inclusive
pairs_first_year: int = 2000  # first publication year of country pairs shown
pairs_last_year: int = 2023  # last publication year of country pairs shown, inclusive
us_partners: list = ["CN", "GB", "DE", "CA", "FR", "IN", "SA"]  # ISO 3166-1 alpha-2
top: int = 10  # how many partners the ranking shows
out: str = "_build/run"  # where facts and figures go

# %%
import pandas as pd

from copub import charts, editions
from copub.corpus.reported import comparable, reported_values
from copub.facts import Facts, direction
from copub.indicators import measure

editions.check(
    release=release,
    pairs_release=pairs_release,
    last_year=last_year,
    pairs_first_year=pairs_first_year,
    pairs_last_year=pairs_last_year,
    us_partners=us_partners,
    top=top,
)
years = {"release": pairs_release, "first_year": pairs_first_year, "last_year": pairs_last_year}
facts = Facts("united-states", source=pairs_release)
draw = charts.figures("united-states", release=pairs_release, out=out)
records = editions.from_records(pairs_release)

# %% [markdown]
# ## Joint works by year

# %%
joint = measure("joint_works", home="US", partners=us_partners, **years)
# A partner without a single joint work in all these years is not shown.
joint = joint[joint.groupby("partner").works.transform("sum") > 0]
joint.pivot(index="year", columns="partner", values="works").tail()

# %%
yearly = joint.rename(columns={"works": "value"})
printed = comparable(reported_values("joint", "US").query("partner in @us_partners")[["partner", "year", "value"]], yearly)
draw(charts.lines, yearly, "partners", by="partner", unit="works", reported=printed, sources=[pairs_release], indicators=["joint_works"])

# %%
grown = measure("growth", series=joint, earlier=[pairs_first_year] * 2, later=[pairs_last_year] * 2).set_index("partner")
growth = grown.ratio.dropna()
for code in grown.index:
    facts.record(f"{code.lower()}_first", grown.earlier[code], unit="works", indicator="joint_works")
facts.record("n_partners", len(grown), unit="number", indicator="growth")
facts.record("n_growing", (grown.later > grown.earlier).sum(), unit="number", indicator="growth")
facts.record("least_grown", growth.idxmin(), unit="place", indicator="growth")
facts.record("least_growth", growth.min(), unit="ratio", indicator="growth")
growth.sort_values()

# %% [markdown]
# ## Peaks, declines, recoveries

# %%
peaks = measure("peak", series=joint).set_index("partner")
peaks

# %%
for code in peaks.index:
    facts.record(f"{code.lower()}_peak", peaks.peak[code], unit="works", indicator="peak")
    facts.record(f"{code.lower()}_low", peaks.low[code], unit="works", indicator="peak")
    facts.record(f"{code.lower()}_last", peaks["last"][code], unit="works", indicator="joint_works")
china = peaks.loc["CN"]
facts.record("cn_peak_year", china.peak_year, unit="year", indicator="peak")
facts.record("cn_change", china.change, unit="share", indicator="peak")
facts.record("cn_story", "us_cn_past_peak" if china.peak_year < pairs_last_year else "us_cn_at_peak", unit="phrase", indicator="peak")
at_peak = sorted(peaks.index[peaks["last"] == peaks.peak], key=lambda code: -peaks.peak[code])
past_peak = sorted(peaks.index[peaks["last"] < peaks.peak], key=lambda code: peaks.change[code])
facts.record("at_peak", at_peak, unit="places", indicator="peak")
facts.record("past_peak", past_peak, unit="places", indicator="peak")
facts.record("peak_story", ("peaks_mixed" if past_peak else "peaks_all_now") if at_peak else "peaks_all_past", unit="phrase", indicator="peak")
# A recovery from a year without joint works has no size.
risen = [code for code in past_peak if peaks["last"][code] > peaks.low[code]]
recovered = peaks.recovery[[code for code in risen if peaks.low[code] > 0]].sort_values(ascending=False)
if risen:
    facts.record("recovered", [*recovered.index, *(code for code in risen if peaks.low[code] == 0)], unit="places", indicator="peak")
if len(recovered):
    facts.record("most_recovered", recovered.index[0], unit="place", indicator="peak")
    facts.record("most_recovery", recovered.iloc[0], unit="share", indicator="peak")
    facts.record("most_recovered_low_year", peaks.low_year[recovered.index[0]], unit="year", indicator="peak")
some = "some_recovered" if len(recovered) else "recovered_from_none"
story = some if risen else "none_recovered" if past_peak else "no_falls"
facts.record("recovery_story", story, unit="phrase", indicator="peak")
others = peaks.drop(index="CN")
facts.record("other_deepest", others.change.idxmin(), unit="place", indicator="peak")
facts.record("other_deepest_change", others.change.min(), unit="share", indicator="peak")
deepest = others.change.min()
alone = "cn_fell_alone" if china.change < 0 else "none_fell"
facts.record("deepest_story", alone if deepest == 0 else "cn_fell_deepest" if china.change < deepest else "cn_not_deepest", unit="phrase", indicator="peak")

# %%
from_peak = joint.merge(peaks.reset_index()[["partner", "peak"]], on="partner")
from_peak["value"] = from_peak.works / from_peak.peak
recent = from_peak[from_peak.year >= pairs_last_year - 8][["partner", "year", "value"]]
draw(charts.lines, recent, "from-peak", by="partner", unit="share", sources=[pairs_release], indicators=["peak"])

# %% [markdown]
# ## Ranks

# %%
ranks = measure("partner_rank", home="US", top=top, **years)
first_partner = ranks[ranks["rank"] == 1].groupby("year").partner.agg(list)
first_works = ranks.groupby("year").works.max()
for name, year in (("first_partner", pairs_last_year), ("first_partner_before", pairs_first_year)):
    tied = first_partner[year]
    facts.record(f"{name}_works", first_works[year], unit="works", indicator="partner_rank")
    facts.record(name, tied if len(tied) > 1 else tied[0], unit="places" if len(tied) > 1 else "place", indicator="partner_rank")
same = first_partner.map(lambda tied: tied == first_partner[pairs_last_year])
facts.record("first_since", same[::-1].cumprod()[::-1].idxmax(), unit="year", indicator="partner_rank")
changed = first_partner[pairs_first_year] != first_partner[pairs_last_year]
facts.record("first_story", "first_partner_changed" if changed else "first_partner_same", unit="phrase", indicator="partner_rank")
in_rank = ranks[ranks.year == pairs_last_year].set_index("partner")["rank"]
if "IN" in in_rank:
    facts.record("in_rank", in_rank["IN"], unit="rank", indicator="partner_rank")
facts.record("in_story", "india_ranked" if "IN" in in_rank else "india_unranked", unit="phrase", indicator="partner_rank")
# Of partners that share the last place only as many are drawn as there are places.
draw(charts.ranks, ranks.groupby("year").head(top)[["partner", "year", "rank"]].rename(columns={"partner": "unit"}), "ranks", sources=[pairs_release], indicators=["partner_rank"])

# %% [markdown]
# ## Shares of all international works
# From public tables in two sources; from records seen from both sides.

# %%
share = measure("partner_share", home="US", partners=["CN"], **years).set_index("year").value
if records:
    # International works of a year that the pair has none of.
    share = share.reindex(measure("parties", places=["US"], **years).year, fill_value=0)
facts.record("cn_share_last", share[pairs_last_year], unit="share", indicator="partner_share")
facts.record("cn_share_peak_year", share.idxmax(), unit="year", indicator="partner_share")
facts.record("cn_share_peak", share.max(), unit="share", indicator="partner_share")
story = "us_cn_share_past" if share.idxmax() < pairs_last_year else "us_cn_share_now"
facts.record("share_story", f"{story}_records" if records else story, unit="phrase", indicator="partner_share")

# %%
if records:
    of_china = measure("partner_share", home="CN", partners=["US"], **years).set_index("year").value
    of_china = of_china.reindex(measure("parties", places=["CN"], **years).year, fill_value=0)
    other_side = "partner_share"
else:
    second = measure("us_partner_share", release=release, partners=["CN"], first_year=pairs_first_year, last_year=last_year)
    of_us = second[second.measure == "share_of_us"].set_index("year").value
    of_china = second[second.measure == "share_of_partner"].set_index("year").value
    other_side = "us_partner_share"
    facts.record("second_share_last_year", of_us.index.max(), unit="year", indicator=other_side, source=release)
    facts.record("second_share_last", of_us.iloc[-1], unit="share", indicator=other_side, source=release)
    facts.record("second_share_peak_year", of_us.idxmax(), unit="year", indicator=other_side, source=release)
    facts.record("second_share_peak", of_us.max(), unit="share", indicator=other_side, source=release)
    past = of_us.idxmax() < of_us.index.max()
    facts.record("second_share_story", "second_share_past" if past else "second_share_now", unit="phrase", indicator=other_side, source=release)
facts.record("of_china_last", of_china.iloc[-1], unit="share", indicator=other_side, source=release)
facts.record("of_china_peak_year", of_china.idxmax(), unit="year", indicator=other_side, source=release)
facts.record("of_china_peak", of_china.max(), unit="share", indicator=other_side, source=release)
past = of_china.idxmax() < of_china.index.max()
story = "of_china_past" if past else "of_china_now"
facts.record("of_china_story", f"{story}_records" if records else story, unit="phrase", indicator=other_side, source=release)
if not records:
    facts.record("of_china_direction", direction(of_china.max(), of_china.iloc[-1]), unit="phrase", indicator=other_side, source=release)

# %%
if records:
    in_each_other = [share.reset_index().assign(measured="of_us"), of_china.reset_index().assign(measured="of_partner")]
    sources = [pairs_release]
else:
    in_each_other = [
        share.reset_index().assign(measured="openalex"),
        of_us.reset_index().assign(measured="scopus"),
        of_china.reset_index().assign(measured="scopus_of_partner"),
    ]
    sources = [pairs_release, release]
draw(charts.lines, pd.concat(in_each_other), "china-share", by="measured", unit="share", sources=sources, indicators=list(dict.fromkeys(["partner_share", other_side])))

# %% [markdown]
# ## What only records say
# How many countries are on the works, the European Union as one partner, and the areas in which the United States and China meet.

# %%
if records:
    # A year without international works has no shares: the first and the last that have them are compared.
    parties = measure("parties", places=["US"], **years).set_index("year")
    for when, year in (("first", parties.index.min()), ("last", parties.index.max())):
        facts.record(f"parties_{when}", year, unit="year", indicator="parties")
        for size in ("bilateral", "trilateral", "four_or_more"):
            facts.record(f"{size}_{when}", parties[size][year] / parties.international[year], unit="share", indicator="parties")
        facts.record(f"mean_partners_{when}", parties.mean_partners[year], unit="mean", indicator="parties")
    shares = parties.bilateral / parties.international
    facts.record("bilateral_direction", direction(shares.iloc[0], shares.iloc[-1]), unit="phrase", indicator="parties")

# %%
if records:
    with_union = measure("joint_works", home="US", partners=["EU27"], **years)
    union = measure("peak", series=with_union).iloc[0]
    facts.record("eu_last", union["last"], unit="works", indicator="joint_works")
    facts.record("eu_peak", union.peak, unit="works", indicator="peak")
    facts.record("eu_peak_year", union.peak_year, unit="year", indicator="peak")
    facts.record("eu_change", union.change, unit="share", indicator="peak")
    facts.record("eu_story", "us_eu_past_peak" if union.peak_year < pairs_last_year else "us_eu_at_peak", unit="phrase", indicator="peak")
    of_union = measure("partner_share", home="US", partners=["EU27"], **years).set_index("year").value
    of_union = of_union.reindex(parties.index, fill_value=0)
    facts.record("eu_share_first", of_union.iloc[0], unit="share", indicator="partner_share")
    facts.record("eu_share_last", of_union.iloc[-1], unit="share", indicator="partner_share")

# %%
if records:
    by_area = measure("joint_works_by_field", home="US", partners=["CN"], **years)
    by_area = by_area.pivot_table(index="year", columns="field", values="works", aggfunc="sum", fill_value=0)
    by_area = by_area.reindex(range(pairs_first_year, pairs_last_year + 1), fill_value=0)
    middle = max(pairs_first_year, pairs_last_year - 9), max(pairs_first_year, pairs_last_year - 5)
    late = by_area.loc[pairs_last_year - 4 :].sum()
    early = by_area.loc[middle[0] : middle[1]].sum()
    by_size = late.sort_values(ascending=False)
    facts.record("area_largest", by_size.index[0], unit="field", indicator="joint_works_by_field")
    facts.record("area_largest_share", by_size.iloc[0] / by_size.sum(), unit="share", indicator="joint_works_by_field")
    facts.record("area_from", pairs_last_year - 4, unit="year", indicator="joint_works_by_field")
    facts.record("area_before_from", middle[0], unit="year", indicator="joint_works_by_field")
    facts.record("area_before_to", middle[1], unit="year", indicator="joint_works_by_field")
    facts.record("n_areas", len(by_size), unit="number", indicator="joint_works_by_field")
    facts.record("n_areas_down", (late < early).sum(), unit="number", indicator="joint_works_by_field")
    change = (late / early.where(early > 0)).dropna().sort_values()
    for area, works in by_size.items():
        facts.record(f"{area.replace('-', '_')}_share", works / by_size.sum(), unit="share", indicator="joint_works_by_field")
    for area, ratio in change.items():
        facts.record(f"{area.replace('-', '_')}_growth", ratio, unit="ratio", indicator="growth")
    facts.record("area_least", change.index[0], unit="field", indicator="growth")
    facts.record("area_least_growth", change.iloc[0], unit="ratio", indicator="growth")
    facts.record("area_most", change.index[-1], unit="field", indicator="growth")
    facts.record("area_most_growth", change.iloc[-1], unit="ratio", indicator="growth")
    shown = by_area.rename_axis(columns="area").reset_index().melt("year", value_name="value")
    draw(charts.lines, shown, "china-areas", by="area", unit="works", sources=[pairs_release], indicators=["joint_works_by_field"])

# %%
facts.save(out)
