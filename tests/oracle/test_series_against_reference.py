"""What is made of the cube's series (ranks, growth, changes and intervals of shares) against plain loops over the works."""

from fractions import Fraction

import pandas as pd
from hypothesis import given

from copub.indicators import measure
from oracle import reference
from oracle.test_cube_against_reference import LANDS, MEMBERS, PAIRS, UNITS, YEARS, ask, close, corpora, cube_of, few

COUNTRIES = [unit for unit in UNITS if unit in LANDS]
EARLIER, LATER = ([year, year] for year in YEARS)


def of(works: list, unit: str) -> dict[int, int]:
    return {year: len(reference.of_unit(works, UNITS[unit], year)) for year in YEARS}


def international(works: list, unit: str) -> dict[int, int]:
    return {year: reference.domestic_three_ways(works, UNITS[unit], year)["with_outside"] for year in YEARS}


@few
@given(corpora)
def test_ranks_by_output_are_one_more_than_the_units_with_more(corpus):
    cube = cube_of(corpus)
    output = ask("unit_output", cells=cube.cells, places=cube.places(MEMBERS[MEMBERS["unit"].isin(COUNTRIES)]))
    rows = [("output", "", unit, year, row["works"]) for (unit, year), row in output.items()]
    series = pd.DataFrame(rows, columns=["measure", "home", "unit", "year", "value"])
    ranks = ask("unit_rank", series=series) if rows else {}
    for year in YEARS:
        numbers = {unit: of(corpus, unit)[year] for unit in COUNTRIES if of(corpus, unit)[year]}
        true = reference.ranks(numbers)
        assert {unit: row["rank"] for (unit, when), row in ranks.items() if when == year} == true
        assert all(ranks[unit, year]["among"] == len(true) for unit in true)


@few
@given(corpora)
def test_growth_and_change_of_share_are_those_of_the_windows_works(corpus):
    cube = cube_of(corpus)
    output = ask("unit_output", cells=cube.cells, places=cube.places(MEMBERS))
    none = {"works": 0, "with_outside": 0}
    units = [unit for unit in UNITS if unit != "WORLD" and any((unit, year) in output for year in YEARS)]
    found = {(unit, year): output.get((unit, year), none) for unit in units for year in YEARS}
    if not found:
        return
    works = pd.DataFrame([(*key, row["works"]) for key, row in found.items()], columns=["unit", "year", "works"])
    shares = pd.DataFrame(
        [(*key, row["with_outside"], row["works"]) for key, row in found.items()],
        columns=["unit", "year", "part", "whole"],
    )
    years = [range(window[0], window[1] + 1) for window in (EARLIER, LATER)]
    growth = measure("growth", series=works, earlier=EARLIER, later=LATER).set_index("unit")["ratio"]
    change = measure("share_change", series=shares, earlier=EARLIER, later=LATER).set_index("unit")["change"]
    for unit in units:
        assert close(growth[unit], reference.growth(of(corpus, unit), *years))
        true = reference.share_change(international(corpus, unit), of(corpus, unit), *years)
        assert close(change[unit], true)


@few
@given(corpora)
def test_intervals_of_shares_are_the_percentiles_of_every_drawing(corpus):
    cube = cube_of(corpus)
    rows = [
        (unit, year, row["with_outside"], row["works"])
        for (unit, year), row in ask("unit_output", cells=cube.cells, places=cube.places(MEMBERS)).items()
        if unit != "WORLD"
    ]
    series = pd.DataFrame(rows, columns=["unit", "year", "part", "whole"])
    for (unit, year), row in (ask("share_interval", series=series) if rows else {}).items():
        low, high = reference.drawn_share(international(corpus, unit)[year], of(corpus, unit)[year])
        assert close(row["low"], low) and close(row["high"], high)


@few
@given(corpora)
def test_joint_works_relative_to_the_unit_are_a_quotient_of_means_within_its_interval(corpus):
    cube = cube_of(corpus)
    tables = {"cells": cube.cells, "places": cube.places(MEMBERS), "pairs": cube.pairs(MEMBERS, PAIRS)}
    e = reference.expected(corpus)

    def mean(works: list) -> Fraction:
        rated = [work for work in works if work.citations is not None and work.categories]
        total = sum(part * w.citations / e[g] for g, w, part in reference.in_category(rated) if e[g])
        return Fraction(total, len(rated))

    for (one, other, year), row in ask("relative_cnci", **tables).items():
        pair = reference.pair_set(corpus, UNITS[one], UNITS[other], year)
        assert close(row["value"], mean(pair) / mean(reference.of_unit(corpus, UNITS[one], year)))
        assert row["low"] <= row["value"] <= row["high"]
