"""Stability of shares and ratios against works drawn again, and ranks of units."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copub.cube import build, unit_members
from copub.indicators import measure
from fingers import table
from oracle import reference
from works import by, write_corpus


def test_four_works_of_which_one_is_international_are_drawn_again():
    # Of four draws none is it with a chance of 81 in 256, at most two with 243, at most three with 255: 97.5 % is passed at three.
    row = measure("share_interval", series=table("unit year part whole", ("US", 2020, 1, 4))).iloc[0]
    assert (row["value"], row["low"], row["high"]) == (1 / 4, 0, 3 / 4)


def test_a_share_of_none_or_all_has_no_width():
    rows = measure("share_interval", series=table("unit part whole", ("US", 0, 4), ("CN", 4, 4)))
    assert rows.set_index("unit")[["low", "high"]].to_numpy().tolist() == [[1, 1], [0, 0]]


@settings(max_examples=40)
@given(st.integers(1, 80).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_percentiles_are_those_of_every_possible_drawing(counts):
    row = measure("share_interval", series=table("part whole", counts)).iloc[0]
    assert (Fraction(row["low"]).limit_denominator(80), Fraction(row["high"]).limit_denominator(80)) == (
        reference.drawn_share(*counts)
    )


def test_a_share_of_a_million_works_lies_where_drawing_puts_it():
    row = measure("share_interval", series=table("part whole", (230_000, 1_000_000))).iloc[0]
    drawn = np.random.default_rng(1).binomial(1_000_000, 0.23, 20_000) / 1_000_000
    # Each end is passed by 2.5 % of the drawings, give or take five standard errors of 20,000 of them.
    assert (drawn < row["low"]).mean() == pytest.approx(0.025, abs=0.006)
    assert (drawn > row["high"]).mean() == pytest.approx(0.025, abs=0.006)


@pytest.mark.parametrize(("one", "other", "shared"), [(60, 40, 0), (200, 120, 50), (1000, 60, 30), (300, 300, 200)])
def test_a_ratio_of_counts_lies_where_drawing_puts_it(one, other, shared):
    row = measure("ratio_interval", series=table("one other shared", (one, other, shared))).iloc[0]
    works = one + other - shared
    parts = [(one - shared) / works, (other - shared) / works, shared / works]
    drawn = np.random.default_rng(1).multinomial(works, parts, 20_000)
    ratios = (drawn[:, 0] + drawn[:, 2]) / (drawn[:, 1] + drawn[:, 2])
    low, high = np.quantile(ratios, [0.025, 0.975])
    assert row["ratio"] == one / other
    assert abs(row["low"] - low) < 0.06 * (high - low)
    assert abs(row["high"] - high) < 0.06 * (high - low)


def test_the_ratio_turned_over_has_the_ends_turned_over():
    rows = measure("ratio_interval", series=table("name one other shared", ("a", 50, 30, 10), ("b", 30, 50, 10)))
    first, second = rows.set_index("name").loc["a"], rows.set_index("name").loc["b"]
    assert (1 / second["high"], 1 / second["low"]) == pytest.approx((first["low"], first["high"]))


def test_a_denominator_that_drawing_may_empty_leaves_no_upper_end():
    row = measure("ratio_interval", series=table("one other shared", (50, 2, 0))).iloc[0]
    assert row["ratio"] == 25 and pd.isna(row["high"])


def test_joint_works_cited_like_the_unit_s_others_stand_at_one(tmp_path):
    works = [by("US", citations=2), by("US", citations=4), by("US", "CN", citations=2), by("US", "CN", citations=4)]
    cube = build(write_corpus(works, tmp_path / "corpus"), tmp_path / "cube")
    row = relative(cube)
    assert (row["works"], row["value"]) == (2, 1)


def test_the_relative_cnci_lies_where_drawing_puts_it(tmp_path):
    random = np.random.default_rng(2)
    joint, alone = (np.floor(random.lognormal(mean, 1.1, n)) for mean, n in ((2.0, 150), (1.5, 600)))
    works = [by("US", "CN", citations=int(c)) for c in joint] + [by("US", citations=int(c)) for c in alone]
    cube = build(write_corpus(works, tmp_path / "corpus"), tmp_path / "cube")
    row = relative(cube)
    every = np.concatenate([joint, alone])
    drawn = random.integers(0, len(every), (10_000, len(every)))
    inside = drawn < len(joint)
    ratios = np.where(inside, every[drawn], 0).sum(axis=1) / inside.sum(axis=1) / every[drawn].mean(axis=1)
    low, high = np.quantile(ratios, [0.025, 0.975])
    assert row["value"] == pytest.approx(joint.mean() / every.mean(), abs=1e-8)
    assert abs(row["low"] - low) < 0.1 * (high - low)
    assert abs(row["high"] - high) < 0.1 * (high - low)


def relative(cube):
    members = unit_members(["US", "CN"], 2020, 2020)
    places, pairs = cube.places(members), cube.pairs(members, [("US", "CN")])
    return measure("relative_cnci", cells=cube.cells, places=places, pairs=pairs).iloc[0]


def test_equal_units_share_the_better_rank():
    series = table(
        "measure home unit year value",
        ("output", "", "CN", 2020, 9),
        ("output", "", "US", 2020, 7),
        ("output", "", "DE", 2020, 7),
        ("output", "", "JP", 2020, 5),
    )
    ranks = measure("unit_rank", series=series).set_index("unit")
    assert ranks["rank"].to_dict() == {"CN": 1, "DE": 2, "US": 2, "JP": 4}
    assert set(ranks["among"]) == {4}


def test_partners_are_ranked_for_each_home_apart():
    series = table(
        "measure home unit year value",
        ("joint_output", "US", "CN", 2020, 3),
        ("joint_output", "US", "DE", 2020, 5),
        ("joint_output", "CN", "US", 2020, 3),
    )
    ranks = measure("unit_rank", series=series).set_index(["home", "unit"])["rank"]
    assert ranks.to_dict() == {("US", "DE"): 1, ("US", "CN"): 2, ("CN", "US"): 1}
