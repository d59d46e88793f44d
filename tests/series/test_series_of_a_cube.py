"""The series of a cube, as files that can be published."""

import json

import pandas as pd
import pytest

from copub.corpus.ingest import ingest
from copub.cube import build
from copub.demo import make_demo
from copub.editions import load_edition
from copub.indicators import card, cards
from copub.project import find_root
from copub.series import write_series
from works import by, write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two thousand invented works, ingested and counted."""
    root = tmp_path_factory.mktemp("series")
    made = root / "made"
    make_demo(2_000, 1, made)
    done = ingest("openalex", [made / "openalex"], "demo", root, workers=1)
    build(done.folder, done.folder / "cube")
    return done.folder


@pytest.fixture(scope="module")
def series(corpus):
    return write_series(corpus, load_edition(find_root() / "data" / "editions" / "2022.yml"))


def test_every_series_has_rows_and_its_columns(corpus, series):
    for name, rows in series.items():
        table = pd.read_csv(corpus / "series" / f"{name}.csv", keep_default_na=False)
        assert len(table) == rows > 0
        promised = card(name.removesuffix("_of_pairs")).columns.split(", ")
        assert {column for column in promised if "own keys" not in column} <= set(table.columns), name


def test_every_row_of_an_invented_corpus_says_so(corpus, series):
    for name in series:
        assert pd.read_csv(corpus / "series" / f"{name}.csv")["invented"].all()
    assert json.loads((corpus / "series" / "series.json").read_text(encoding="utf-8"))["invented"]


def test_bilateral_trilateral_and_larger_works_add_up_to_the_international_ones(corpus, series):
    size = pd.read_csv(corpus / "series" / "collaboration_size.csv", keep_default_na=False)
    assert (size.bilateral + size.trilateral + size.four_or_more == size.international).all()
    assert (size.bilateral + size.multilateral == size.international).all()


def test_writing_again_gives_the_same_bytes(corpus, series):
    before = {path.name: path.read_bytes() for path in (corpus / "series").iterdir()}
    write_series(corpus, load_edition(find_root() / "data" / "editions" / "2022.yml"))
    assert before == {path.name: path.read_bytes() for path in (corpus / "series").iterdir()}


def read(corpus, name):
    return pd.read_csv(corpus / "series" / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_every_indicator_of_a_cube_has_its_series(corpus, series):
    of_cubes = {one.name for one in cards() if {"cells", "credits"} & set(one.inputs)}
    of_series = {"growth", "share_change", "share_interval", "ratio_interval", "unit_rank"}
    of_joint_works = {"collaboration_strength", "partner_concentration"}
    assert of_cubes | of_series | of_joint_works <= set(series)


def test_growth_is_between_the_edition_s_windows(corpus, series):
    output = read(corpus, "unit_output").query("unit == 'US'").set_index("year")["works"]
    growth = read(corpus, "growth").query("measure == 'output' and unit == 'US'").iloc[0]
    assert growth["earlier"] == output.loc[2013:2017].sum()
    assert growth["ratio"] == pytest.approx(output.loc[2018:2022].sum() / output.loc[2013:2017].sum())


def test_the_change_of_the_international_share_is_pooled_over_the_windows(corpus, series):
    output = read(corpus, "unit_output").query("unit == 'DE'").set_index("year")[["works", "with_outside"]]
    earlier, later = output.loc[2013:2017].sum(), output.loc[2018:2022].sum()
    change = read(corpus, "share_change").query("share == 'international' and unit == 'DE'").iloc[0]["change"]
    assert change == pytest.approx(later.with_outside / later.works - earlier.with_outside / earlier.works)


def test_every_share_lies_between_its_bounds_and_in_its_interval(corpus, series):
    for name in ("share_bounds", "lead_share", "share_interval"):
        table = read(corpus, name)
        assert (table.low <= table.value).all() and (table.value <= table.high).all(), name


def test_the_sharp_bounds_lie_within_the_plain_ones(corpus, series):
    sharp = (
        read(corpus, "share_bounds")
        .query("share == 'international'")
        .merge(read(corpus, "unit_international"), on=["unit", "year"], suffixes=("", "_plain"))
    )
    assert (sharp.low >= sharp.low_plain - 1e-9).all() and (sharp.high <= sharp.high_plain + 1e-9).all()


def test_ranks_are_among_all_countries_of_the_cube(corpus, series):
    ranks = read(corpus, "unit_rank").query("measure == 'output' and year == 2020")
    assert (ranks["rank"].min(), set(ranks["among"])) == (1, {len(ranks)})
    assert len(ranks) > len(load_edition(find_root() / "data" / "editions" / "2022.yml").parameters["focus_countries"])


def test_a_corpus_of_one_domestic_work_has_its_few_series_and_no_others(tmp_path):
    build(write_corpus([by("US")], tmp_path), tmp_path / "cube")
    written = write_series(tmp_path, load_edition(find_root() / "data" / "editions" / "2022.yml"))
    assert {"unit_output", "share_bounds"} <= set(written)
    assert not {"joint_output", "collaboration_size", "relative_cnci"} & set(written)
