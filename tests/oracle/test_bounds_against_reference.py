"""The bounds that unknown countries put on shares, against trying every set of countries that each work may truly have."""

from fractions import Fraction

from hypothesis import given

from copub.indicators import measure
from oracle import reference
from oracle.test_cube_against_reference import LANDS, MEMBERS, PAIRS, UNITS, YEARS, ask, close, corpora, cube_of, few

SHARES = ("international", "several_countries", "bilateral", "trilateral", "four_or_more", "multilateral")


def same(row: dict, name: str, true: tuple) -> bool:
    """Whether a value and its ends, `name`, `name_low` and `name_high`, are the true ones."""
    return all(close(row[f"{name}{end}"], number) for end, number in zip(("", "_low", "_high"), true, strict=True))


def of(year: int, corpus: list) -> list:
    return [work for work in corpus if work.year == year]


@few
@given(corpora)
def test_shares_of_units_reach_from_the_least_to_the_greatest_completion(corpus):
    cube = cube_of(corpus)
    table = (
        measure("share_bounds", cells=cube.cells, sets=cube.sets, places=cube.places(MEMBERS))
        if any(reference.countries(work) for work in corpus)
        else None
    )
    rows = {} if table is None else {(r["unit"], r["year"], r["share"]): r for r in table.to_dict("records")}
    for unit, lands in UNITS.items():
        for year in YEARS:
            for share in SHARES:
                state = reference.unit_share(lands, share, unit == "WORLD")
                true = reference.bounds(of(year, corpus), LANDS, state)
                assert ((unit, year, share) in rows) == (true is not None)
                if true is not None:
                    row = rows[unit, year, share]
                    assert all(
                        close(row[end], number) for end, number in zip(("value", "low", "high"), true, strict=True)
                    )


@few
@given(corpora)
def test_shares_of_pairs_reach_from_the_least_to_the_greatest_completion(corpus):
    cube = cube_of(corpus)
    places, pairs = cube.places(MEMBERS), cube.pairs(MEMBERS, PAIRS)
    for (one, other, year), row in ask("joint_share", cells=cube.cells, places=places, pairs=pairs).items():
        for name in ("of_output", "of_international"):
            state = reference.joint_share(UNITS[one], UNITS[other], of_international=name == "of_international")
            true = reference.bounds(of(year, corpus), LANDS, state)
            if true is not None:
                assert same(row, name, true), name
    for region, partner in (("REGION", "CN"), ("BLOC", "CN")):
        given = {"cells": cube.cells, "places": places, "members": MEMBERS, "region": region, "partner": partner}
        for (_, _, year), row in ask("partner_in_region", **given).items():
            for name in ("with", "without"):
                state = reference.region_share(UNITS[region], partner, with_partner=name == "with")
                true = reference.bounds(of(year, corpus), LANDS, state)
                if true is not None:
                    found = (row[f"share_{name}"], row[f"low_{name}"], row[f"high_{name}"])
                    assert all(close(one, number) for one, number in zip(found, true, strict=True)), name


@few
@given(corpora)
def test_lead_and_core_reach_from_the_least_to_the_greatest_completion(corpus):
    cube = cube_of(corpus)
    places = cube.places(MEMBERS)
    for (unit, year), row in ask("lead_share", cells=cube.cells, places=places, members=MEMBERS).items():
        state = reference.led_share(UNITS[unit], unit == "WORLD")
        value, low, high = reference.bounds(of(year, corpus), LANDS, state)
        assert close(row["value"], value) and close(row["low"], low) and close(row["high"], high), unit
    for (year,), row in ask("core_share", cells=cube.cells, sets=cube.sets, places=places, core="BLOC").items():
        for name in ("core_only", "mixed", "outside"):
            true = reference.bounds(of(year, corpus), LANDS, reference.core_class(UNITS["BLOC"], name))
            assert same(row, name, true), name


@few
@given(corpora)
def test_the_most_cited_share_lies_within_its_ends_and_reaches_them_where_no_work_is_divided(corpus):
    cube = cube_of(corpus)
    rows = ask("pp_top", cells=cube.cells, places=cube.places(MEMBERS))
    rows |= ask("pp_top", cells=cube.cells, places=cube.pairs(MEMBERS, PAIRS))
    rated = [work for work in corpus if work.citations is not None and work.categories]
    top = {id(work): reference.pp_top([work], corpus, Fraction(1, 10)) for work in rated}
    for key, row in rows.items():
        *units, year = key
        mine = [UNITS[units[0]] - UNITS[units[-1]], UNITS[units[-1]]] if len(units) > 1 else [UNITS[units[0]]]
        options = []
        for work in of(year, rated):
            inside = all(reference.countries(work) & unit for unit in mine)
            here = (top[id(work)], 1)
            options.append({here} if inside else {here, reference.OUT} if reference.is_open(work) else {reference.OUT})
        if not row["works"]:
            continue
        start = reference.Fraction(0)
        low, high = reference.extreme(options, start, 1), reference.extreme(options, start, -1)
        assert row["top10_low"] <= float(low) + 1e-8 and row["top10_high"] >= float(high) - 1e-8
        if all(part in (0, 1) for part in top.values()):
            assert close(row["top10_low"], low) and close(row["top10_high"], high)
