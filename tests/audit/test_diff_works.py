"""Two corpora of records: every class of works walked alone and all together, its works counted, its parts adding up."""

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
import yaml

from copub.audit.diff import FORMATS, compare, telling
from copub.audit.diff.sides import Side
from copub.audit.diff.telling import tell
from copub.audit.diff.works import CLASSES
from copub.corpus.ingest import ingest
from copub.corpus_tables import write_tables
from copub.cube import build
from copub.demo import make_demo
from copub.facts import Fact
from copub.recount import Desk, Files
from miniature import ROOT

# How one class of works changes from yesterday to today: which of them, and how; each leaves the others alone.
SOME = "hash(work_id) % 10 = "
CHANGES = {
    "gone": f"SELECT * FROM works WHERE NOT ({SOME}0)",
    "new": "SELECT * FROM works UNION ALL SELECT * REPLACE (work_id || '-2' AS work_id) FROM works WHERE " + f"{SOME}1",
    "retyped": f"SELECT * REPLACE (if({SOME}2, 'letter', doc_type) AS doc_type) FROM works",
    "redated": f"SELECT * REPLACE (if({SOME}3, 2021, year)::SMALLINT AS year) FROM works",
    "recountried": f"SELECT * REPLACE (if({SOME}4, 'CNUS', cset) AS cset) FROM works",
    "other": f"SELECT * REPLACE (if({SOME}5, citations + 7, citations)::INTEGER AS citations) FROM works",
}


@pytest.fixture(scope="module", autouse=True)
def two_sections() -> Iterator[None]:
    """Counts and impact, so that a recount is soon done."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "SECTIONS", ("global-output", "three-blocs"))
        yield


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A project with the corpus `yesterday`, two thousand invented works."""
    root = tmp_path_factory.mktemp("works")
    for name in ("open", "reference", "editions"):
        (root / "data").mkdir(exist_ok=True)
        (root / "data" / name).symlink_to(ROOT / "data" / name)
    (root / "_toc.yml").touch()
    make_demo(2_000, 5, root / "made")
    done = ingest("openalex", [root / "made" / "openalex"], "yesterday", root, workers=1)
    build(done.folder, done.folder / "cube")
    write_tables(done.folder)
    return root


def altered(root: Path, *classes: str) -> Path:
    """The corpus with the works of `classes` changed, with its tables."""
    corpora = root / "data" / "corpora"
    corpus = corpora / "-".join(("today", *classes))
    if not corpus.is_dir():
        corpus.mkdir()
        shutil.copyfile(corpora / "yesterday" / "works.parquet", corpus / "works.parquet")
        for name in classes:
            with duckdb.connect() as connection:
                connection.execute(f"CREATE TABLE works AS FROM read_parquet('{corpus / 'works.parquet'}')")
                connection.execute(f"COPY ({CHANGES[name]}) TO '{corpus / 'works.parquet'}' (FORMAT parquet)")
        build(corpus, corpus / "cube")
        write_tables(corpus)
    return corpus


def side(root: Path, corpus: str) -> Side:
    """An edition of the corpus whose facts are its recount."""
    given = yaml.safe_load((ROOT / "data" / "editions" / "demo.yml").read_text(encoding="utf-8"))["parameters"]
    given |= {"release": corpus, "pairs_release": corpus}
    desk = Desk(Files(root), given, corpus=f"data/corpora/{corpus}/tables")
    told = {slot: one.value for slot, one in tell(desk).items()}
    facts = {slot: Fact(*slot.split("."), value, unit_of(value), "recount", corpus) for slot, value in told.items()}
    return Side(corpus, facts, desk, corpus, root / "data" / "corpora" / corpus / "works.parquet")


def unit_of(value) -> str:
    return "works" if isinstance(value, int) else "share" if isinstance(value, float) else "phrase"


def in_class(root: Path, name: str) -> int:
    """How many works the script changes, counted by the script's own rule on the works themselves."""
    rule = {
        "gone": f"{SOME}0",
        "new": f"{SOME}1",
        "retyped": f"{SOME}2 AND doc_type <> 'letter'",
        "redated": f"{SOME}3 AND year <> 2021",
        "recountried": f"{SOME}4 AND cset <> 'CNUS'",
        "other": f"{SOME}5 AND citations IS NOT NULL",
    }[name]
    works = root / "data" / "corpora" / "yesterday" / "works.parquet"
    return duckdb.sql(f"SELECT count(*) FROM read_parquet('{works}') WHERE {rule}").fetchall()[0][0]


def moves_split(moves):
    """The moves that both sides can tell, every one with its parts."""
    told = [move for move in moves if move.before is not None and move.after is not None]
    assert [move.slot for move in told if not move.parts] == []
    return told


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_one_class_alone_explains_every_change(root, name):
    found = compare(side(root, "yesterday"), side(root, altered(root, name).name), root)
    assert {one: count for one, count in found.works.items() if count} == {name: in_class(root, name)}
    moved = [move for move in found.moves if move.moved]
    assert moved
    assert {part.steps for move in moves_split(moved) for part in move.parts} == {(name,)}
    if name in {"retyped", "other"}:
        # Types and citations say what a work is compared with, and not where it is from.
        assert not [move.slot for move in moved if move.unit == "works"]


def test_all_classes_together_add_up_to_the_change(root):
    today = altered(root, *CLASSES)
    found = compare(side(root, "yesterday"), side(root, today.name), root)
    assert all(found.works[name] > 0 for name in CLASSES)
    moves = [move for move in found.moves if move.moved and move.parts and move.change]
    assert len(moves) > 20
    assert {steps for move in moves for part in move.parts for steps in part.steps} >= {
        "gone",
        "new",
        "redated",
        "recountried",
    }
    for move in moves:
        assert (
            tuple(sum(ends, Fraction()) for ends in zip(*(part.change for part in move.parts), strict=True))
            == move.change
        )
        assert not {"cells", "method"} & {step for part in move.parts for step in part.steps}, move.slot
    told = FORMATS["text"](found)
    assert f"{found.works['gone']:,} gone, {found.works['new']:,} new" in told
