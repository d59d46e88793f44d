"""The tables that a book reads, made from a cube: equal to the planted truth, and to each other where they must be."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from copub import corpus_tables, releases
from copub.corpus.ingest import ingest
from copub.corpus_tables import FILLED_BY, write_tables
from copub.cube import build
from copub.demo import make_demo
from copub.errors import CopubError
from copub.indicators import card, measure
from copub.releases import TABLES
from works import by, write_corpus


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A folder with the corpus `demo`, three thousand invented works, and its tables."""
    root = tmp_path_factory.mktemp("tables")
    make_demo(3_000, 3, root / "made")
    done = ingest("openalex", [root / "made" / "openalex"], "demo", root, workers=1)
    build(done.folder, done.folder / "cube")
    write_tables(done.folder)
    return root


@pytest.fixture(scope="module")
def table(root):
    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(releases.tables_of(root, "demo") / f"{name}.csv", keep_default_na=False, na_values=[""])

    return read


@pytest.fixture(scope="module")
def truth(root) -> dict:
    return json.loads((root / "made" / "truth.json").read_text(encoding="utf-8"))


def test_output_and_works_with_other_countries_are_the_planted_ones(table, truth):
    total = table("output").set_index(["unit", "year"]).total
    abroad = table("international").set_index(["unit", "year"]).works
    for key, answers in truth["units"].items():
        unit, year = key.split()
        assert total[unit, int(year)] == answers["works"], key
        assert abroad[unit, int(year)] == answers["international"], key


def test_bilateral_works_are_the_planted_ones_a_bloc_being_one_party(table, truth):
    bilateral = table("sizes").set_index(["unit", "year"]).bilateral
    for key, answers in truth["units"].items():
        unit, year = key.split()
        assert bilateral.get((unit, int(year)), 0) == answers["bilateral"], key


def test_the_world_has_every_work_and_those_without_a_country_are_neither_domestic_nor_international(table, truth):
    world = table("output").query("unit == 'WORLD'").set_index("year")
    for year, answers in truth["world"].items():
        row = world.loc[int(year)]
        assert row.total == answers["works"]
        assert row.international == answers["international"]
        assert row.total - row.domestic - row.international >= answers["works"] - answers["located"]


def test_joint_works_and_their_impact_are_the_planted_ones(table, truth):
    joint = table("joint").set_index(["unit", "partner", "year"]).works
    impact = table("impact").set_index(["unit", "partner", "year"]).cnci
    for key, answers in truth["pairs"].items():
        unit, partner, year = key.split()
        assert joint[unit, partner, int(year)] == joint[partner, unit, int(year)] == answers["works"], key
        if {unit, partner} <= {"US", "CN", "EU27"} and answers["cnci"] is not None:
            pair = (
                (unit, partner, int(year)) if (unit, partner, int(year)) in impact.index else (partner, unit, int(year))
            )
            assert impact[pair] == pytest.approx(answers["cnci"], abs=1e-8), key


def test_the_parts_of_every_place_add_up(table):
    reach, sizes = table("reach").set_index(["unit", "year"]), table("sizes").set_index(["unit", "year"])
    whole = table("whole_counts").query("field == 'all'").set_index(["unit", "year"]).works
    assert (reach.sum(axis=1) == whole).all()
    assert (sizes.bilateral + sizes.trilateral + sizes.four_or_more == sizes.international).all()


def test_areas_add_up_to_all_works_with_a_field(root, table):
    counts = table("whole_counts")
    of_no_area = releases.about(root, "demo")["of_no_area"]
    assert of_no_area == 0
    by_area = counts[counts.field != "all"].groupby(["unit", "year"]).works.sum()
    assert by_area.equals(counts[counts.field == "all"].set_index(["unit", "year"]).works.sort_index())


def test_writing_again_gives_the_same_bytes(root):
    folder = releases.tables_of(root, "demo")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_tables(root / "data" / "corpora" / "demo")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_tables_say_what_they_were_made_from(root):
    about = releases.about(root, "demo")
    assert about["invented"] and about["source"] == "OpenAlex"
    assert about["records"]["records"] == about["records"]["accepted"] == 3_000
    cube = json.loads((root / "data" / "corpora" / "demo" / "cube" / "cube.json").read_text(encoding="utf-8"))
    assert about["cube"]["cells"] == cube["tables"]["cells"]["sha256"]
    assert set(about["tables"]) == set(releases.TABLES)


def test_a_corpus_that_has_lost_a_table_is_refused(root, tmp_path):
    folder = releases.tables_of(tmp_path, "torn")
    folder.mkdir(parents=True)
    (tmp_path / "data" / "open").mkdir()
    (tmp_path / "data" / "open" / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    with pytest.raises(CopubError, match="the corpus has no table `output`"):
        releases.load(tmp_path, "torn")


def test_no_pair_stands_twice_and_its_fields_add_up_to_its_works(table):
    joint, fields = table("joint"), table("joint_fields")
    assert not joint.duplicated(["unit", "partner", "year"]).any()
    assert not fields.duplicated(["unit", "partner", "year", "field"]).any()
    whole = joint.set_index(["unit", "partner", "year"]).works
    for key, works in fields.groupby(["unit", "partner", "year"]).works.sum().items():
        assert works == whole[key], key


def test_the_cards_said_to_fill_the_tables_are_those_that_ran(root, monkeypatch):
    ran = set()
    monkeypatch.setattr(corpus_tables, "measure", lambda name, **given: ran.add(name) or measure(name, **given))
    write_tables(root / "data" / "corpora" / "demo")
    assert ran == {name for names in FILLED_BY.values() for name in names}
    assert set(FILLED_BY) == set(TABLES)
    written = (releases.tables_of(root, "demo") / "tables.sql").read_text(encoding="utf-8")
    assert all(card(name).sql.rstrip() in written for name in ran)


def test_a_corpus_of_one_domestic_work_has_every_table_and_rows_where_there_is_something(tmp_path):
    corpus = write_corpus([by("AT")], tmp_path / "data" / "corpora" / "one")
    build(corpus, corpus / "cube")
    rows = write_tables(corpus)
    assert set(rows) == set(releases.TABLES)
    assert rows["joint"] == rows["sizes"] == rows["joint_fields"] == 0
    output = pd.read_csv(corpus / "tables" / "output.csv").set_index("unit")
    assert (output.total["AT"], output.international["AT"]) == (1, 0)


def test_tables_that_are_older_than_their_cube_are_known(tmp_path):
    corpus = write_corpus([by("AT")], tmp_path / "data" / "corpora" / "one")
    build(corpus, corpus / "cube")
    write_tables(corpus)
    assert releases.of_its_cube(tmp_path, "one")
    write_corpus([by("AT"), by("DE")], corpus)
    build(corpus, corpus / "cube")
    assert not releases.of_its_cube(tmp_path, "one")
    shutil.rmtree(corpus / "cube")
    assert releases.of_its_cube(tmp_path, "one")
