"""Whatever stops an ingest, nothing is half done, and the next run ends where an undisturbed one would."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copub.corpus import parts
from copub.corpus.ingest import TABLES, ingest
from copub.errors import CopubError
from openalex import author, work, write_lines
from shared import ROOT


@pytest.fixture
def root(tmp_path):
    (tmp_path / "project" / "data").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def files(tmp_path):
    """Eight files that take a moment to read."""
    folder = tmp_path / "in"
    padding = "x" * 2_000
    for number in range(8):
        records = [
            work(1000 * number + i, author("CN"), author("US", "DE"), cited_by_count=i, title=padding)
            for i in range(800)
        ]
        write_lines(folder / f"{number}.gz", [*records, b"{broken\n", work(5)])
    return folder


def written(folder):
    return {name: (folder / name).read_bytes() for name in (*TABLES, "quarantine.csv", "corpus.json")}


def begin(files, root):
    """An ingest in a process group of its own, so that only what it started is ended with it."""
    program = (
        "import sys; from pathlib import Path; from copub.corpus.ingest import ingest\n"
        "if __name__ == '__main__': ingest('openalex', [Path(sys.argv[1])], 'try', Path(sys.argv[2]), workers=2)"
    )
    script = root / "program.py"
    script.write_text(program)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([sys.executable, script, files, root], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("finished", [0, 1, 4, 8])
def test_killed_in_the_middle_the_next_run_gives_the_bytes_of_a_clean_one(files, root, tmp_path, finished):
    folder = root / "data" / "corpora" / "try"
    process = begin(files, root)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if len([one for one in (folder / "parts").glob("*") if one.name[0] != "."]) >= finished and folder.is_dir():
            break
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.5)
    kept = {one.name: one.stat().st_mtime_ns for one in (folder / "parts").glob("[!.]*")}
    ingest("openalex", [files], "try", root, workers=2)
    clean = tmp_path / "clean"
    (clean / "data").mkdir(parents=True)
    ingest("openalex", [files], "try", clean, workers=1)
    assert written(folder) == written(clean / "data" / "corpora" / "try")
    assert {name: (folder / "parts" / name).stat().st_mtime_ns for name in kept} == kept, (
        "a finished part was read again"
    )
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        [".lock", "corpus.json", "parts", "quarantine.csv", *TABLES]
    )


def test_the_readers_end_with_the_command_that_was_killed(files, root):
    process = begin(files, root)
    folder = root / "data" / "corpora" / "try"
    until = time.monotonic() + 60
    while not list((folder / "parts").glob("*")) and time.monotonic() < until:
        time.sleep(0.002)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.is_file():
        process.kill()
        pytest.skip("this system does not list the children of a process")
    readers = children.read_text().split()
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(1.5)
    assert readers
    assert not [one for one in readers if Path(f"/proc/{one}/status").is_file() and "zombie" not in _state(one)]


def _state(process):
    try:
        return Path(f"/proc/{process}/status").read_text().partition("State:")[2].partition("\n")[0]
    except OSError:
        return "zombie"


def test_a_full_disk_is_told_in_words_and_leaves_nothing_half_done(files, root, monkeypatch):
    def full(self, table):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(parts._Table, "add", full)
        with pytest.raises(CopubError, match="the disk is full"):
            ingest("openalex", [files], "try", root, workers=1)
    folder = root / "data" / "corpora" / "try"
    assert list((folder / "parts").iterdir()) == []
    assert ingest("openalex", [files], "try", root, workers=1).balance.accepted == 6400


def test_a_disk_that_is_full_at_the_end_keeps_the_parts(files, root, monkeypatch):
    def full(path, parts):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["copub.corpus.ingest"], "write_quarantine", full)
        with pytest.raises(CopubError, match="the disk is full"):
            ingest("openalex", [files], "try", root, workers=1)
    folder = root / "data" / "corpora" / "try"
    assert sorted(one.name for one in folder.iterdir()) == [".lock", "parts"]
    assert len(list((folder / "parts").iterdir())) == 8


def test_a_file_that_changes_while_it_is_read_is_refused(files, root, monkeypatch):
    path = files / "3.gz"
    read = parts._batches

    def slowly(task):
        yield from read(task)
        if task.path == path:
            write_lines(path, [work(1)])

    monkeypatch.setattr(parts, "_batches", slowly)
    with pytest.raises(CopubError, match="the file changed while it was read") as error:
        ingest("openalex", [files], "try", root, workers=1)
    assert error.value.where == "3.gz"
    monkeypatch.undo()
    assert ingest("openalex", [files], "try", root, workers=1).balance.records == 7 * 802 + 1


def test_two_at_once_on_one_corpus_are_refused(files, root):
    process = begin(files, root)
    folder = root / "data" / "corpora" / "try"
    until = time.monotonic() + 60
    while not (folder / "parts").is_dir() and time.monotonic() < until:
        time.sleep(0.002)
    try:
        with pytest.raises(CopubError, match="another ingest is at work"):
            ingest("openalex", [files], "try", root, workers=1)
    finally:
        assert process.wait() == 0


def test_a_corpus_without_any_record_is_a_corpus(root, tmp_path):
    (tmp_path / "empty.gz").write_bytes(b"")
    done = ingest("openalex", [tmp_path / "empty.gz"], "try", root, workers=1)
    assert done.balance.sentence() == "0 records in = 0 accepted + 0 duplicates + 0 quarantined"
