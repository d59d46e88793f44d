"""What works with unknown countries could make of a share: `?` is an author whose country is not known."""

import pytest

from copub.cube import build, unit_members
from copub.indicators import measure
from works import by, write_corpus

MEMBERS = unit_members(["US", "CN", "DE", "EU27", "ASIA-PACIFIC", "WORLD"], 2020, 2020)


@pytest.fixture
def cube_of(tmp_path):
    """`cube_of(work, …)`: the cube of these works."""
    return lambda *works: build(write_corpus(list(works), tmp_path / "corpus"), tmp_path / "cube")


@pytest.fixture
def band(cube_of):
    """`band(unit, share, work, …)`: the value of a share with its two ends."""

    def ask(unit, share, *works):
        cube = cube_of(*works)
        table = measure("share_bounds", cells=cube.cells, sets=cube.sets, places=cube.places(MEMBERS))
        row = table[(table["unit"] == unit) & (table["share"] == share)].iloc[0]
        return row["value"], row["low"], row["high"]

    return ask


def test_a_work_of_the_unit_with_an_unknown_country_may_be_international_or_not(band):
    assert band("US", "international", by("US"), by("US", "?")) == (0, 0, 1 / 2)


def test_a_work_of_another_country_would_be_international_were_it_the_unit_s(band):
    assert band("US", "international", by("US"), by("CN", "?")) == (0, 0, 1 / 2)


def test_a_work_without_any_known_country_may_be_the_unit_s_alone(band):
    assert band("US", "international", by("US", "CN"), by("?")) == (1, 1 / 2, 1)


def test_a_truncated_work_may_have_more_countries(band):
    assert band("US", "bilateral", by("US", "CN"), by("US", "CN", truncated=True)) == (1, 1 / 2, 1)


def test_what_is_trilateral_already_cannot_become_bilateral(band):
    assert band("US", "bilateral", by("US", "CN"), by("US", "CN", "DE", "?")) == (1 / 2, 1 / 2, 1 / 2)
    assert band("US", "trilateral", by("US", "CN"), by("US", "CN", "DE", "?")) == (1 / 2, 0, 1 / 2)


def test_four_parties_stay_four_or_more(band):
    assert band("US", "four_or_more", by("US", "CN"), by("US", "CN", "DE", "FR", "?")) == (1 / 2, 1 / 2, 1 / 2)


def test_two_members_of_a_bloc_are_several_countries_but_one_party(band):
    assert band("EU27", "several_countries", by("DE", "FR"), by("DE")) == (1 / 2, 1 / 2, 1 / 2)
    assert band("EU27", "international", by("DE", "FR"), by("DE")) == (0, 0, 0)


def test_without_unknown_countries_a_band_has_no_width(band):
    assert band("US", "international", by("US"), by("US", "CN")) == (1 / 2, 1 / 2, 1 / 2)


def joint_share(cube, unit="US", partner="CN"):
    places, pairs = cube.places(MEMBERS), cube.pairs(MEMBERS, [(unit, partner)])
    return measure("joint_share", cells=cube.cells, places=places, pairs=pairs).iloc[0]


def test_a_partner_s_share_is_of_all_works_and_of_the_international_ones(cube_of):
    row = joint_share(cube_of(by("US"), by("US", "CN"), by("US", "DE"), by("US", "DE"), by("CN")))
    assert (row["of_output"], row["of_output_low"], row["of_output_high"]) == (1 / 4, 1 / 4, 1 / 4)
    assert (row["of_international"], row["of_international_low"], row["of_international_high"]) == (1 / 3, 1 / 3, 1 / 3)


def test_a_work_of_the_unit_may_be_joint_and_may_be_international_without_the_partner(cube_of):
    row = joint_share(cube_of(by("US"), by("US", "CN"), by("US", "?")))
    assert (row["of_output"], row["of_output_low"], row["of_output_high"]) == (1 / 3, 1 / 3, 2 / 3)
    assert (row["of_international"], row["of_international_low"], row["of_international_high"]) == (1, 1 / 2, 1)


def test_a_work_of_the_partner_is_joint_or_none_of_the_unit_s(cube_of):
    row = joint_share(cube_of(by("US"), by("US", "CN"), by("CN", "?")))
    assert (row["of_output"], row["of_output_low"], row["of_output_high"]) == (1 / 2, 1 / 2, 2 / 3)
    assert (row["of_international"], row["of_international_low"], row["of_international_high"]) == (1, 1, 1)


def test_a_work_of_neither_may_be_the_unit_s_with_or_without_the_partner(cube_of):
    row = joint_share(cube_of(by("US"), by("US", "CN"), by("DE", "?")))
    assert (row["of_output"], row["of_output_low"], row["of_output_high"]) == (1 / 2, 1 / 3, 2 / 3)
    assert (row["of_international"], row["of_international_low"], row["of_international_high"]) == (1, 1 / 2, 1)


def test_a_pair_without_joint_works_has_a_share_of_zero_once_it_has_them_in_another_year(tmp_path):
    works = by("US", "CN", year=2019), by("US", year=2020)
    cube = build(write_corpus(list(works), tmp_path / "corpus"), tmp_path / "cube")
    members = unit_members(["US", "CN"], 2019, 2020)
    table = measure(
        "joint_share", cells=cube.cells, places=cube.places(members), pairs=cube.pairs(members, [("US", "CN")])
    )
    assert table.set_index("year")["of_output"].to_dict() == {2019: 1, 2020: 0}


def test_in_a_region_the_partner_s_own_works_of_unknown_countries_may_be_joint(cube_of):
    cube = cube_of(by("JP"), by("JP", "CN"), by("CN", "?"))
    row = measure(
        "partner_in_region",
        cells=cube.cells,
        places=cube.places(MEMBERS),
        members=MEMBERS,
        region="ASIA-PACIFIC",
        partner="CN",
    ).iloc[0]
    assert (row["share_with"], row["low_with"], row["high_with"]) == (1 / 3, 1 / 3, 2 / 3)
    assert (row["share_without"], row["low_without"], row["high_without"]) == (1 / 2, 1 / 2, 2 / 3)


def test_outside_a_region_the_partner_s_works_of_unknown_countries_are_joint_or_elsewhere(cube_of):
    cube = cube_of(by("JP"), by("JP", "US"), by("US", "?"), by("DE", "?"))
    row = measure(
        "partner_in_region",
        cells=cube.cells,
        places=cube.places(MEMBERS),
        members=MEMBERS,
        region="ASIA-PACIFIC",
        partner="US",
    ).iloc[0]
    assert (row["share_with"], row["low_with"], row["high_with"]) == (1 / 2, 1 / 3, 3 / 4)
    assert (row["share_without"], row["low_without"], row["high_without"]) == (1 / 2, 1 / 3, 3 / 4)


def test_the_lead_s_ends_are_those_of_unknown_leads_and_of_unknown_countries(cube_of):
    works = by("US", "CN", lead="US"), by("US", "CN"), by("DE", "?", lead="US"), by("DE", "?", lead="DE")
    cube = cube_of(*works)
    table = measure("lead_share", cells=cube.cells, places=cube.places(MEMBERS), members=MEMBERS)
    row = table.set_index("unit").loc["US"]
    # The least: the second is not led, the third no work of the unit, the fourth one. The greatest: led, led, and none of it.
    assert (row["value"], row["low"], row["high"]) == (1 / 2, 1 / 3, 1)


def test_core_and_periphery_may_gain_and_lose_works_of_unknown_countries(cube_of):
    cube = cube_of(by("DE", "FR"), by("US", "CN"), by("DE", "?"), by("DE", "FR", "?"), by("CN", "?"))
    places = cube.places(MEMBERS)
    row = measure("core_share", cells=cube.cells, sets=cube.sets, places=places, core="EU27").iloc[0]
    assert (row["core_only"], row["core_only_low"], row["core_only_high"]) == (2 / 3, 1 / 5, 3 / 4)
    assert (row["mixed"], row["mixed_low"], row["mixed_high"]) == (0, 0, 3 / 5)
    assert (row["outside"], row["outside_low"], row["outside_high"]) == (1 / 3, 1 / 5, 1 / 2)


def test_works_of_unknown_countries_could_move_the_share_among_the_most_cited(cube_of):
    # Of twenty works two are the top tenth: one is the unit's, the other has no known country.
    top, others = (by("US", citations=9), by("?", citations=9)), (by("US"), by("CN", "?"), *[by("DE")] * 16)
    cube = cube_of(*top, *others)
    row = measure("pp_top", cells=cube.cells, places=cube.places(MEMBERS)).set_index("unit").loc["US"]
    assert (row["top10"], row["top10_low"], row["top10_high"]) == (1 / 2, 1 / 3, 2 / 3)
