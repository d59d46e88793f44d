"""Records in a store: only what is needed is fetched, and the corpus is the one that the same files give from this machine."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copub.corpus import parts
from copub.corpus.ingest import TABLES, ingest
from copub.corpus.openalex.parquet import TAKEN
from copub.corpus.places import place
from copub.errors import CopubError
from miniature import copub
from openalex import author, work, write_lines
from shared import ROOT
from store import Store, serving

WORKS = "s3://open/data/parquet/works/"
PART = "data/parquet/works/updated_date=2026-0{}-01/part_0000.parquet"
KEY = "AKEYTHATNOBODYMAYSEE"
SECRET = "a-secret-that-nobody-may-see"


@pytest.fixture
def store(monkeypatch):
    """An empty store that the environment names."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    kept = Store()
    kept.buckets["open"] = {}
    with serving(kept) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        yield kept


@pytest.fixture
def root(tmp_path):
    (tmp_path / "project" / "data").mkdir(parents=True)
    return tmp_path / "project"


def parquet(first, *, rows=400):
    """A file of works in four groups, of which the titles, that nobody needs, are most."""
    records = [{**work(first + i, author("CN"), author("US")), "title": os.urandom(1000).hex()} for i in range(rows)]
    records[1]["publication_year"] = None
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), file, row_group_size=rows // 4, compression="none")
    return file.getvalue()


@pytest.fixture
def snapshot(store, tmp_path):
    """The same snapshot in the store and in a folder: four files of works, a manifest that turns their order round, and authors."""
    names = [PART.format(month) for month in (1, 2, 3, 4)]
    entries = [{"url": f"s3://open/{name}", "meta": {"record_count": 400}} for name in reversed(names)]
    objects = {name: parquet(1000 * number) for number, name in enumerate(names)} | {
        "data/parquet/manifest.json": json.dumps({"entries": entries}).encode(),
        "data/parquet/authors/updated_date=2026-01-01/part_0000.parquet": b"not of works",
    }
    for name, content in objects.items():
        store.put(f"s3://open/{name}", content)
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    return tmp_path / "in"


def tables(folder):
    return {name: (folder / name).read_bytes() for name in (*TABLES, "quarantine.csv")}


def about(folder, *without):
    """What the record of a corpus says of its files."""
    listed = json.loads((folder / "corpus.json").read_text())["files"]
    return [{key: value for key, value in one.items() if key not in without} for one in listed]


def read(root, *paths, name="there", workers=1):
    return ingest("openalex", paths, name, root, workers=workers)


def test_a_snapshot_in_a_store_gives_the_corpus_of_the_same_files_in_a_folder(snapshot, root):
    here = read(root, snapshot / "data" / "parquet", name="here")
    there = read(root, place("s3://open/data/parquet"), workers=2)
    assert there.balance == here.balance
    assert there.balance.sentence() == "1,600 records in = 1,596 accepted + 0 duplicates + 4 quarantined"
    assert tables(there.folder) == tables(here.folder)
    assert about(there.folder, "address", "etag") == about(here.folder, "sha256")
    assert [one["file"] for one in about(there.folder)] == [
        f"works/updated_date=2026-0{month}-01/part_0000.parquet" for month in (4, 3, 2, 1)
    ]


def test_only_the_needed_columns_are_fetched(snapshot, store, root):
    store.given.clear()
    read(root, place(WORKS))
    for month in (1, 2, 3, 4):
        content = store.buckets["open"][PART.format(month)]
        described = pq.ParquetFile(io.BytesIO(content)).metadata
        chunks = [
            described.row_group(group).column(index)
            for group in range(described.num_row_groups)
            for index in range(described.num_columns)
        ]
        needed = sum(
            one.total_compressed_size for one in chunks if one.path_in_schema.replace(".list.element", "") in TAKEN
        )
        # On recognising and on reading, four bytes of the beginning and the end with the description are asked for: 64 KB at a time.
        assert needed < store.given[PART.format(month)] <= needed + 3 * ((1 << 16) + 8)
        assert store.given[PART.format(month)] < len(content) / 3


def test_lines_in_a_store_are_read_to_the_last(store, root, tmp_path):
    records = [work(1), b"{broken\n", work(2, author("GB")), work(2)]
    path = write_lines(tmp_path / "in" / "works.gz", records)
    here = read(root, path, name="here")
    there = read(root, place(store.put("s3://open/some/works.gz", path.read_bytes())))
    assert there.balance.sentence() == "4 records in = 2 accepted + 1 duplicates + 1 quarantined"
    assert tables(there.folder) == tables(here.folder)


def test_a_truncated_object_loses_what_a_truncated_file_loses(store, root, tmp_path):
    whole = write_lines(tmp_path / "whole.gz", [work(i, title=os.urandom(50).hex()) for i in range(100)]).read_bytes()
    (tmp_path / "works.gz").write_bytes(whole[:-1500])
    broken = bytearray(parquet(1000))
    broken[len(broken) // 2 : len(broken) // 2 + 100_000] = bytes(100_000)
    (tmp_path / "works.parquet").write_bytes(broken)
    names = ("works.gz", "works.parquet")
    here = read(root, *(tmp_path / name for name in names), name="here")
    addresses = [store.put(f"s3://open/{name}", (tmp_path / name).read_bytes()) for name in names]
    there = read(root, *map(place, addresses))
    assert there.balance == here.balance
    assert there.balance.quarantined >= 2
    assert tables(there.folder) == tables(here.folder)


def test_files_of_both_kinds_are_read_together(store, root, tmp_path):
    one = write_lines(tmp_path / "a.gz", [work(1), b"{\n"])
    two = store.put("s3://open/a.gz", write_lines(tmp_path / "b.gz", [work(2)]).read_bytes())
    done = read(root, one, place(two))
    assert done.balance.sentence() == "3 records in = 2 accepted + 0 duplicates + 1 quarantined"
    assert [entry["file"] for entry in about(done.folder)] == ["a.gz", "s3://open/a.gz"]


def test_reading_again_fetches_no_records(snapshot, store, root):
    first = read(root, place(WORKS))
    before = tables(first.folder)
    store.given.clear()
    again = read(root, place(WORKS))
    assert not again.new
    assert tables(again.folder) == before
    assert max(store.given.values()) <= (1 << 16) + 8


def test_a_connection_that_breaks_off_keeps_what_is_finished_and_the_next_run_goes_on(snapshot, store, root):
    store.breaks = lambda key, first: key == PART.format(3) and 8 < first < 300_000
    with pytest.raises(CopubError, match="the connection was lost") as error:
        read(root, place(WORKS))
    assert error.value.where == "updated_date=2026-03-01/part_0000.parquet"
    assert "run the same command again: what is finished is kept" in error.value.do
    folder = root / "data" / "corpora" / "there"
    kept = {one: one.stat().st_mtime_ns for one in (folder / "parts").iterdir()}
    assert len(kept) == 2
    store.breaks = lambda key, first: False
    read(root, place(WORKS))
    assert {one: one.stat().st_mtime_ns for one in kept} == kept
    assert tables(folder) == tables(read(root, snapshot / "data" / "parquet" / "works", name="here").folder)


def test_lines_whose_connection_breaks_off_are_not_called_damaged(store, root, tmp_path):
    content = write_lines(tmp_path / "a.gz", [work(i) for i in range(100)]).read_bytes()
    address = store.put("s3://open/a.gz", content)
    seen = []
    store.breaks = lambda key, first: len(seen) > 2 or seen.append(first)
    with pytest.raises(CopubError, match="the connection was lost"):
        read(root, place(address))


def test_killed_in_the_middle_the_next_run_gives_the_bytes_of_a_clean_one(snapshot, store, root):
    program = root / "program.py"
    program.write_text(
        "import sys; from pathlib import Path; from copub.corpus.ingest import ingest; from copub.corpus.places import place\n"
        "if __name__ == '__main__': ingest('openalex', [place(sys.argv[1])], 'there', Path(sys.argv[2]), workers=2)"
    )
    folder = root / "data" / "corpora" / "there"
    # The last file is not given before the process is dead, so it is killed with parts finished and a part begun.
    dead = threading.Event()
    store.before = lambda method, key: dead.wait(20) if key == PART.format(4) and _parts(folder) else None
    process = subprocess.Popen(
        [sys.executable, program, WORKS, root], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}
    )
    until = time.monotonic() + 60
    while len(_parts(folder)) < 2 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    dead.set()
    time.sleep(0.5)
    kept = _parts(folder)
    assert len(kept) >= 2
    read(root, place(WORKS))
    assert {name: made for name, made in _parts(folder).items() if name in kept} == kept
    clean = read(root, place(WORKS), name="clean").folder
    assert tables(folder) == tables(clean)
    assert about(folder) == about(clean)


def _parts(folder):
    """The finished parts of a corpus and when they were made."""
    return {one.name: one.stat().st_mtime_ns for one in (folder / "parts").glob("[!.]*")}


@pytest.mark.parametrize("into", [parquet(5000), parquet(5000, rows=40)])
def test_an_object_that_changes_while_it_is_read_is_refused(snapshot, store, root, monkeypatch, into):
    batches = parts._batches

    def slowly(task):
        for batch in batches(task):
            yield batch
            if "2026-02" in task.label:
                store.put(f"s3://open/{PART.format(2)}", into)

    monkeypatch.setattr(parts, "_batches", slowly)
    with pytest.raises(CopubError, match="the file changed while it was read") as error:
        read(root, place(WORKS))
    assert error.value.where.endswith("updated_date=2026-02-01/part_0000.parquet")
    monkeypatch.undo()


def test_an_object_that_changes_after_it_was_listed_is_refused(snapshot, store, root):
    listed = place(f"s3://open/{PART.format(1)}")
    store.put(f"s3://open/{PART.format(1)}", parquet(5000, rows=40))
    with pytest.raises(CopubError, match="the file changed while it was read"):
        read(root, listed)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("s3://open/none/", "the store has nothing there"),
        ("s3://closed/data/", "the store has nothing there"),
        ("https://open.example/works.gz", "not an address of a store"),
        (f"s3://key:{SECRET}@open/works.gz", "not an address of a store"),
    ],
)
def test_an_address_of_nothing_is_refused_in_words(store, address, says):
    with pytest.raises(CopubError, match=says) as error:
        place(address)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    ("refused", "says"),
    [
        ((403, "AccessDenied"), "the store gives no access"),
        ((403, "InvalidAccessKeyId"), "the store gives no access"),
        ((400, "ExpiredToken"), "the store gives no access"),
        ((301, "PermanentRedirect"), "the bucket lies in another region"),
        ((503, "ServiceUnavailable"), "the store does not answer"),
    ],
)
def test_what_the_store_refuses_is_told_without_the_key(store, root, monkeypatch, refused, says):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    listed = place("s3://open")
    store.refused = refused
    for ask in (lambda: place(WORKS), lambda: ingest("openalex", [listed], "try", root)):
        with pytest.raises(CopubError, match=says) as error:
            ask()
        assert error.value.where.startswith("s3://open")
        assert KEY not in str(error.value)
        assert SECRET not in str(error.value)
    assert KEY in store.headers[-1]["authorization"]


def test_a_store_is_asked_without_a_name_where_the_environment_has_none(snapshot, store, root):
    read(root, place(WORKS))
    assert not [one for one in store.headers if "authorization" in one]


def test_no_credential_is_left_in_a_corpus(snapshot, store, root, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    folder = read(root, place(WORKS)).folder
    kept = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert KEY.encode() not in kept
    assert SECRET.encode() not in kept


def test_licensed_records_are_not_read_from_a_store(store, root):
    address = store.put("s3://open/savedrecs.txt", b"FN Clarivate Analytics Web of Science\n")
    with pytest.raises(CopubError, match="read from this machine only"):
        ingest("wos", [place(address)], "try", root)


def test_the_command_reads_from_a_store(snapshot, root, monkeypatch, capsys):
    (root / "_toc.yml").write_text("")
    (root / "data" / "editions").mkdir()
    (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    monkeypatch.chdir(root)
    assert copub("ingest", "openalex", WORKS, "--to", "there", "--workers", "1") == 0
    assert "1,600 records in = 1,596 accepted + 0 duplicates + 4 quarantined." in capsys.readouterr().out
