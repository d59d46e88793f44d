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
# # Collaboration profiles
# Which countries publish most across borders, how has that changed, and how much of it is between just two countries?

# %% tags=["parameters"]
release: str = "ncses-2023"  # release of the output tables
pairs_release: str = "openalex-2024"  # release of the country pairs
first_year: int = 2003  # first publication year of output shown
last_year: int = 2022  # last publication year of output shown, inclusive
pairs_first_year: int = 2000  # first publication year of country pairs shown
pairs_last_year: int = 2023  # last publication year of country pairs shown, inclusive
focus_countries: list = ["US", "CN", "IN", "DE", "GB", "JP", "FR", "KR", "BR", "ZA"]  # ISO 3166-1 alpha-2
out: str = "_build/run"  # where facts and figures go

# %%
import pandas as pd

from copub import charts, editions
from copub.corpus.reported import reported_values
from copub.facts import Facts, direction
from copub.indicators import measure

editions.check(
    release=release,
    pairs_release=pairs_release,
    first_year=first_year,
    last_year=last_year,
    pairs_first_year=pairs_first_year,
    pairs_last_year=pairs_last_year,
    focus_countries=focus_countries,
)
facts = Facts("collaboration-profiles", source=release)
draw = charts.figures("collaboration-profiles", release=release, out=out)
records = editions.from_records(pairs_release)

# %% [markdown]
# ## International share by country

# %%
shares = measure("international_share", release=release, places=["WORLD", *focus_countries], first_year=first_year, last_year=last_year)
by_year = shares.pivot(index="year", columns="unit", values="value")
by_year.loc[[first_year, last_year]].T.sort_values(last_year)

# %%
def keep(name, table, code, year, unit, absent, **about):
    """Record what `table` has of a place and year; where it has nothing, the words `absent`."""
    value = table[code].get(year) if code in table else None
    value, unit = (absent, "phrase") if pd.isna(value) else (value, unit)
    facts.record(name, value, unit=unit, **about)


# %%
ordered = by_year.loc[last_year].drop("WORLD").dropna().sort_values(ascending=False)
change = (by_year.loc[last_year] - by_year.loc[first_year]).drop("WORLD").dropna()
facts.record("world_first", by_year.loc[first_year, "WORLD"], unit="share", indicator="international_share")
facts.record("world_last", by_year.loc[last_year, "WORLD"], unit="share", indicator="international_share")
for code in focus_countries:
    keep(f"{code.lower()}_first", by_year, code, first_year, "share", "no_works", indicator="international_share")
    keep(f"{code.lower()}_last", by_year, code, last_year, "share", "no_works", indicator="international_share")
facts.record("highest", ordered.index[0], unit="place", indicator="international_share")
facts.record("highest_share", ordered.iloc[0], unit="share", indicator="international_share")
facts.record("lowest", ordered.index[-1], unit="place", indicator="international_share")
facts.record("lowest_share", ordered.iloc[-1], unit="share", indicator="international_share")
facts.record("n_countries", len(change), unit="number", indicator="international_share")
facts.record("n_rising", (change > 0).sum(), unit="number", indicator="international_share")
facts.record("most_gained", change.idxmax(), unit="place", indicator="international_share")
facts.record("most_gained_points", change.max(), unit="points", indicator="international_share")
facts.record("gained_story", "gained_most" if change.max() > 0 else "gained_nowhere", unit="phrase", indicator="international_share")

# %%
falling = sorted(change.index[change < 0])
facts.record("falling", falling, unit="places", indicator="international_share")
facts.record("falling_story", "shares_fell_in" if falling else "shares_fell_nowhere", unit="phrase", indicator="international_share")
china = shares[shares.unit == "CN"][["unit", "year", "value"]].rename(columns={"value": "works"})
china_peak = measure("peak", series=china).iloc[0]
facts.record("cn_peak_year", china_peak.peak_year, unit="year", indicator="peak")
facts.record("cn_peak", china_peak.peak, unit="share", indicator="peak")
past = china_peak.peak_year < last_year
if records and past:
    numbers = measure("output", release=release, places=["CN"], first_year=first_year, last_year=last_year).set_index("year").international
    facts.record("cn_works_then", numbers[china_peak.peak_year], unit="works", indicator="output")
    facts.record("cn_works_last", numbers[last_year], unit="works", indicator="output")
story = ("cn_share_since_peak" if records else "cn_share_past_peak") if past else "cn_share_at_peak"
facts.record("cn_story", story, unit="phrase", indicator="peak")
if not records:
    facts.record("cn_direction", direction(china_peak.peak, by_year.loc[last_year, "CN"]), unit="phrase", indicator="peak")

# %%
draw(charts.lines, shares[["unit", "year", "value"]], "share", by="unit", unit="share", sources=[release], indicators=["international_share"])

# %%
two_ends = shares[shares.year.isin([first_year, last_year])].pivot(index="unit", columns="year", values="value")
two_ends = two_ends.rename(columns={first_year: "earlier", last_year: "later"}).dropna().sort_values("later", ascending=False).reset_index()
draw(charts.dumbbell, two_ends, "change", by="unit", unit="share", windows=(str(first_year), str(last_year)), sources=[release], indicators=["international_share"])

# %% [markdown]
# ## Two countries or more?
# Pairs of countries do not say how many countries a work has. The mean number of partners says at least how many works have one;
# records say it exactly.

# %%
bounds = measure("bilateral_bound", release=pairs_release, places=focus_countries, first_year=pairs_first_year, last_year=pairs_last_year)
bounds[bounds.year == pairs_last_year].sort_values("low", ascending=False)

# %%
mean_partners = bounds.pivot(index="year", columns="unit", values="mean_partners")
last = bounds[bounds.year == pairs_last_year].set_index("unit")
of_bounds = {"indicator": "bilateral_bound", "source": pairs_release}
for code in focus_countries:
    keep(f"{code.lower()}_mean_first", mean_partners, code, pairs_first_year, "mean", "no_international", **of_bounds)
    keep(f"{code.lower()}_mean_last", mean_partners, code, pairs_last_year, "mean", "no_international", **of_bounds)
mean_change = (mean_partners.loc[pairs_last_year] - mean_partners.loc[pairs_first_year]).dropna()
facts.record("n_means_rising", (mean_change > 0).sum(), unit="number", **of_bounds)
facts.record("n_means", len(mean_change), unit="number", **of_bounds)
if not records:
    for code in focus_countries:
        facts.record(f"{code.lower()}_bilateral_low", last.low[code], unit="share", **of_bounds)
    unbounded = sorted(last.index[last.low == 0])
    facts.record("unbounded", unbounded, unit="places", **of_bounds)
    facts.record("unbounded_story", "bound_says_nothing" if unbounded else "bound_says_something", unit="phrase", **of_bounds)

# %%
room = last.reset_index().assign(value=lambda rows: rows.low.where(rows.low == rows.high)).sort_values("low", ascending=False)[["unit", "value", "low", "high"]]
printed = reported_values("bilateral", *room.unit)[["unit", "value"]]
draw(charts.bars, room, "bilateral", by="unit", unit="share", reported=printed, sources=[pairs_release], indicators=["bilateral_bound"])

# %%
means = bounds.rename(columns={"mean_partners": "value"})[["unit", "year", "value"]]
draw(charts.lines, means, "partners", by="unit", unit="mean", sources=[pairs_release], indicators=["bilateral_bound"])

# %%
# The EU-27 is one party of its works, however many of its members are on them.
if records:
    places = [*focus_countries, "EU27"]
    parties = measure("parties", release=pairs_release, places=places, first_year=pairs_first_year, last_year=pairs_last_year)
    of_parties = {"indicator": "parties", "source": pairs_release}
    sizes = {"bilateral": parties.bilateral, "trilateral": parties.trilateral, "four": parties.four_or_more}
    parts = {
        size: parties.assign(value=works / parties.international).pivot(index="year", columns="unit", values="value")
        for size, works in sizes.items()
    }
    bilateral = parts["bilateral"]
    for code in places:
        keep(f"{code.lower()}_bilateral_first", bilateral, code, pairs_first_year, "share", "no_international", **of_parties)
        for size, table in parts.items():
            keep(f"{code.lower()}_{size}", table, code, pairs_last_year, "share", "no_international", **of_parties)

# %%
if records:
    of_countries = bilateral.drop(columns="EU27", errors="ignore")
    now = of_countries.loc[pairs_last_year].dropna().sort_values(ascending=False)
    both_years = (of_countries.loc[pairs_last_year] - of_countries.loc[pairs_first_year]).dropna()
    facts.record("most_bilateral", now.index[0], unit="place", **of_parties)
    facts.record("most_bilateral_share", now.iloc[0], unit="share", **of_parties)
    facts.record("least_bilateral", now.index[-1], unit="place", **of_parties)
    facts.record("least_bilateral_share", now.iloc[-1], unit="share", **of_parties)
    facts.record("n_bilateral", len(now), unit="number", **of_parties)
    facts.record("n_multilateral", (now < 0.5).sum(), unit="number", **of_parties)
    facts.record("n_bilateral_both", len(both_years), unit="number", **of_parties)
    facts.record("n_bilateral_falling", (both_years < 0).sum(), unit="number", **of_parties)
    shown = of_countries.reset_index().melt("year", var_name="unit").dropna()
    draw(charts.lines, shown, "bilateral-by-year", by="unit", unit="share", sources=[pairs_release], indicators=["parties"])

# %%
facts.save(out)
