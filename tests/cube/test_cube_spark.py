"""The cube on Spark: the same files as DuckDB's to the byte, the same refusals, and nothing left lying about."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from copub.corpus.ingest import ingest
from copub.corpus.works import WEIGHTS
from copub.cube import Cube, build, merge
from copub.cube.contract import TABLES
from copub.cube.engines import DuckDB, Spark
from copub.cube.merge import merge_baselines
from copub.cube.run import make_cube, on_the_other_engine
from copub.cube.spark import started
from copub.demo import make_demo
from copub.errors import CopubError
from copub.project import find_root
from oracle.test_cube_against_reference import corpora
from shared import REAL, needs_real
from works import by, write_corpus

pytestmark = pytest.mark.slow
# So small a corpus is counted before Java's second compiler has made up its mind.
QUICKLY = "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"
# Each year is a corpus of its own, for baselines are a year's: one cube on Spark, which is slow to begin, holds them all.
FINGERS = [
    # Sets of countries.
    *(by(*lands, year=2001) for lands in (("CN", "US"), ("US", "CN"), ("CSHH",), ("CSHH", "US"), ("?",))),
    # One category, two, six and none.
    by("US", year=2002, citations=2, categories=("A", "B")),
    by("CN", year=2002, citations=8, categories=("B",)),
    by("DE", year=2002, citations=5, categories=("A", "B", "C", "D", "E", "F")),
    by("FR", year=2002, citations=5, categories=()),
    # Two on the threshold of the most cited tenth.
    *[by("US", year=2003, citations=9), by("CN", year=2003, citations=9), *[by("DE", year=2003)] * 8],
    # Classes of collaboration.
    by("US", year=2004, citations=3, institutions=2),
    by("US", year=2004, citations=1),
    by("CN", "DE", "FR", year=2004, citations=4),
    by("CN", "DE", "FR", "GB", "US", year=2004, citations=7),
    # Flags, numbers at the edge of their types, and what is absent.
    by("US", year=2005, citations=4, retracted=True),
    by("CN", "?", year=2005, citations=None, truncated=True),
    by("DE", year=2005, lead="DE", citations=2**31 - 1),
    by("DE", year=2**15 - 1, doc_type="review", field="Law", citations=1),
    by("FR", year=None, citations=2),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    if find_spec("pyspark") is None:
        pytest.skip('Spark is not installed: pip install -e ".[spark]"')
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Spark needs Java, and none is here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(*QUICKLY)
        with started("local[2]", tmp_path_factory.mktemp("spark") / "a folder with blanks") as spark:
            yield spark


@pytest.fixture
def same(session, tmp_path):
    """`same(corpus)`: build its cube on both, compare the files, and give both."""

    def built(corpus: Path) -> tuple[Cube, Cube]:
        here, there = build(corpus, tmp_path / "here"), build(corpus, tmp_path / "there", spark=session)
        assert_same(here, there)
        return here, there

    return built


def assert_same(one: Cube, other: Cube) -> None:
    for table in TABLES:
        first, second = (cube.folder / f"{table}.parquet" for cube in (one, other))
        assert first.read_bytes() == second.read_bytes(), table
    assert one.about["tables"] == other.about["tables"]


def test_works_counted_on_fingers_make_the_same_files_and_say_who_made_them(session, same, tmp_path):
    here, there = same(write_corpus(FINGERS, tmp_path / "my corpus"))
    assert there.count()["works"] == len(FINGERS)
    assert here.about["made_by"] == f"duckdb {duckdb.__version__}"
    assert there.about["made_by"] == f"spark {session.version}"
    assert (here.folder / "cube.sql").read_bytes() == (there.folder / "cube.sql").read_bytes()
    assert {path.name for path in here.folder.iterdir()} == {path.name for path in there.folder.iterdir()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "my corpus", "there"]


@settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(corpora)
def test_any_works_make_the_same_files(same, tmp_path, drawn):
    same(write_corpus(drawn, tmp_path / "corpus"))


def test_an_invented_corpus_makes_the_same_files(same, tmp_path):
    make_demo(5_000, 3, tmp_path / "demo")
    corpus = ingest("openalex", [tmp_path / "demo" / "openalex"], "demo", tmp_path, workers=1).folder
    assert same(corpus)[1].count()["works"] == 5_000


@needs_real
def test_real_records_make_the_same_files(same, tmp_path):
    corpus = ingest("wos", [REAL / "wos-tab-scientopy-ble2026"], "real", tmp_path, workers=1).folder
    assert same(corpus)[1].count()["works"] > 4_000


def test_a_corpus_without_side_tables_makes_the_same_files(same, tmp_path):
    corpus = write_corpus(FINGERS[-9:], tmp_path / "corpus")
    (corpus / "weights.parquet").unlink()
    (corpus / "institutions.parquet").unlink()
    same(corpus)


def test_an_empty_corpus_makes_the_same_files(same, tmp_path):
    corpus = write_corpus([by("US")], tmp_path / "corpus")
    for name in ("works", "weights", "institutions"):
        table = pq.read_table(corpus / f"{name}.parquet")
        pq.write_table(table.slice(0, 0), corpus / f"{name}.parquet")
    assert same(corpus)[1].count()["cells"] == 0


def test_a_part_made_on_spark_and_one_made_here_merge_into_the_whole(session, tmp_path):
    whole = build(write_corpus(FINGERS, tmp_path / "whole"), tmp_path / "cube")
    one, other = write_corpus(FINGERS[:9], tmp_path / "one"), write_corpus(FINGERS[9:], tmp_path / "other")
    shared = merge_baselines([build(part, part / "cube").folder for part in (one, other)], tmp_path / "shared.parquet")
    there = build(one, one / "cube", baselines=shared, spark=session)
    here = build(other, other / "cube", baselines=shared)
    assert_same(merge([there.folder, here.folder], tmp_path / "merged"), whole)


def test_what_cannot_be_counted_is_refused_in_the_same_words(session, tmp_path):
    def refusals(folder: Path) -> set[str]:
        found = set()
        for spark in (None, session):
            with pytest.raises(CopubError) as refused:
                build(folder, tmp_path / "cube", spark=spark)
            found.add(str(refused.value))
        return found

    assert len(refusals(tmp_path / "nothing")) == 1
    corpus = write_corpus([by("US", citations=-1)], tmp_path / "corpus")
    assert len(said := refusals(corpus)) == 1
    assert "fewer than no citations" in said.pop()
    pq.write_table(pq.read_table(corpus / "works.parquet").drop_columns(["cset"]), corpus / "works.parquet")
    assert len(said := refusals(corpus)) == 1
    assert "lacks cset" in said.pop()
    assert not (tmp_path / "cube").exists()


def test_a_sum_that_does_not_fit_is_refused_and_not_wrapped_round(session, tmp_path):
    from pyspark.errors import ArithmeticException

    huge = [{"work_id": "W9000000000", "country": "US", "weight": 2**62}] * 3
    pq.write_table(pa.Table.from_pylist(huge, schema=WEIGHTS), tmp_path / "weights.parquet")
    connection = duckdb.connect()
    for engine, refusal in (
        (DuckDB(connection), duckdb.Error),
        (Spark(session, connection, tmp_path), ArithmeticException),
    ):
        engine.read("weights", tmp_path / "weights.parquet")
        with pytest.raises(refusal):
            engine.ask("SELECT CAST(sum(weight) AS BIGINT) FROM weights")


def test_on_one_machine_spark_listens_on_the_loopback_address_alone(session):
    java = [child for child in psutil.Process().children(recursive=True) if child.name() == "java"]
    listening = [one.laddr.ip for child in java for one in child.net_connections() if one.status == psutil.CONN_LISTEN]
    assert listening
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_the_command_says_what_it_says_on_duckdb_and_nothing_of_sparks(session, tmp_path):
    corpus = write_corpus([by("US"), by("US"), by("CN", "US")], tmp_path / "data" / "corpora" / "mine")
    (tmp_path / "data" / "editions").mkdir()
    (tmp_path / "_toc.yml").touch()
    (tmp_path / "data" / "reference").symlink_to(find_root() / "data" / "reference")
    before = set(corpus.iterdir())
    done = [
        subprocess.run(
            [sys.executable, "-c", "from copub.cli import main; main()", "cube", "mine", *options],
            cwd=tmp_path,
            env={**os.environ, **dict([QUICKLY]), "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        for options in ((), ("--engine", "spark", "--master", "local[1]", "--memory", "1GB"))
    ]
    assert done[0].stdout == done[1].stdout
    assert "3 works, 3 of them with a country, in 2 cells" in done[1].stdout
    assert [one.stderr for one in done] == ["", ""]
    assert set(corpus.iterdir()) - before == {corpus / "cube", corpus / "tables"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_toc.yml", "data"]


def test_a_cube_is_made_again_on_the_other_engine_and_compared_file_by_file(session, tmp_path):
    session.stop()
    corpus = write_corpus([by("US", citations=1), by("CN", "US", citations=3)], tmp_path / "mine")
    build(corpus, corpus / "cube")
    assert on_the_other_engine(corpus) == dict.fromkeys(TABLES, True)
    about = json.loads((corpus / "cube" / "cube.json").read_text(encoding="utf-8"))
    about["tables"]["cells"]["sha256"] = "another"
    (corpus / "cube" / "cube.json").write_text(json.dumps(about), encoding="utf-8")
    assert [name for name, same in on_the_other_engine(corpus).items() if not same] == ["cells"]
    about["scored_by"] = "given baselines"
    (corpus / "cube" / "cube.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(CopubError, match="cannot be made again from its works alone"):
        on_the_other_engine(corpus)


def test_a_master_that_is_none_is_refused(session, tmp_path):
    session.stop()
    with (
        pytest.raises(CopubError, match=r"Spark did not start: .*Master(.|\n)*--master loacl"),
        started("loacl", tmp_path / "scratch"),
    ):
        pass
    assert not (tmp_path / "scratch").exists()


def test_engines_and_masters_that_do_not_fit_are_refused(tmp_path):
    corpus = write_corpus([by("US")], tmp_path / "mine")
    with pytest.raises(CopubError, match=r"no engine `sparc`. Did you mean `spark`"):
        make_cube(corpus, engine="sparc")
    with pytest.raises(CopubError, match="only Spark has a master"):
        make_cube(corpus, master="local[2]")
    with pytest.raises(CopubError, match=r"use --master local\[3\]"):
        make_cube(corpus, engine="spark", threads=3)
    assert not (corpus / "cube").exists()


def test_without_spark_or_java_the_command_says_what_to_install(tmp_path, monkeypatch):
    corpus = write_corpus([by("US")], tmp_path / "mine")
    with monkeypatch.context() as patch:
        patch.delenv("JAVA_HOME", raising=False)
        patch.setenv("PATH", str(tmp_path))
        with pytest.raises(CopubError, match="install Java 17"):
            make_cube(corpus, engine="spark")
    with monkeypatch.context() as patch:
        patch.setenv("JAVA_HOME", str(tmp_path))
        patch.setitem(sys.modules, "pyspark.sql", None)
        with pytest.raises(CopubError, match=r'pip install -e "\.\[spark\]"'):
            make_cube(corpus, engine="spark")
    assert sorted(path.name for path in corpus.iterdir()) == [
        "institutions.parquet",
        "weights.parquet",
        "works.parquet",
    ]
