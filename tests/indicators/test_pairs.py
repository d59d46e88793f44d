"""What follows from pairs of countries, held against the works themselves.

The oracle keeps every work as its set of countries and counts with Python's own sets; the indicators see the pairs only.
"""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import assume
from hypothesis import given as draw
from hypothesis import strategies as st

from copub.indicators import measure
from fingers import table, tables

PAIRS, OWN = "year unit partner works", "year unit works"
PUBLIC = "openalex-2024"
YEARS = {"first_year": 2020, "last_year": 2020}
WORKS = st.lists(st.sets(st.sampled_from(["AT", "CN", "DE", "FR", "US", "ZA"]), min_size=1), min_size=1, max_size=30)


def tables_of(works: list[set[str]]) -> dict[str, pd.DataFrame]:
    """The public tables that these works would give: pairs, and each country's international works."""
    codes = sorted(set().union(*works))
    pairs = [(2020, a, b, sum({a, b} <= work for work in works)) for a, b in combinations(codes, 2)]
    own = [(2020, code, sum(code in work and len(work) > 1 for work in works)) for code in codes]
    return {
        "openalex_pairs": table(PAIRS, *[row for row in pairs if row[3]]),
        "openalex_international": table(OWN, *[row for row in own if row[2]]),
        "countries": table("code", *[(code,) for code in codes]),
    }


def test_a_pair_counts_the_same_from_both_sides(given):
    given(**tables_of([{"US", "CN"}, {"US", "CN", "DE"}, {"US"}]))
    from_us = measure("joint_works", release=PUBLIC, home="US", partners=["CN"], **YEARS)
    from_china = measure("joint_works", release=PUBLIC, home="CN", partners=["US"], **YEARS)
    assert from_us.works[0] == from_china.works[0] == 2


def test_a_partner_s_share_is_of_the_home_country_s_international_works_and_not_symmetric(given):
    given(**tables_of([{"US", "CN"}, {"US", "DE"}, {"US", "FR"}, {"US"}]))
    assert measure("partner_share", release=PUBLIC, home="US", partners=["CN"], **YEARS).value[0] == 1 / 3
    assert measure("partner_share", release=PUBLIC, home="CN", partners=["US"], **YEARS).value[0] == 1


def test_partners_with_equal_works_share_a_rank(given):
    given(**tables_of([{"US", "CN"}, {"US", "DE"}, {"US", "CN", "DE"}, {"US", "FR"}]))
    ranks = measure("partner_rank", release=PUBLIC, home="US", top=10, **YEARS).set_index("partner")["rank"]
    assert dict(ranks) == {"CN": 1, "DE": 1, "FR": 3}


def test_three_bilateral_works_and_one_of_three_countries_leave_at_least_three_quarters_bilateral(given):
    given(**tables_of([{"US", "CN"}, {"US", "DE"}, {"US", "FR"}, {"US", "CN", "DE"}]))
    bound = measure("bilateral_bound", release=PUBLIC, places=["US"], **YEARS)
    assert (bound.mean_partners[0], bound.low[0]) == (5 / 4, 3 / 4)


def test_from_a_mean_of_two_partners_on_the_bound_says_nothing(given):
    given(**tables_of([{"US", "CN", "DE", "FR"}, {"US", "CN"}]))
    assert measure("bilateral_bound", release=PUBLIC, places=["US"], **YEARS).low[0] == 0


def test_a_work_of_two_members_stands_once_at_the_lower_end_and_twice_at_the_upper(given):
    given(**tables_of([{"US", "DE", "FR"}]))
    members = table("unit member year", ("EU27", "DE", 2020), ("EU27", "FR", 2020))
    band = measure("bloc_joint_works", release=PUBLIC, partners=["US"], members=members)
    assert (band.low[0], band.high[0]) == (1, 2)


def test_a_partner_inside_the_region_is_left_out_of_it(given):
    given(**tables_of([{"CN", "JP"}, {"CN", "US"}]))
    members = table("unit member year", ("ASIA", "CN", 2020), ("ASIA", "JP", 2020))
    band = measure("bloc_joint_works", release=PUBLIC, partners=["CN"], members=members)
    assert (band.low[0], band.high[0]) == (1, 1)
    parts = measure("bloc_participation", release=PUBLIC, partners=["CN"], members=members)
    assert (parts.part[0], parts.whole[0]) == (1, 1)  # Japan's one work with China, of Japan's one international work


def test_a_region_that_never_writes_with_the_partner_has_zero_participations_not_none(given):
    given(**tables_of([{"US", "CN"}, {"ZA", "US"}]))
    members = table("unit member year", ("AFRICA", "ZA", 2020))
    parts = measure("bloc_participation", release=PUBLIC, partners=["CN"], members=members)
    assert (parts.part[0], parts.whole[0]) == (0, 1)


@draw(works=WORKS)
def test_the_bilateral_share_is_never_below_its_bound(works):
    abroad = [work for work in works if "US" in work and len(work) > 1]
    assume(abroad)
    with tables(**tables_of(works)):
        bound = measure("bilateral_bound", release=PUBLIC, places=["US"], **YEARS)
    bilateral = sum(len(work) == 2 for work in abroad) / len(abroad)
    assert bound.low[0] <= bilateral + 1e-12
    assert bound.mean_partners[0] == pytest.approx(sum(len(work) - 1 for work in abroad) / len(abroad))


@draw(works=WORKS)
def test_the_works_of_a_bloc_and_a_partner_lie_within_their_band(works):
    bloc = {"AT", "DE", "FR"}
    members = table("unit member year", *[("EU27", code, 2020) for code in sorted(bloc)])
    true = sum("US" in work and bool(bloc & work) for work in works)
    assume(true)
    with tables(**tables_of(works)):
        band = measure("bloc_joint_works", release=PUBLIC, partners=["US"], members=members)
    assert band.low[0] <= true <= band.high[0]


@draw(works=WORKS)
def test_participations_are_the_sum_over_members_of_their_works_with_the_partner(works):
    bloc = ["AT", "DE", "FR"]
    members = table("unit member year", *[("EU27", code, 2020) for code in bloc])
    whole = sum(len(work) > 1 for code in bloc for work in works if code in work)
    assume(whole)
    with tables(**tables_of(works)):
        parts = measure("bloc_participation", release=PUBLIC, partners=["US"], members=members)
    assert parts.part[0] == sum({"US", code} <= work for code in bloc for work in works)
    assert parts.whole[0] == whole


def of_a_corpus(works: list[set[str]], bloc: set[str]) -> dict[str, pd.DataFrame]:
    """The tables that a corpus `mine` of these works has: sets of countries are known, so a bloc is a place of its own."""
    sides = {code: {code} for code in sorted(set().union(*works))} | {"EU27": bloc}
    year = {"release": "mine", "year": 2020}

    def joint(a: str, b: str) -> int:
        return sum(bool(sides[a] & work) and bool(sides[b] & work) for work in works)

    abroad = {code: [len(work - side) for work in works if work & side and work - side] for code, side in sides.items()}
    return {
        "joint": pd.DataFrame(
            [
                {**year, "unit": a, "partner": b, "works": joint(a, b)}
                for a in sides
                for b in sides
                if not sides[a] & sides[b] and joint(a, b)
            ],
            columns=["release", "year", "unit", "partner", "works"],
        ),
        "international": pd.DataFrame([{**year, "unit": code, "works": len(some)} for code, some in abroad.items()]),
        "sizes": pd.DataFrame(
            [
                {**year, "unit": code, "international": len(some), "bilateral": some.count(1), "partners": sum(some)}
                for code, some in abroad.items()
                if some
            ],
            columns=["release", "year", "unit", "international", "bilateral", "partners"],
        ),
        "output": pd.DataFrame([{**year, "unit": code, "total": 0} for code in sides]),
        "countries": table("code", *[(code,) for code in sides if code != "EU27"]),
    }


@draw(works=WORKS)
def test_from_records_the_bands_are_the_numbers_themselves(works):
    bloc = {"AT", "DE", "FR"}
    members = table("unit member year", *[("EU27", code, 2020) for code in sorted(bloc)])
    abroad = [work for work in works if "US" in work and len(work) > 1]
    true = sum("US" in work and bool(bloc & work) for work in works)
    assume(abroad and true)
    with tables(**of_a_corpus(works, bloc)):
        band = measure("bloc_joint_works", release="mine", partners=["US"], members=members).iloc[0]
        bound = measure("bilateral_bound", release="mine", places=["US"], **YEARS).iloc[0]
        parties = measure("parties", release="mine", places=["US"], **YEARS).iloc[0]
    bilateral = sum(len(work) == 2 for work in abroad) / len(abroad)
    assert band.low == band.high == true
    assert bound.low == bound.high == pytest.approx(bilateral)
    assert (
        parties.mean_partners
        == bound.mean_partners
        == pytest.approx(sum(len(work) - 1 for work in abroad) / len(abroad))
    )


def test_a_corpus_knows_that_two_countries_never_met_and_a_table_of_pairs_is_silent(given):
    given(**of_a_corpus([{"US", "CN"}, {"ZA"}], {"DE"}))
    joint = measure("joint_works", release="mine", home="US", partners=["CN", "ZA"], **YEARS).set_index("partner")
    assert dict(joint.works) == {"CN": 1, "ZA": 0}
    given(**tables_of([{"US", "CN"}, {"ZA"}]))
    assert list(measure("joint_works", release=PUBLIC, home="US", partners=["CN", "ZA"], **YEARS).partner) == ["CN"]
