"""What one file becomes: a folder of Parquet under a key of everything it was made from, whole or absent.

Beside the contract's columns a part holds `seq`, the batch a record came in (with it and `work_id` its rows in the side tables
are found although another record may have the same identifier), and `credit`, the part of the authors whose countries are known.
"""

import csv
import errno
import gc
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from copub.corpus.places import Place, changed, from_store, identity, size, told
from copub.corpus.sources import reader
from copub.corpus.works import INSTITUTIONS, SCHEMA, WEIGHTS, Batch
from copub.errors import CopubError

_SEQ = pa.field("seq", pa.int32())
_SCHEMAS = {
    "works": SCHEMA.append(_SEQ).append(pa.field("credit", pa.int64())),
    "weights": WEIGHTS.append(_SEQ),
    "institutions": INSTITUTIONS.append(_SEQ),
}
_ROWS = 100_000
REJECTED = ("position", "reason", "work_id")
_LISTENERS: list[Callable[[str, int], None]] = []


@dataclass(frozen=True)
class Task:
    """A file to be read: where it lies, what it is called in reports, its source, where parts are, and the reader's fingerprint."""

    path: Place
    label: str
    source: str
    parts: Path
    version: str


@dataclass(frozen=True)
class Part:
    """A finished part: its key, the file's identity and size, and what became of its records."""

    key: str
    identity: dict[str, str]
    bytes: int
    records: int
    works: int
    rejected: dict[str, int]


def sha256(path: Path) -> str:
    """The checksum of one file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_part(task: Task) -> Part:
    """Read a file into its part, or find the part that an earlier run made of the same bytes with the same reader.

    Raises CopubError when the disk is full, a store does not answer, or the file changes while it is read.
    """
    with plain_errors(task.label):
        before = identity(task.path)
        made_from = " ".join([task.source, task.version, *before.values()])
        key = hashlib.sha256(made_from.encode()).hexdigest()[:24]
        folder = task.parts / key
        if not folder.is_dir():
            making = task.parts / f".{key}-{os.getpid()}"
            try:
                _write(task, making, key, before)
                if identity(task.path) != before:
                    raise changed(task.label)
                _put(making, folder)
            finally:
                shutil.rmtree(making, ignore_errors=True)
        return Part(**json.loads((folder / "part.json").read_bytes()))


@contextmanager
def plain_errors(where: str) -> Iterator[None]:
    """Within the block a full disk, a missing file or a store that gives nothing is told in words."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CopubError(
                "the disk is full",
                where=where,
                do="make room and run the same command again: what is finished is kept",
            ) from None
        if from_store(error):
            raise told(error, where) from None
        raise CopubError(
            f"cannot read or write: {error.strerror or error}", where=where, do="check the file and its rights"
        ) from None


def hear(told: Callable[[str, int], None]) -> None:
    """Let `told` know, batch by batch, how many records of which file this process has read."""
    _LISTENERS.append(told)


def _put(making: Path, folder: Path) -> None:
    try:
        making.rename(folder)
    except OSError:
        # Two files with the same bytes may be read at the same time; the parts are equal.
        if not folder.is_dir():
            raise


def _write(task: Task, making: Path, key: str, made_of: dict[str, str]) -> None:
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    records = works = 0
    reasons: Counter[str] = Counter()
    with ExitStack() as stack, (making / "rejected.csv").open("w", encoding="utf-8", newline="") as file:
        rejected = csv.writer(file, lineterminator="\n")
        rejected.writerow(REJECTED)
        tables = {
            name: stack.enter_context(_Table(making / f"{name}.parquet", schema)) for name, schema in _SCHEMAS.items()
        }
        for seq, batch in enumerate(_batches(task)):
            records, works = records + batch.records, works + len(batch.works)
            tables["works"].add(
                batch.works.append_column(_SEQ, _all(seq, batch.works)).append_column("credit", _credit(batch))
            )
            tables["weights"].add(batch.weights.append_column(_SEQ, _all(seq, batch.weights)))
            tables["institutions"].add(batch.institutions.append_column(_SEQ, _all(seq, batch.institutions)))
            for told in _LISTENERS:
                told(task.label, batch.records)
            for one in batch.rejected:
                rejected.writerow((one.position, one.reason, one.work_id))
                reasons[one.reason] += 1
    if records != works + reasons.total():
        raise CopubError(
            f"{records:,} records in, but {works:,} works and {reasons.total():,} rejected",
            where=task.label,
            do=f"give every record a place or a reason in the reader of {task.source}",
        )
    part = Part(key, made_of, size(task.path), records, works, dict(sorted(reasons.items())))
    (making / "part.json").write_text(json.dumps(asdict(part)), encoding="utf-8")


def _batches(task: Task) -> Iterator[Batch]:
    if size(task.path) == 0:
        return
    # Records are plain values without cycles: looking for cycles among them costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield from reader(task.source).read(task.path)
    finally:
        if collecting:
            gc.enable()


def _all(value: int, table: pa.Table) -> pa.Array:
    return pa.repeat(pa.scalar(value, pa.int32()), len(table))


def _credit(batch: Batch) -> pa.Array:
    """How much of each work its authors with known countries hold, in the contract's units."""
    sums = batch.weights.group_by("work_id").aggregate([("weight", "sum")])
    found = pc.index_in(batch.works["work_id"], sums["work_id"])
    return pc.fill_null(sums["weight_sum"].take(found), 0)


class _Table:
    """A Parquet file that is written in large row groups, so that the merge reads it fast."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._waiting: list[pa.Table] = []

    def __enter__(self) -> "_Table":
        return self

    def __exit__(self, *failed: object) -> None:
        if failed[0] is None:
            self._flush()
        self._writer.close()

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        if sum(len(one) for one in self._waiting) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting))
            self._waiting = []
