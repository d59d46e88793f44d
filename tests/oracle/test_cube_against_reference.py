"""Every indicator of the cube against plain sets and loops, on random corpora: counts equal, means equal to within 1e-8."""

import tempfile
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copub.cube import Cube, build
from copub.indicators import measure
from oracle import reference
from works import Invented, write_corpus

YEARS = (2019, 2020)
LANDS = ("CN", "DE", "FR", "GB", "JP", "US")
UNITS = {
    "CN": {"CN"},
    "US": {"US"},
    "DE": {"DE"},
    "BLOC": {"DE", "FR"},
    "REGION": {"CN", "JP"},
    "WORLD": set(LANDS),
}
PAIRS = [("US", "CN"), ("BLOC", "CN"), ("BLOC", "US"), ("REGION", "CN"), ("US", "DE")]
MEMBERS = pd.DataFrame(
    [(unit, land, year) for unit, lands in UNITS.items() if unit != "WORLD" for land in sorted(lands) for year in YEARS]
    + [("WORLD", "", year) for year in YEARS],
    columns=["unit", "member", "year"],
)

countries = st.lists(st.sampled_from(LANDS), max_size=3, unique=True).map(lambda found: tuple(sorted(found)))
works = st.builds(
    Invented,
    authors=st.lists(countries, min_size=1, max_size=6).map(tuple),
    year=st.sampled_from(YEARS),
    citations=st.one_of(st.integers(0, 4), st.integers(0, 500), st.none()),
    categories=st.lists(st.sampled_from("ABCDEF"), max_size=6, unique=True).map(tuple),
    doc_type=st.sampled_from(("article", "review")),
    field=st.sampled_from(("Physics", "Law")),
    lead=st.sampled_from(("", "CN", "DE", "US")),
    institutions=st.integers(1, 2),
    truncated=st.booleans(),
)
corpora = st.lists(works, min_size=1, max_size=40)
few = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def cube_of(corpus: list[Invented]) -> Cube:
    with tempfile.TemporaryDirectory() as folder:
        cube = build(write_corpus(corpus, Path(folder)), Path(folder) / "cube")
        # Tables are read when first asked for, and the folder is gone by then.
        assert cube.cells is not None and cube.summed is not None and cube.sets is not None and cube.credits is not None
    return cube


def ask(indicator: str, **given: object) -> dict[tuple, dict]:
    """The rows of an indicator by their keys; no rows where nothing could be measured."""
    try:
        table = measure(indicator, **given)
    except Exception as error:
        if "nothing was measured" in str(error):
            return {}
        raise
    keys = [name for name in ("unit", "partner", "year") if name in table]
    return {tuple(row[name] for name in keys): row for row in table.to_dict("records")}


def close(found: float, true: Fraction | float | None) -> bool:
    return pd.isna(found) if true is None else abs(found - float(true)) < 1e-8 * max(1, abs(float(true)))


@few
@given(corpora)
def test_counts_of_units_are_those_of_plain_sets(corpus):
    cube = cube_of(corpus)
    places = cube.places(MEMBERS)
    outputs = ask("unit_output", cells=cube.cells, places=places)
    shares = ask("unit_international", cells=cube.cells, places=places)
    sizes = ask("collaboration_size", cells=cube.cells, places=places)
    leads = ask("lead_share", cells=cube.cells, places=places, members=MEMBERS)
    fractions = ask("country_fraction", cells=cube.cells, places=places)
    credits = ask("author_fraction", credits=cube.credits, members=MEMBERS)
    for unit, lands in UNITS.items():
        for year in YEARS:
            key = (unit, year)
            true = reference.domestic_three_ways(corpus, lands, year)
            assert (key in outputs) == (true["works"] > 0)
            if not true["works"]:
                continue
            assert {name: outputs[key][name] for name in true} == true
            assert close(fractions[key]["value"], reference.country_fraction(corpus, lands, year))
            assert close(credits[key]["value"], reference.author_fraction(corpus, lands, year))
            if unit == "WORLD":
                continue
            assert close(shares[key]["value"], Fraction(true["with_outside"], true["works"]))
            low, high = reference.international_bounds(corpus, lands, year)
            assert close(shares[key]["low"], low) and close(shares[key]["high"], high)
            size = reference.collaboration_size(corpus, lands, year)
            assert (key in sizes) == (sum(size.values()) > 0)
            if key in sizes:
                assert {name: sizes[key][name] for name in size} == size
                assert all(
                    close(sizes[key][f"{name}_share"], number / sum(size.values())) for name, number in size.items()
                )
                led = reference.lead(corpus, lands, year)
                assert {name: leads[key][name] for name in led} == led


@few
@given(corpora)
def test_counts_of_pairs_are_those_of_plain_sets(corpus):
    cube = cube_of(corpus)
    places, pairs = cube.places(MEMBERS), cube.pairs(MEMBERS, PAIRS)
    joint = ask("joint_output", cells=cube.cells, pairs=pairs)
    outputs = ask("unit_output", cells=cube.cells, places=places)
    for one, other in PAIRS:
        for year in YEARS:
            true = reference.joint(corpus, UNITS[one], UNITS[other], year)
            key = (one, other, year)
            assert (key in joint) == (true["works"] > 0)
            if key in joint:
                assert {name: joint[key][name] for name in true} == true
    if joint:
        table = measure("joint_output", cells=cube.cells, pairs=pairs)
        strengths = ask(
            "collaboration_strength", joint=table, outputs=measure("unit_output", cells=cube.cells, places=places)
        )
        for (one, other, year), row in strengths.items():
            sizes = [outputs[(unit, year)]["works"] for unit in (one, other, "WORLD")]
            for name, value in reference.strength(joint[(one, other, year)]["works"], *sizes).items():
                assert close(row[name], value), name
        for (unit, year), row in ask("partner_concentration", joint=table, top=1).items():
            numbers = [count["works"] for (one, _, when), count in joint.items() if (one, when) == (unit, year)]
            for name, value in reference.concentration(numbers).items():
                assert close(row[name], value), name
    for region, partner in (("REGION", "CN"), ("BLOC", "CN")):
        found = ask(
            "partner_in_region", cells=cube.cells, places=places, members=MEMBERS, region=region, partner=partner
        )
        for (_, _, year), row in found.items():
            true = reference.partner_in_region(corpus, UNITS[region], partner, year)
            assert {name: row[name] for name in true} == true
    for (year,), row in ask("core_share", cells=cube.cells, sets=cube.sets, places=places, core="BLOC").items():
        true = reference.core(corpus, UNITS["BLOC"], year)
        assert row["international"] == true["international"]
        assert all(close(row[name], true[name] / true["international"]) for name in ("core_only", "mixed", "outside"))


@few
@given(corpora)
def test_scores_are_those_of_plain_loops_within_the_fixed_point_unit(corpus):
    cube = cube_of(corpus)
    groups = {(unit, year): reference.of_unit(corpus, lands, year) for unit, lands in UNITS.items() for year in YEARS}
    groups |= {(x, y, year): reference.pair_set(corpus, UNITS[x], UNITS[y], year) for x, y in PAIRS for year in YEARS}
    found: dict[str, dict] = {}
    for indicator in ("cnci", "collab_cnci", "pp_top"):
        found[indicator] = ask(indicator, cells=cube.cells, places=cube.places(MEMBERS))
        found[indicator] |= ask(indicator, cells=cube.cells, places=cube.pairs(MEMBERS, PAIRS))
    for key, chosen in groups.items():
        if not chosen:
            assert key not in found["cnci"]
            continue
        assert close(found["cnci"][key]["value"], reference.cnci(chosen, corpus))
        assert close(found["cnci"][key]["value_full"], reference.cnci(chosen, corpus, fractional=False))
        assert close(found["collab_cnci"][key]["value"], reference.cnci(chosen, corpus, by_class=True))
        for top, share in (("top10", Fraction(1, 10)), ("top1", Fraction(1, 100))):
            assert close(found["pp_top"][key][top], reference.pp_top(chosen, corpus, share))
            assert close(found["pp_top"][key][f"{top}_full"], reference.pp_top(chosen, corpus, share, fractional=False))


@few
@given(corpora)
def test_the_world_stands_at_one_and_nothing_is_lost(corpus):
    cube = cube_of(corpus)
    cells = cube.cells.to_pandas()
    total = {name: int(cells[name].sum()) for name in ("works", "scored", "score", "rated", "top10")}
    assert total["works"] == len(corpus)
    if total["scored"]:
        assert total["score"] / total["scored"] / 2**27 == pytest.approx(1, abs=1e-8)
    if total["rated"]:
        assert total["top10"] / total["rated"] / (60 * 2**27) == pytest.approx(0.1, abs=1e-8)
    located = [work for work in corpus if reference.countries(work)]
    places = cube.places(MEMBERS)
    every = ask("country_fraction", cells=cube.cells, places=places)
    assert sum(row["value"] for (unit, _), row in every.items() if unit == "WORLD") == pytest.approx(len(located))
    sizes = ask("collaboration_size", cells=cube.cells, places=places)
    for row in sizes.values():
        assert row["bilateral"] + row["trilateral"] + row["four_or_more"] == row["international"]
    credits = ask("author_fraction", credits=cube.credits, members=MEMBERS)
    credit = sum(row["value"] for (unit, _), row in credits.items() if unit == "WORLD")
    unknown = sum(sum(not author for author in work.authors) / len(work.authors) for work in corpus)
    assert credit == pytest.approx(len(corpus) - unknown)
