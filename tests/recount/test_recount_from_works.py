"""The tables of a corpus counted again from its works."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copub.corpus_tables import write_tables
from copub.cube import build
from copub.errors import CopubError
from copub.recount.from_works import tables_agree
from copub.recount.ratings import threshold
from tiny import ROOT
from works import by, write_corpus

SOME = [
    by("CN"),
    by("CN", "?"),
    by("CN", "US", citations=3),
    by("CN", "US", "DE", citations=5, categories=("Physics", "Optics")),
    by("DE", "FR", citations=1, field="Medicine"),
    by("GB", "FR", year=2019, citations=None),
    by("?"),
    by("JP", "CN", "AU", citations=2, truncated=True),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return of_works(tmp_path_factory.mktemp("made"), SOME)


@pytest.fixture
def root(made, tmp_path):
    """A project with the corpus `some` of eight works, its cube and its tables."""
    return shutil.copytree(made, tmp_path / "root", symlinks=True)


def of_works(root: Path, works) -> Path:
    folder = root / "data" / "corpora" / "some"
    folder.mkdir(parents=True)
    (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    write_corpus(works, folder)
    (folder / "corpus.json").write_text(json.dumps({"name": "some", "source": "fingers"}), encoding="utf-8")
    build(folder, folder / "cube")
    write_tables(folder)
    return root


def rewrite(root: Path, table: str, before: str, after: str) -> None:
    path = root / "data" / "corpora" / "some" / "tables" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_every_row_of_every_table_is_counted_again(root):
    found = tables_agree(root, "some")
    assert {name: agreement.differing for name, agreement in found.items() if agreement.differing} == {}
    assert set(found) == {
        "output", "reach", "international", "sizes", "whole_counts", "joint", "joint_fields", "impact", "top1"
    }  # fmt: skip
    assert found["joint"].rows > 20


def test_a_cell_that_was_changed_is_named_with_both_values(root):
    rewrite(root, "output", "CN,2020,5,1,3", "CN,2020,5,2,3")  # one of China's five is at home, its addresses all known
    (one,) = tables_agree(root, "some")["output"].differing
    assert one.key == ("CN", "2020")
    assert (one.table["domestic"], one.counted["domestic"]) == (2, 1)


def test_a_row_that_is_gone_has_no_value_in_the_table(root):
    rewrite(root, "joint", "CN,US,2020,2\n", "")
    (one,) = tables_agree(root, "some")["joint"].differing
    assert (one.key, one.table, one.counted["works"]) == (("CN", "US", "2020"), None, 2)


def test_a_corpus_without_citations_has_tables_and_no_ratings(tmp_path):
    found = tables_agree(of_works(tmp_path, [by("CN", "US", citations=None)]), "some")
    assert found["joint"].rows > 2
    assert (found["impact"].rows, found["top1"].rows) == (0, 0)


def test_without_works_nothing_is_counted(root):
    (root / "data" / "corpora" / "some" / "works.parquet").unlink()
    with pytest.raises(CopubError, match="the works are not here"):
        tables_agree(root, "some")


places = st.lists(
    st.sampled_from(["CN", "US", "DE", "GB", "MX", "HR", "CSHH", "?"]), min_size=1, max_size=4, unique=True
)
some_work = st.builds(
    lambda of, year, citations, categories, area: by(
        *of, year=year, citations=citations, categories=tuple(categories), field=area
    ),
    places,
    st.sampled_from([2012, 2013, 2020]),
    st.none() | st.integers(0, 9),
    st.lists(st.sampled_from(["Physics", "Optics", "Surgery"]), max_size=3, unique=True),
    st.sampled_from(["Physics", "Medicine", ""]),
)


@settings(max_examples=4, deadline=None)
@given(st.lists(some_work, min_size=1, max_size=12))
def test_the_count_and_the_engine_agree_on_any_works(tmp_path_factory, works):
    found = tables_agree(of_works(tmp_path_factory.mktemp("any"), works), "some")
    assert {name: agreement.differing for name, agreement in found.items() if agreement.differing} == {}


@given(st.dictionaries(st.integers(0, 20), st.integers(1, 60), min_size=1), st.sampled_from([10, 100]))
def test_with_its_ties_in_part_the_most_cited_are_exactly_their_part(weights, top):
    cut, tie = threshold(weights, top)
    above = sum(weight for citations, weight in weights.items() if citations > cut)
    assert 0 < tie <= 1
    assert above + tie * weights[cut] == pytest.approx(sum(weights.values()) / top)
