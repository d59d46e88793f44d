"""The cube as some units see it: fewer sets of countries, and every indicator of these units unmoved."""

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import given

from copub.cube import Cube, build, coarse
from copub.indicators import NothingMeasured, measure
from oracle.test_cube_against_reference import MEMBERS, PAIRS, corpora, few
from works import write_corpus

OF_PLACES = (
    "unit_output",
    "unit_international",
    "collaboration_size",
    "country_fraction",
    "cnci",
    "cnci_interval",
    "collab_cnci",
    "pp_top",
)
OF_PAIRS = ("joint_share", "relative_cnci")


def all_of(cube: Cube, cells: str) -> dict[str, pd.DataFrame | None]:
    """Every indicator that a cube gives of the units and pairs; None where nothing is measured."""
    places, pairs = cube.places(MEMBERS), cube.pairs(MEMBERS, PAIRS)
    given = {
        **{name: {"places": places} for name in OF_PLACES},
        **{name: {"places": places, "pairs": pairs} for name in OF_PAIRS},
        "joint_output": {"pairs": pairs},
        "coauthorship": {"places": places, "sets": cube.sets},
        "share_bounds": {"places": places, "sets": cube.sets},
        "core_share": {"places": places, "sets": cube.sets, "core": "BLOC"},
        "partner_in_region": {"places": places, "members": MEMBERS, "region": "REGION", "partner": "CN"},
    }
    if cells == "cells":
        given["lead_share"] = {"places": places, "members": MEMBERS}
    return {name: table(name, cells=getattr(cube, cells), **asked) for name, asked in given.items()}


def table(name: str, **given: object) -> pd.DataFrame | None:
    try:
        return measure(name, **given)
    except NothingMeasured:
        return None


@few
@given(corpora)
def test_every_indicator_of_the_units_is_that_of_the_whole_cube(corpus):
    with tempfile.TemporaryDirectory() as folder:
        whole = build(write_corpus(corpus, Path(folder)), Path(folder) / "cube")
        seen = coarse(whole, MEMBERS)
        for cells in ("cells", "summed"):
            of_whole, of_seen = all_of(whole, cells), all_of(seen, cells)
            for name, wanted in of_whole.items():
                assert (wanted is None) == (of_seen[name] is None), name
                if wanted is not None:
                    pd.testing.assert_frame_equal(of_seen[name], wanted)
