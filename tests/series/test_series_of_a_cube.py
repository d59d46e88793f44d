"""The series of a cube, as files that can be published."""

import json

import pandas as pd
import pytest

from copub.corpus.ingest import ingest
from copub.cube import build
from copub.demo import make_demo
from copub.editions import load_edition
from copub.project import find_root
from copub.series import write_series


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
        assert {"unit", "year"} <= set(table.columns)


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
