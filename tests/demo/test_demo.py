"""The whole way with invented records: drawn, written as two vendors would, ingested, counted, and equal to the planted truth."""

import json
from pathlib import Path

import pandas as pd
import pytest

from copub.corpus import read_open
from copub.corpus.ingest import ingest
from copub.cube import build, unit_members
from copub.demo import make_demo
from copub.errors import CopubError
from copub.indicators import measure

YEARS = (2003, 2022)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    make_demo(6_000, 7, folder)
    return folder


@pytest.fixture(scope="module")
def corpora(demo, tmp_path_factory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("root")
    for source in ("openalex", "wos"):
        ingest(source, [demo / source], source, root, workers=1)
    return {source: root / "data" / "corpora" / source for source in ("openalex", "wos")}


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        make_demo(300, seed, tmp_path / name)
    a, b, c = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in "abc"
    )
    assert a == b
    assert a != c


def test_both_layouts_hold_the_same_works(corpora):
    columns = [
        "doi",
        "year",
        "doc_type",
        "field",
        "c1",
        "c2",
        "c3",
        "citations",
        "cset",
        "lead",
        "n_authors",
        "unknown",
        "dual",
    ]
    one, other = (
        pd.read_parquet(corpora[source] / "works.parquet")[columns].sort_values("doi", ignore_index=True)
        for source in ("openalex", "wos")
    )
    assert len(one) == 6_000
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("source", ["openalex", "wos"])
def test_the_cube_finds_the_planted_truth(demo, corpora, source):
    truth = json.loads((demo / "truth.json").read_text(encoding="utf-8"))
    cube = build(corpora[source], corpora[source] / "cube")
    members = unit_members(["EU27", "US", "CN", "GB", "DE", "JP", "IN"], *YEARS)
    places = cube.places(members)
    pairs = cube.pairs(members, [("US", "CN"), ("EU27", "CN"), ("EU27", "US"), ("GB", "US")])
    found = {
        "works": measure("unit_output", cells=cube.cells, places=places).set_index(["unit", "year"])["works"],
        "international": measure("unit_output", cells=cube.cells, places=places).set_index(["unit", "year"])[
            "with_outside"
        ],
        "cnci": measure("cnci", cells=cube.cells, places=places).set_index(["unit", "year"])["value"],
    }
    for key, answers in truth["units"].items():
        unit, year = key.split()
        for name, column in found.items():
            assert column[(unit, int(year))] == pytest.approx(answers[name], abs=1e-8), (key, name)
    joint = measure("joint_output", cells=cube.cells, pairs=pairs).set_index(["unit", "partner", "year"])
    cnci = measure("cnci", cells=cube.cells, places=pairs).set_index(["unit", "partner", "year"])["value"]
    for key, answers in truth["pairs"].items():
        unit, partner, year = key.split()
        row = joint.loc[(unit, partner, int(year))]
        assert (row["works"], row["exclusive"]) == (answers["works"], answers["exclusive"]), key
        assert cnci[(unit, partner, int(year))] == pytest.approx(answers["cnci"], abs=1e-8), key


def test_the_margins_are_those_of_the_public_tables(demo):
    truth = json.loads((demo / "truth.json").read_text(encoding="utf-8"))
    table = read_open("ncses_output")
    world = table[(table["unit"] == "WORLD") & (table["release"] == "ncses-2023")]
    share = sum(year["international"] for year in truth["world"].values()) / truth["works"]
    assert share == pytest.approx(world["international"].sum() / world["total"].sum(), abs=0.02)
    units = {unit: sum(v["works"] for k, v in truth["units"].items() if k.startswith(unit)) for unit in ("CN", "US")}
    printed = {
        unit: table[(table["unit"] == unit) & (table["release"] == "ncses-2023")]["total"].sum() for unit in units
    }
    assert units["CN"] / units["US"] == pytest.approx(printed["CN"] / printed["US"], rel=0.15)


def test_everything_says_that_it_is_invented(demo):
    assert json.loads((demo / "openalex" / "manifest.json").read_text(encoding="utf-8"))["invented"] is True
    lines = next((demo / "wos").iterdir()).read_text(encoding="utf-8-sig").split("\n")[1:-1]
    assert all("\tInvented work 9" in line for line in lines)


def test_no_works_are_no_corpus(tmp_path):
    with pytest.raises(CopubError, match="0 works are no corpus"):
        make_demo(0, 1, tmp_path / "demo")
