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
# # China and its partners
# How fast has its research grown, at home and across borders, and with whom?

# %% tags=["parameters"]
release: str = "ncses-2023"  # release of the output tables
pairs_release: str = "openalex-2024"  # release of the country pairs
first_year: int = 2003  # first publication year of output shown
last_year: int = 2022  # last publication year of output shown, inclusive
pairs_first_year: int = 2000  # first publication year of country pairs shown
pairs_last_year: int = 2023  # last publication year of country pairs shown, inclusive
china_partners: list = ["US", "GB", "AU", "DE", "JP", "KR", "SG", "PK", "SA", "IR"]  # ISO 3166-1 alpha-2
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
    first_year=first_year,
    last_year=last_year,
    pairs_first_year=pairs_first_year,
    pairs_last_year=pairs_last_year,
    china_partners=china_partners,
    top=top,
)
years = {"release": pairs_release, "first_year": pairs_first_year, "last_year": pairs_last_year}
facts = Facts("china", source=pairs_release)
draw = charts.figures("china", release=release, out=out)
records = editions.from_records(release)

# %% [markdown]
# ## Growth, total and international

# %%
output = measure("output", release=release, places=["CN"], first_year=first_year, last_year=last_year).set_index("year")
output.tail()

# %%
# What began with nothing has no growth: counted from the first year that has works of each kind.
since = output.index[(output[["total", "domestic", "international"]] > 0).all(axis=1)].min()
growth = output.loc[last_year, ["total", "domestic", "international"]] / output.loc[since]
facts.record("total_first", output.total[since], unit="works", indicator="output", source=release)
facts.record("total_last", output.total[last_year], unit="works", indicator="output", source=release)
facts.record("international_first", output.international[since], unit="works", indicator="output", source=release)
facts.record("international_last", output.international[last_year], unit="works", indicator="output", source=release)
facts.record("domestic_first", output.domestic[since], unit="works", indicator="output", source=release)
facts.record("domestic_last", output.domestic[last_year], unit="works", indicator="output", source=release)
facts.record("total_growth", growth.total, unit="ratio", indicator="output", source=release)
facts.record("domestic_growth", growth.domestic, unit="ratio", indicator="output", source=release)
facts.record("international_growth", growth.international, unit="ratio", indicator="output", source=release)
facts.record("faster", "domestic_faster" if growth.domestic > growth.international else "international_faster", unit="phrase", indicator="output", source=release)

# %%
if records:
    facts.record("growth_from", since, unit="year", indicator="output")
    share = output.international / output.total
    facts.record("international_share_first", share[since], unit="share", indicator="international_share")
    facts.record("international_share_last", share[last_year], unit="share", indicator="international_share")
    facts.record("international_direction", direction(share[since], share[last_year]), unit="phrase", indicator="international_share")
    unlocated = output.total - output.domestic - output.international
    facts.record("unlocated_last", unlocated[last_year], unit="works", indicator="output")

# %%
# The earlier release reaches back to 2000, the year from which the source report counts China's rise.
if not records:
    longer = measure("output", release="ncses-2021", places=["CN"], first_year=2000, last_year=min(last_year, 2020)).set_index("year")
    since, until = longer.index.min(), longer.index.max()
    facts.record("since_year", since, unit="year", indicator="output", source="ncses-2021")
    facts.record("until_year", until, unit="year", indicator="output", source="ncses-2021")
    facts.record("since_total", longer.total[since], unit="works", indicator="output", source="ncses-2021")
    facts.record("until_total", longer.total[until], unit="works", indicator="output", source="ncses-2021")
    facts.record("since_international", longer.international[since], unit="works", indicator="output", source="ncses-2021")
    facts.record("until_international", longer.international[until], unit="works", indicator="output", source="ncses-2021")
    facts.record("since_growth", longer.total[until] / longer.total[since], unit="ratio", indicator="output", source="ncses-2021")
    facts.record("since_international_growth", longer.international[until] / longer.international[since], unit="ratio", indicator="output", source="ncses-2021")

# %%
parts = output.reset_index().melt("year", ["total", "domestic", "international"], "part", "value")
printed = [
    reported_values(quantity, "CN")[["year", "value"]].assign(part=part) for quantity, part in (("output", "total"), ("international", "international"))
]
draw(charts.lines, parts, "output", by="part", unit="works", reported=comparable(pd.concat(printed), parts), sources=[release], indicators=["output"])

# %% [markdown]
# ## Partners

# %%
joint = measure("joint_works", home="CN", partners=china_partners, **years)
# A partner without a single joint work in all these years is not shown.
joint = joint[joint.groupby("partner").works.transform("sum") > 0]
joint.pivot(index="year", columns="partner", values="works").tail()

# %%
without_us = joint[joint.partner != "US"].rename(columns={"works": "value"})
draw(charts.lines, without_us, "partners", by="partner", unit="works", sources=[pairs_release], indicators=["joint_works"])

# %%
peaks = measure("peak", series=joint).set_index("partner")
at_peak = sorted(peaks.index[peaks["last"] == peaks.peak], key=lambda code: -peaks.peak[code])
past_peak = sorted(peaks.index[peaks["last"] < peaks.peak], key=lambda code: peaks.change[code])
facts.record("at_peak", at_peak, unit="places", indicator="peak")
facts.record("n_at_peak", len(at_peak), unit="number", indicator="peak")
facts.record("n_partners", len(peaks), unit="number", indicator="peak")
facts.record("past_peak", past_peak, unit="places", indicator="peak")
facts.record("peak_story", ("cn_peaks_mixed" if past_peak else "cn_peaks_all_now") if at_peak else "cn_peaks_all_past", unit="phrase", indicator="peak")
facts.record("us_peak_year", peaks.peak_year["US"], unit="year", indicator="peak")
facts.record("us_change", peaks.change["US"], unit="share", indicator="peak")
facts.record("us_story", "china_us_past_peak" if peaks.peak_year["US"] < pairs_last_year else "china_us_at_peak", unit="phrase", indicator="peak")
for code in peaks.index:
    facts.record(f"{code.lower()}_peak", peaks.peak[code], unit="works", indicator="peak")
    facts.record(f"{code.lower()}_last", peaks["last"][code], unit="works", indicator="joint_works")
peaks

# %%
# The first of the last ten years in which two partners or more had joint works: nothing grows from none.
begun = joint[(joint.works > 0) & (joint.year >= pairs_last_year - 10)].groupby("year").size()
window = int(begun.index[begun > 1].min()), pairs_last_year
growth = measure("growth", series=joint, earlier=[window[0]] * 2, later=[window[1]] * 2)
rise = growth.set_index("partner").ratio.dropna().sort_values(ascending=False)
facts.record("rise_from", window[0], unit="year", indicator="growth")
for code, ratio in rise.items():
    facts.record(f"{code.lower()}_growth", ratio, unit="ratio", indicator="growth")
facts.record("fastest", rise.index[0], unit="place", indicator="growth")
facts.record("fastest_growth", rise.iloc[0], unit="ratio", indicator="growth")
facts.record("second_fastest", rise.index[1], unit="place", indicator="growth")
facts.record("second_fastest_growth", rise.iloc[1], unit="ratio", indicator="growth")
facts.record("slowest", rise.index[-1], unit="place", indicator="growth")
facts.record("slowest_growth", rise.iloc[-1], unit="ratio", indicator="growth")
draw(
    charts.bars,
    rise.rename("value").reset_index()[["partner", "value"]].rename(columns={"partner": "unit"}),
    "growth",
    by="unit",
    unit="ratio",
    sources=[pairs_release],
    indicators=["growth"],
)

# %% [markdown]
# ## Ranks, and how much hangs on the United States

# %%
ranks = measure("partner_rank", home="CN", top=top, **years)
# Of partners that share the last place only as many are drawn as there are places.
draw(charts.ranks, ranks.groupby("year").head(top)[["partner", "year", "rank"]].rename(columns={"partner": "unit"}), "ranks", sources=[pairs_release], indicators=["partner_rank"])

# %%
us_share = measure("partner_share", home="CN", partners=["US"], **years).set_index("year").value
if records:
    # International works of a year that the pair has none of.
    us_share = us_share.reindex(measure("parties", places=["CN"], **years).year, fill_value=0)
facts.record("us_share_peak_year", us_share.idxmax(), unit="year", indicator="partner_share")
facts.record("us_share_peak", us_share.max(), unit="share", indicator="partner_share")
facts.record("us_share_last", us_share[pairs_last_year], unit="share", indicator="partner_share")
hong_kong = measure("joint_works", release=pairs_release, home="CN", partners=["HK"], first_year=pairs_last_year, last_year=pairs_last_year)
facts.record("hk_last", hong_kong.works.iloc[0], unit="works", indicator="joint_works")
if records:
    facts.record("hk_story", "hk_apart" if hong_kong.works.iloc[0] else "hk_none", unit="phrase", indicator="joint_works")
draw(charts.lines, us_share.reset_index().assign(unit="US"), "us-share", by="unit", unit="share", sources=[pairs_release], indicators=["partner_share"])

# %% [markdown]
# ## What only records say
# How many countries are on the works, and the European Union as one partner beside the United States.

# %%
if records:
    # A year without international works has no shares: the first and the last that have them are compared.
    parties = measure("parties", places=["CN"], **years).set_index("year")
    for when, year in (("first", parties.index.min()), ("last", parties.index.max())):
        facts.record(f"parties_{when}", year, unit="year", indicator="parties")
        for size in ("bilateral", "trilateral", "four_or_more"):
            facts.record(f"{size}_{when}", parties[size][year] / parties.international[year], unit="share", indicator="parties")
        facts.record(f"mean_partners_{when}", parties.mean_partners[year], unit="mean", indicator="parties")
    bilateral = parties.bilateral / parties.international
    facts.record("bilateral_direction", direction(bilateral.iloc[0], bilateral.iloc[-1]), unit="phrase", indicator="parties")

# %%
if records:
    two = measure("joint_works", home="CN", partners=["EU27", "US"], **years)
    by_partner = two.pivot(index="year", columns="partner", values="works")
    for when, year in (("first", pairs_first_year), ("last", pairs_last_year)):
        facts.record(f"eu_works_{when}", by_partner.EU27[year], unit="works", indicator="joint_works")
        facts.record(f"us_works_{when}", by_partner.US[year], unit="works", indicator="joint_works")
    compared = {"rose": "eu_ahead_of_us", "fell": "eu_behind_us", "held": "eu_level_with_us"}
    now = direction(by_partner.US[pairs_last_year], by_partner.EU27[pairs_last_year])
    facts.record("eu_story", compared[now], unit="phrase", indicator="joint_works")
    shares = measure("partner_share", home="CN", partners=["EU27", "US"], **years)
    eu_share = shares[shares.partner == "EU27"].set_index("year").value.reindex(parties.index, fill_value=0)
    facts.record("eu_share_first", eu_share.iloc[0], unit="share", indicator="partner_share")
    facts.record("eu_share_last", eu_share.iloc[-1], unit="share", indicator="partner_share")
    draw(charts.lines, two.rename(columns={"works": "value"})[["partner", "year", "value"]], "union", by="partner", unit="works", sources=[pairs_release], indicators=["joint_works"])

# %%
facts.save(out)
