"""The whole way through the stand-in: every harvested table is the cube's, for the places and years that both know."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from copub.corpus.ingest import ingest
from copub.corpus_tables import write_tables
from copub.cube import build
from copub.demo import make_demo
from copub.editions import load_edition
from copub.harvest import scope_of
from copub.project import find_root
from copub.reference import countries, members
from copub.releases import TABLES
from copub.standin import StandIn, open_works
from openalex_api import harvested

EDITION = find_root() / "data" / "editions" / "2022.yml"
KEYS = ["unit", "partner", "field", "year"]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Path]:
    """The tables of a cube and of a harvest of the same 2,000 invented works, by the default edition with dated blocs."""
    root = tmp_path_factory.mktemp("root")
    make_demo(2_000, 7, root / "demo")
    ingest("openalex", [root / "demo" / "openalex"], "demo", root, workers=1)
    corpus = root / "data" / "corpora" / "demo"
    build(corpus, corpus / "cube")
    write_tables(corpus)
    parameters = load_edition(EDITION).parameters | {"eu_membership": "at-the-time"}
    with open_works(root / "demo" / "openalex") as works:
        folder = harvested(root / "harvest", StandIn(works), scope_of(parameters))
    return corpus / "tables", folder / "tables"


def read(folder: Path, name: str) -> pd.DataFrame:
    table = pd.read_csv(folder / f"{name}.csv", keep_default_na=False)
    keys = [key for key in KEYS if key in table]
    return table.set_index(keys).sort_index()


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("top1", "impact")])
def test_each_harvested_number_is_the_cubes(made, name):
    cube, harvest = (read(folder, name) for folder in made)
    if name == "output":
        # Whether an address of a work of one country is unknown, the API does not say.
        cube["domestic"] = read(made[0], "reach").one_country.reindex(cube.index).fillna(0).astype(int)
    assert len(harvest) > 100
    assert set(harvest.index) <= set(cube.index)
    pd.testing.assert_frame_equal(harvest, cube.loc[harvest.index], check_like=True)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("output", ["WORLD", "US", "CN", "NA", "ZA", "EU27", "EU", "ASIA-PACIFIC", "LATIN-AMERICA", "ASIA"]),
        ("reach", ["WORLD", "DE", "EU27", "EU", "ASIA-PACIFIC"]),
        ("sizes", ["WORLD", "US", "CN", "ZA"]),
        ("whole_counts", ["WORLD", "US", "CN", "EU27", "ASIA-PACIFIC"]),
    ],
)
def test_no_year_and_no_field_of_a_place_is_missing(made, name, places):
    cube, harvest = (read(folder, name) for folder in made)
    for place in places:
        assert [key for key in cube.index if key[0] == place] == [key for key in harvest.index if key[0] == place]


def test_every_partner_of_a_focus_country_is_there_and_both_blocs_with_every_region(made):
    cube, harvest = (read(folder, "joint") for folder in made)
    lands = set(countries().code)
    theirs, ours = ([key for key in table.index if key[0] == "DE" and key[1] in lands] for table in (cube, harvest))
    assert ours == theirs
    for key in [("ASIA-PACIFIC", "CN"), ("EU27", "US"), ("EU", "CN"), ("CN", "AFRICA")]:
        assert list(harvest.loc[key].works) == list(cube.loc[key].works)


def test_works_of_all_three_blocs_are_those_counted_record_by_record(made):
    union, found = set(members("EU27")), Counter[int]()
    for path in (made[0].parents[3] / "demo" / "openalex" / "works").rglob("*.gz"):
        for line in gzip.decompress(path.read_bytes()).splitlines():
            record = json.loads(line)
            lands = {code for one in record["authorships"] for code in one["countries"]}
            found[record["publication_year"]] += {"US", "CN"} <= lands and bool(lands & union)
    harvested = pd.read_csv(made[1] / "three_blocs.csv").set_index("year").works
    assert dict(harvested) == {year: works for year, works in found.items() if works}
    assert harvested.sum() > 10


def test_what_the_api_cannot_tell_is_absent_with_a_reason(made):
    about = json.loads((made[1] / "tables.json").read_text(encoding="utf-8"))
    assert set(about["absent"]) == {"top1", "impact"}
    assert all(about["absent"].values())
    assert not [name for name in about["absent"] if (made[1] / f"{name}.csv").exists()]
    assert (about["source"], about["invented"], about["disagreeing_pairs"]) == ("OpenAlex API", True, 0)


def test_works_without_a_country_are_counted_and_widen_the_bounds(made):
    whole, bounds = (pd.read_csv(made[1] / f"{name}.csv") for name in ("completeness", "bounds"))
    about = json.loads((made[1] / "tables.json").read_text(encoding="utf-8"))
    assert whole.unlocated.sum() == about["works"]["works"] - about["works"]["located"] > 0
    year = int(whole[whole.unlocated > 0].year.iloc[0])
    row = bounds[(bounds.unit == "US") & (bounds.year == year)].iloc[0]
    assert row.high - row.low == int(whole.set_index("year").unlocated[year])
