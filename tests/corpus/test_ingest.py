"""From files to a corpus: every record is accepted, a duplicate or in quarantine, and the result does not depend on how it was read."""

import csv
import json
import shutil

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copub.corpus.ingest import TABLES, ingest
from copub.errors import CopubError
from miniature import copub
from openalex import author, work, write_lines
from shared import REAL, ROOT, needs_real


@pytest.fixture
def root(tmp_path):
    return project(tmp_path / "project")


def project(folder):
    """A project's folder with nothing in it."""
    (folder / "data").mkdir(parents=True)
    return folder


def written(folder):
    """The bytes of every file of a corpus."""
    return {name: (folder / name).read_bytes() for name in (*TABLES, "quarantine.csv", "corpus.json")}


def table(done, name="works"):
    return pq.read_table(done.folder / f"{name}.parquet").to_pylist()


def test_the_balance_counts_every_record(root, tmp_path):
    one = write_lines(tmp_path / "in" / "a.gz", [work(1), work(2), b"{broken\n", work(1)])
    two = write_lines(tmp_path / "in" / "b.gz", [work(2), work(3), work(4, publication_year=None)])
    done = ingest("openalex", [one, two], "try", root, workers=1)
    assert done.balance.sentence() == "7 records in = 3 accepted + 2 duplicates + 2 quarantined"
    assert [row["work_id"] for row in table(done)] == ["W1", "W2", "W3"]
    with (done.folder / "quarantine.csv").open(newline="") as file:
        assert [(row["file"], row["position"], row["work_id"]) for row in csv.DictReader(file)] == [
            ("a.gz", "line 3", ""),
            ("b.gz", "line 3", "W4"),
        ]


def test_of_the_same_work_the_record_with_more_known_authors_is_kept(root, tmp_path):
    poor = work(1, author("CN"), author(), cited_by_count=9)
    rich = work(1, author("CN"), author("US"), cited_by_count=2)
    done = ingest("openalex", [write_lines(tmp_path / "a.gz", [poor, rich, poor])], "try", root, workers=1)
    (row,) = table(done)
    assert (row["cset"], row["citations"]) == ("CNUS", 2)
    assert {one["country"]: one["weight"] for one in table(done, "weights")} == {"CN": 360_360, "US": 360_360}
    assert len(table(done, "institutions")) == 2


def test_then_the_one_with_more_citations(root, tmp_path):
    records = [work(1, cited_by_count=2), work(1, cited_by_count=9), work(1, cited_by_count=None)]
    (row,) = table(ingest("openalex", [write_lines(tmp_path / "a.gz", records)], "try", root, workers=1))
    assert row["citations"] == 9


def test_the_same_doi_in_two_files_is_one_work_with_the_smallest_identifier(root, tmp_path):
    doi = {"doi": "https://doi.org/10.9/same"}
    files = [
        write_lines(tmp_path / "a.gz", [work(10, **doi)]),
        write_lines(tmp_path / "b.gz", [work(9, **doi), work(11)]),
    ]
    done = ingest("openalex", files, "try", root, workers=1)
    assert [row["work_id"] for row in table(done)] == ["W11", "W9"]
    assert (done.balance.same_id, done.balance.same_doi) == (0, 1)


def test_a_doi_that_one_file_gives_to_two_works_merges_nothing(root, tmp_path):
    doi = {"doi": "https://doi.org/10.9/issue"}
    files = [
        write_lines(tmp_path / "a.gz", [work(1, **doi), work(2, **doi)]),
        write_lines(tmp_path / "b.gz", [work(3, **doi)]),
    ]
    assert len(table(ingest("openalex", files, "try", root, workers=1))) == 3


def test_reading_again_changes_nothing_and_reads_nothing(root, tmp_path):
    path = write_lines(tmp_path / "a.gz", [work(number) for number in range(100)])
    first = ingest("openalex", [path], "try", root, workers=1)
    before = written(first.folder)
    again = ingest("openalex", [path], "try", root, workers=1)
    assert first.new and not again.new
    assert again.balance == first.balance
    assert written(again.folder) == before


def test_a_damaged_corpus_is_made_again(root, tmp_path):
    path = write_lines(tmp_path / "a.gz", [work(1), work(2)])
    done = ingest("openalex", [path], "try", root, workers=1)
    before = written(done.folder)
    (done.folder / "works.parquet").write_bytes(b"")
    assert ingest("openalex", [path], "try", root, workers=1).new
    assert written(done.folder) == before


def test_two_processes_give_the_same_bytes_as_one(root, tmp_path):
    folder = tmp_path / "in"
    for number in range(5):
        write_lines(folder / f"{number}.gz", [work(10 * number + i, author("CN"), author("US")) for i in range(20)])
    alone = ingest("openalex", [folder], "try", root, workers=1)
    side_by_side = ingest("openalex", [folder], "try", project(tmp_path / "other"), workers=2)
    assert written(alone.folder) == written(side_by_side.folder)


def test_the_same_file_under_two_names_is_counted_twice_and_kept_once(root, tmp_path):
    folder = tmp_path / "in"
    write_lines(folder / "a.gz", [work(1), b"{\n"])
    shutil.copy(folder / "a.gz", folder / "b.gz")
    done = ingest("openalex", [folder], "try", root, workers=1)
    assert done.balance.sentence() == "4 records in = 1 accepted + 1 duplicates + 2 quarantined"


def test_a_corpus_is_what_its_paths_hold(root, tmp_path):
    one, two = write_lines(tmp_path / "a.gz", [work(1)]), write_lines(tmp_path / "b.gz", [work(2)])
    ingest("openalex", [one, two], "try", root, workers=1)
    done = ingest("openalex", [two], "try", root, workers=1)
    assert [row["work_id"] for row in table(done)] == ["W2"]
    assert len(list((done.folder / "parts").iterdir())) == 1


def test_other_files_of_a_folder_are_passed_over_and_named(root, tmp_path):
    write_lines(tmp_path / "in" / "a.gz", [work(1)])
    (tmp_path / "in" / "notes.txt").write_text("about these files")
    (tmp_path / "in" / "empty.gz").write_bytes(b"")
    done = ingest("openalex", [tmp_path / "in"], "try", root, workers=1)
    assert done.aside == ("notes.txt",)
    assert "passed over, no records of the source: notes.txt" in done.summary()
    told = json.loads((done.folder / "corpus.json").read_text())
    assert [(one["file"], one["records"]) for one in told["files"]] == [("a.gz", 1), ("empty.gz", 0)]


def test_the_record_of_a_corpus_names_no_path_of_the_machine(root, tmp_path):
    done = ingest("openalex", [write_lines(tmp_path / "a.gz", [work(1)])], "try", root, workers=1)
    assert str(tmp_path) not in (done.folder / "corpus.json").read_text()


def test_the_sample_is_ingested(root):
    done = ingest("openalex", [ROOT / "data" / "sample" / "openalex"], "sample", root, workers=1)
    assert done.balance.sentence() == "10 records in = 10 accepted + 0 duplicates + 0 quarantined"


@pytest.mark.parametrize(
    ("source", "name", "missing", "says"),
    [
        ("openalexx", "try", False, "Did you mean `openalex`?"),
        ("openalex", "../elsewhere", False, "cannot name a corpus"),
        ("openalex", "try", True, "no file or folder `missing.gz`"),
    ],
)
def test_what_cannot_be_is_refused_in_words(root, tmp_path, source, name, missing, says):
    path = tmp_path / "missing.gz" if missing else write_lines(tmp_path / "a.gz", [work(1)])
    with pytest.raises(CopubError, match=says.replace("?", r"\?")):
        ingest(source, [path], name, root, workers=1)


def test_a_file_of_something_else_is_refused_when_named(root, tmp_path):
    (tmp_path / "notes.txt").write_text("about these files")
    with pytest.raises(CopubError, match="holds no records of OpenAlex"):
        ingest("openalex", [tmp_path / "notes.txt"], "try", root, workers=1)


@settings(max_examples=20)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.builds(
                    lambda number, countries, cited, doi: work(
                        number, *(author(*one) for one in countries), cited_by_count=cited, doi=doi
                    ),
                    st.integers(1, 6),
                    st.lists(st.lists(st.sampled_from(["CN", "US", "GB"]), max_size=2), min_size=1, max_size=3),
                    st.integers(0, 3),
                    st.sampled_from([None, "10.9/a", "10.9/b"]),
                ),
                st.just(b"{broken\n"),
            ),
            max_size=6,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_is_read_the_records_add_up_and_side_tables_belong_to_the_kept_works(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("any")
    paths = [write_lines(folder / f"{i}.json", [work(7), *some], compressed=False) for i, some in enumerate(files)]
    done = ingest("openalex", paths, "any", project(folder / "project"), workers=1)
    assert done.balance.records == sum(len(some) + 1 for some in files)
    kept = {row["work_id"]: row for row in table(done)}
    assert len(kept) == done.balance.accepted
    countries: dict[str, str] = dict.fromkeys(kept, "")
    for row in table(done, "weights"):
        countries[row["work_id"]] += row["country"]
    assert countries == {work_id: row["cset"] for work_id, row in kept.items()}


@needs_real
def test_all_real_files_of_openalex_add_up(root):
    done = ingest("openalex", sorted(REAL.glob("openalex-*")), "real", root, workers=2)
    assert done.balance.sentence() == "3,097 records in = 2,131 accepted + 731 duplicates + 235 quarantined"


@pytest.fixture
def here(root, monkeypatch):
    """The project's folder with what commands need, as working directory."""
    (root / "_toc.yml").write_text("")
    (root / "data" / "editions").mkdir()
    (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    monkeypatch.chdir(root)
    return root


def test_the_command_tells_the_balance_and_says_why_records_are_missing(here, tmp_path, capsys):
    path = write_lines(tmp_path / "a.gz", [work(1), work(1), work(2, publication_year=None)])
    assert copub("ingest", "openalex", str(path), "--to", "try", "--workers", "1") == 0
    told = capsys.readouterr().out
    assert "a.gz: 0.0 of 0.0 MB, 3 records" in told
    assert "3 records in = 1 accepted + 1 duplicates + 1 quarantined." in told
    assert "quarantined: 1 no publication year" in told


def test_the_command_refuses_in_words(here, tmp_path, capsys):
    assert copub("ingest", "openalex", str(tmp_path / "missing.gz"), "--to", "try", "--quiet") != 0
    assert "no file or folder `missing.gz`" in capsys.readouterr().err
