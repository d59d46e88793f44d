"""A desk with other years and places tells what the numbers would be there, or that the tables do not hold them; it never stumbles."""

import pytest
import yaml

from copub.recount import Desk, Files, recount
from miniature import ROOT

FILES = Files(ROOT)
GIVEN = yaml.safe_load((ROOT / "data" / "editions" / "2022.yml").read_text(encoding="utf-8"))["parameters"]
YEARS = ("first_year", "last_year", "pairs_first_year", "pairs_last_year")
OTHERS = {
    "the other release": {"release": "ncses-2021", **dict.fromkeys(("last_year", "pairs_last_year"), 2020)},
    "a single year": dict.fromkeys(YEARS, 2020),
    "years beyond the tables": {"last_year": 2030, "pairs_last_year": 2030},
    "years before the tables": dict.fromkeys(YEARS, 1985),
    "places with next to no works": {"focus_countries": ["NR", "AD"], "us_partners": ["NR"], "china_partners": ["AD"]},
}


@pytest.mark.parametrize("others", OTHERS.values(), ids=OTHERS.keys())
def test_other_parameters_give_numbers_or_nothing(others):
    found = recount(Desk(FILES, {**GIVEN, **others}), ["global-output", "collaboration-profiles", "united-states"])
    assert all(one.value is not None for one in found.values())


def test_the_release_decides_the_number_of_a_year():
    desks = [Desk(FILES, {**GIVEN, "release": release, "last_year": 2018}) for release in ("ncses-2021", "ncses-2023")]
    earlier, later = (recount(desk, ["global-output"])["global-output.world_last"] for desk in desks)
    assert (earlier.value, later.value) == (2_567_468, 2_613_116)
    assert earlier.cells != later.cells
