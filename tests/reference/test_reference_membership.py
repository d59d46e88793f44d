"""Members of blocs and regions, now and then."""

import pytest

from copub.errors import CopubError
from copub.reference import countries, members, memberships, units


def test_the_eu27_has_27_members_and_the_united_kingdom_is_none():
    assert len(members("EU27")) == 27
    assert "GB" not in members("EU27")
    assert set(members("EU27GB")) == {*members("EU27"), "GB"}


def test_the_eu27_is_the_union_of_1_february_2020():
    rows = memberships().query("unit == 'EU'")
    day = "2020-02-01"
    there = rows[(rows["from"] <= day) & ((rows["to"] == "") | (rows["to"] >= day))]
    assert set(there["member"]) == set(members("EU27"))


@pytest.mark.parametrize(
    ("years", "number"),
    [
        ((1958, 1972), 6), ((1973, 1980), 9), ((1981, 1985), 10), ((1986, 1994), 12), ((1995, 2003), 15),
        ((2004, 2006), 25), ((2007, 2012), 27), ((2013, 2019), 28), ((2020, 2030), 27),
    ],
)  # fmt: skip
def test_the_union_at_the_time_grows_from_6_to_28_and_back_to_27(years, number):
    assert {len(members("EU", year)) for year in range(years[0], years[1] + 1)} == {number}


def test_a_country_is_a_member_in_a_year_if_it_was_one_on_1_july():
    assert "PL" not in members("EU", 2003)
    assert "PL" in members("EU", 2004)  # since 1 May
    assert "HR" not in members("EU", 2012)
    assert "HR" in members("EU", 2013)  # since 1 July
    assert "GB" in members("EU", 2019)
    assert "GB" not in members("EU", 2020)  # until 31 January


def test_a_union_that_changes_needs_a_year():
    with pytest.raises(CopubError, match="change with time"):
        members("EU")


def test_a_fixed_list_is_the_same_in_every_year():
    assert members("EU27", 1996) == members("EU27", 2022) == members("EU27")


def test_the_regions_of_one_release_share_no_country():
    continents = ["AFRICA", "ASIA", "MIDDLE-EAST", "SOUTH-AMERICA", "CENTRAL-AMERICA", "NORTH-AMERICA", "EUROPE", "OCEANIA"]
    for scheme in ("ncses-2023", "ncses-2021"):
        listed = [member for unit in continents for member in members(unit, scheme=scheme)]
        assert len(listed) == len(set(listed))
        assert set(listed) <= set(countries()["code"])


def test_europe_is_the_eu27_and_the_rest_with_the_united_kingdom_on_either_side():
    assert set(members("EUROPE")) == {*members("EU27"), *members("OTHER-EUROPE-2020")}
    assert set(members("EUROPE")) == {*members("EU27GB"), *members("OTHER-EUROPE")}
    assert set(members("OTHER-EUROPE-2020")) - set(members("OTHER-EUROPE")) == {"GB"}


def test_puerto_rico_changed_its_region_between_the_releases():
    assert "PR" in members("NORTH-AMERICA", scheme="ncses-2023")
    assert "PR" in members("CENTRAL-AMERICA", scheme="ncses-2021")


def test_our_composite_regions_consist_of_regions():
    assert members("ASIA-PACIFIC") == ("ASIA", "OCEANIA")
    assert members("LATIN-AMERICA") == ("CENTRAL-AMERICA", "MX", "SOUTH-AMERICA")
    assert "MX" in members("NORTH-AMERICA")  # so the two overlap


def test_every_unit_with_a_scheme_has_members_in_it():
    for unit in units().query("scheme != ''").itertuples():
        assert members(unit.code, 2019, unit.scheme)


@pytest.mark.parametrize(
    ("unit", "scheme", "told"),
    [
        ("EU72", None, "Did you mean `EU27`?"),
        ("WORLD", None, "no list of members"),
        ("ASIA", "ncses-2022", "Did you mean `ncses-2021`?|Did you mean `ncses-2023`?"),
    ],
)
def test_an_unknown_unit_or_list_is_refused_with_the_nearest(unit, scheme, told):
    with pytest.raises(CopubError, match=told.replace("?", r"\?")):
        members(unit, scheme=scheme)
