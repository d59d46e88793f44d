"""A number gets its name, and keeps its honesty."""

import numpy as np
import pytest

from copub.errors import CopubError
from copub.facts import Facts, direction, edition_facts


@pytest.mark.parametrize(
    ("value", "unit", "plain"),
    [
        (np.int64(3), "works", 3),
        (3.0, "works", 3),
        (np.float64(0.5), "share", 0.5),
        ("US", "place", "US"),
        (("US", "CN"), "places", ["US", "CN"]),
    ],
)
def test_values_become_plain_python(value, unit, plain):
    fact = Facts("s", source="x").record("f", value, unit=unit, indicator="output")
    assert fact.value == plain
    assert type(fact.value) is type(plain)


@pytest.mark.parametrize(
    ("value", "unit"), [(float("nan"), "share"), (None, "works"), ("many", "works"), (2.5, "works")]
)
def test_what_is_not_known_or_not_whole_is_no_fact(value, unit):
    with pytest.raises(CopubError):
        Facts("s", source="x").record("f", value, unit=unit, indicator="output")


def test_a_fact_is_recorded_once():
    facts = Facts("s", source="x")
    facts.record("f", 1, unit="works", indicator="output")
    with pytest.raises(CopubError, match="recorded twice"):
        facts.record("f", 2, unit="works", indicator="output")


def test_an_unknown_unit_is_refused_with_the_nearest():
    with pytest.raises(CopubError, match="Did you mean `works`"):
        Facts("s", source="x").record("f", 1, unit="wroks", indicator="output")


def test_direction_is_taken_from_the_numbers():
    assert (direction(1, 2), direction(2, 1), direction(1, 1)) == ("rose", "fell", "held")


def test_an_edition_s_years_and_windows_can_be_quoted():
    facts = edition_facts({"first_year": 2003, "later_window": [2018, 2022], "regions": ["AFRICA"]})
    assert {slot: fact.value for slot, fact in facts.items()} == {
        "edition.first_year": 2003,
        "edition.later_window_first": 2018,
        "edition.later_window_last": 2022,
    }


def test_a_band_is_kept_as_its_two_ends_and_as_one_number_when_they_meet():
    facts = Facts("s", source="x")
    assert facts.record("wide", [np.int64(2), np.int64(5)], unit="works", indicator="output").value == [2, 5]
    assert facts.record("exact", [3, 3], unit="works", indicator="output").value == 3


def test_a_band_that_runs_downwards_is_refused():
    with pytest.raises(CopubError, match="runs from 5 down to 2"):
        Facts("s", source="x").record("f", [5, 2], unit="works", indicator="output")
