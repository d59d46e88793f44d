"""Reading OpenAlex JSON lines: our reader and `copub ingest` beside `zcat | wc -c`, on one core and on two."""

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.runner import Comparison, Way
from copub.errors import CopubError

RECORDS = 60_000
FILES = 2
FIRST_ID = 9_000_000_000
MODULE = (sys.executable, "-m", "benchmarks.read_openalex")


def comparisons(
    project: Path, scratch: Path, *, environment: Mapping[str, str], records: int = RECORDS, rounds: int = 3
) -> list[Comparison]:
    """The two comparisons, on two invented files of `records` records each below `scratch`."""
    files = _material(scratch / "openalex", records, environment=environment)
    names = [str(file) for file in files]
    result = scratch / "read.txt"
    corpus = project / "data" / "corpora" / "read"
    size = f"{FILES} files of {records:,} records, {sum(file.stat().st_size for file in files) / 1e6:,.0f} MB gzip"
    zcat = ("sh", "-c", f"cat {shlex.join(names)} | zcat | wc -c")
    taskset = shutil.which("taskset")
    core = (taskset, "--cpu-list", "0") if taskset else ()

    def read(name: str, processes: int, on: tuple[str, ...] = ()) -> Way:
        command = (*on, *MODULE, str(result), str(processes), *names)
        return Way(name, command, project, result.read_text, lambda: result.unlink(missing_ok=True))

    def ingested() -> str:
        balance = json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))["balance"]
        return f"{balance['records']} records, {balance['accepted']} works\n"

    one = Comparison(
        f"reading OpenAlex JSON lines on one core: {size}",
        (Way("zcat | wc -c", (*core, *zcat), project, None), read("reader to Arrow", 1, core)),
        rounds,
        warm=False,
        left_out=() if taskset else ("one core: no taskset here, so the two run where they like",),
    )
    ingest = (
        sys.executable,
        "-m",
        "copub",
        "ingest",
        "openalex",
        *names,
        "--to",
        corpus.name,
        "--workers",
        "2",
        "--quiet",
    )
    two = Comparison(
        f"reading OpenAlex JSON lines on two cores: {size}",
        (
            Way("zcat | wc -c", zcat, project, None),
            read("reader to Arrow, 2 processes", 2),
            Way(
                "copub ingest, 2 processes",
                ingest,
                project,
                ingested,
                lambda: shutil.rmtree(corpus, ignore_errors=True),
            ),
        ),
        rounds,
        warm=False,
    )
    return [one, two]


def _material(folder: Path, records: int, *, environment: Mapping[str, str]) -> list[Path]:
    folder.mkdir()
    files = [folder / f"part_{number}.gz" for number in range(FILES)]
    making = [
        subprocess.Popen(
            (
                sys.executable,
                "-m",
                "benchmarks.invented_records",
                str(file),
                str(records),
                str(FIRST_ID + number * records),
            ),
            env=dict(environment),
        )
        for number, file in enumerate(files)
    ]
    if sum(process.wait() != 0 for process in making):
        raise CopubError("the records were not written", where=str(folder), do="see what it says above")
    return files
