"""`copub ingest`: files of records to a corpus, `data/corpora/NAME/`, so that nothing is lost unseen.

Each file is read once into a part under a key of its content; then the parts are merged. A run that is stopped, by anything and
at any moment, loses the parts it was at; the next run goes on from there, and its result has the same bytes as that of a run
that was never stopped. `corpus.json` is written last: where it is, the corpus is whole.
"""

import fcntl
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

import duckdb
import pyarrow as pa

from copub import __version__
from copub.corpus.merging import RULE, merge
from copub.corpus.parts import Part, Task, plain_errors, sha256
from copub.corpus.places import Place, Stored, size
from copub.corpus.quarantine import write_quarantine
from copub.corpus.reading import read_files
from copub.corpus.reporting import Report, silent
from copub.corpus.sources import IN_STORES, SOURCES, Reader, reader, version
from copub.errors import CopubError

SCHEMA_VERSION = 2
TABLES = ("works.parquet", "weights.parquet", "institutions.parquet")
RECORD = "corpus.json"
EMPTY = "empty file"
_ASKED = 16
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Balance:
    """What became of every record: `records` is always `accepted` and `same_id`, `same_doi` (the duplicates) and `quarantined`."""

    records: int
    accepted: int
    same_id: int
    same_doi: int
    quarantined: int
    reasons: dict[str, int]

    @property
    def duplicates(self) -> int:
        """Records of a work that another record stands for."""
        return self.same_id + self.same_doi

    def check(self, name: str) -> None:
        """Raises CopubError when a record has got lost or counted twice."""
        known = self.accepted + self.duplicates + self.quarantined
        if self.records != known or self.quarantined != sum(self.reasons.values()):
            raise CopubError(
                f"the records do not add up: {self.sentence()}",
                where=f"data/corpora/{name}",
                do="report this: it is a fault of copub, and the corpus was not written",
            )

    def sentence(self) -> str:
        """`records in = accepted + duplicates + quarantined`, in numbers."""
        return (
            f"{self.records:,} records in = {self.accepted:,} accepted + {self.duplicates:,} duplicates "
            f"+ {self.quarantined:,} quarantined"
        )


@dataclass(frozen=True)
class Ingested:
    """A finished corpus: its folder, the balance, the files that were passed over because they hold no records, and whether it is new."""

    folder: Path
    balance: Balance
    aside: tuple[str, ...]
    new: bool

    def summary(self) -> str:
        """The balance, its parts and where the corpus lies, in a few lines."""
        balance = self.balance
        lines = [f"{balance.sentence()}."]
        if balance.duplicates:
            lines.append(f"  duplicates: {balance.same_id:,} by identifier, {balance.same_doi:,} by DOI across files")
        lines += [f"  quarantined: {count:,} {reason}" for reason, count in balance.reasons.items()]
        if self.aside:
            more = f" and {len(self.aside) - 3:,} more" if len(self.aside) > 3 else ""
            lines.append(f"  passed over, no records of the source: {', '.join(self.aside[:3])}{more}")
        lines.append(f"The corpus is {'ready' if self.new else 'as it was'}: {self.folder}")
        return "\n".join(lines)


@dataclass(frozen=True)
class _File:
    path: Place
    label: str
    shape: str


def ingest(
    source: str,
    paths: Sequence[Place],
    name: str,
    root: Path,
    *,
    workers: int | None = None,
    report: Report = silent,
) -> Ingested:
    """Read the files and folders, or objects and prefixes of a store, `paths` of `source` into the corpus `name` of the project at `root`.

    The corpus is what these paths hold, no more: reading again with other paths replaces it, and files that were read before are not
    read again. Raises CopubError for an unknown source, a path that is missing or holds nothing of the source, a file that changes while
    it is read, a full disk, a store that does not answer, or another ingest at work on the same corpus.
    """
    if not _NAME.fullmatch(name):
        raise CopubError(
            f"`{name}` cannot name a corpus", where="--to", do="use letters, digits, dots, dashes and underscores"
        )
    with plain_errors(", ".join(str(path) if isinstance(path, Stored) else path.name for path in paths)):
        files, aside = _files(reader(source), source, paths)
    folder = root / "data" / "corpora" / name
    with plain_errors(f"data/corpora/{name}"):
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            return _ingest(source, files, aside, folder, workers or os.cpu_count() or 1, report)


def _ingest(
    source: str, files: list[_File], aside: tuple[str, ...], folder: Path, workers: int, report: Report
) -> Ingested:
    parts_folder = folder / "parts"
    parts_folder.mkdir(exist_ok=True)
    for left in (*folder.glob(".merging-*"), *parts_folder.glob(".*")):
        shutil.rmtree(left, ignore_errors=True)
    made_by = version(source)
    tasks = [Task(one.path, one.label, source, parts_folder, made_by) for one in files]
    parts = read_files(tasks, min(workers, len(tasks)), report)
    versions = {
        "copub": __version__,
        "reader": made_by,
        "schema": SCHEMA_VERSION,
        "duckdb": duckdb.__version__,
        "pyarrow": pa.__version__,
    }
    total = sum(part.bytes for part in parts)
    listed = [
        {
            "file": one.label,
            "shape": one.shape,
            **part.identity,
            "bytes": part.bytes,
            "records": part.records,
            "works": part.works,
            "quarantined": sum(part.rejected.values()),
        }
        for one, part in zip(files, parts, strict=True)
    ]
    inputs: dict[str, object] = {
        "name": folder.name,
        "source": SOURCES[source],
        "versions": versions,
        "rule": RULE,
        "files": listed,
        "passed_over": list(aside),
    }
    balance = _standing(folder, inputs)
    new = balance is None
    if balance is None:
        report("merging", total, total, sum(part.records for part in parts))
        balance = _merge(folder, inputs, [one.label for one in files], parts)
    for stale in parts_folder.iterdir():
        if stale.name not in {part.key for part in parts}:
            shutil.rmtree(stale, ignore_errors=True)
    return Ingested(folder, balance, aside, new)


def _files(known: Reader, source: str, paths: Sequence[Place]) -> tuple[list[_File], tuple[str, ...]]:
    """The files to read in order, and those of folders that hold nothing of the source."""
    candidates: dict[Place, bool] = {}
    for path in paths:
        if isinstance(path, Path) and not path.exists():
            raise CopubError(f"no file or folder `{path.name}`", where=str(path), do="check the path")
        if isinstance(path, Stored) and source not in IN_STORES:
            raise CopubError(
                f"records of {SOURCES[source]} are read from this machine only",
                where=str(path),
                do="give files or folders of this machine",
            )
        for one in known.files(path) if path.is_dir() else [path]:
            candidates.setdefault(one.resolve(), path.is_dir())
    # A store takes its time to answer, but answers many at once.
    with ThreadPoolExecutor(_ASKED if any(isinstance(path, Stored) for path in paths) else 1) as pool:
        found = dict(zip(candidates, pool.map(partial(_shape, known), candidates), strict=True))
    for one, shape in found.items():
        if shape is None and not candidates[one]:
            raise CopubError(
                f"`{one.name}` holds no records of {SOURCES[source]}",
                where=str(one),
                do="give files of the source's records; the content decides, not the name",
            )
    labels = _labels(list(found), [path.resolve() for path in paths])
    files = [_File(path, labels[path], shape) for path, shape in found.items() if shape]
    if not files:
        raise CopubError(
            f"no file with records of {SOURCES[source]}",
            where=", ".join(str(path) for path in paths),
            do="give files or folders of the source's records",
        )
    return files, tuple(labels[path] for path, shape in found.items() if shape is None)


def _shape(known: Reader, file: Place) -> str | None:
    return EMPTY if size(file) == 0 else known.recognise(file)


def _labels(files: list[Place], given: list[Place]) -> dict[Place, str]:
    """What files are called in reports: their paths below what all given paths share, never a path of the machine.

    Objects of a store beside files of the machine go by their addresses.
    """
    here = [path for path in given if isinstance(path, Path)]
    if 0 < len(here) < len(given):
        stored = {path: str(path) for path in files if isinstance(path, Stored)}
        return stored | _labels([path for path in files if path not in stored], list(here))
    base = Path(os.path.commonpath([_path(one) if one.is_dir() else _path(one).parent for one in given]))
    return {path: _path(path).relative_to(base).as_posix() for path in files}


def _path(of: Place) -> PurePath:
    return of.path if isinstance(of, Stored) else of


def _standing(folder: Path, inputs: dict[str, object]) -> Balance | None:
    """The balance of the corpus that stands here, if it was made of just this and is whole."""
    try:
        known = json.loads((folder / RECORD).read_bytes())
        tables = known.pop("tables")
        balance = known.pop("balance")
        whole = all(sha256(folder / name) == digest for name, digest in tables.items())
    except (OSError, ValueError, KeyError):
        return None
    balance.pop("duplicates")
    return Balance(**balance) if whole and known == inputs else None


def _merge(folder: Path, inputs: dict[str, object], labels: list[str], parts: list[Part]) -> Balance:
    making = folder / f".merging-{os.getpid()}"
    making.mkdir()
    try:
        unique = list(dict.fromkeys(part.key for part in parts))
        merged = merge([folder / "parts" / key for key in unique], making)
        places = [(label, folder / "parts" / part.key) for label, part in zip(labels, parts, strict=True)]
        quarantined = write_quarantine(making / "quarantine.csv", places)
        reasons: Counter[str] = Counter()
        for part in parts:
            reasons.update(part.rejected)
        # A file given twice under two names is one part: its second set of works are duplicates by identifier.
        again = sum(part.works for part in parts) - sum({part.key: part.works for part in parts}.values())
        balance = Balance(
            records=sum(part.records for part in parts),
            accepted=merged.works,
            same_id=merged.same_id + again,
            same_doi=merged.same_doi,
            quarantined=quarantined,
            reasons=dict(reasons.most_common()),
        )
        balance.check(folder.name)
        names = (*TABLES, "quarantine.csv")
        record = inputs | {
            "balance": {
                "records": balance.records,
                "accepted": balance.accepted,
                "duplicates": balance.duplicates,
                "same_id": balance.same_id,
                "same_doi": balance.same_doi,
                "quarantined": balance.quarantined,
                "reasons": balance.reasons,
            },
            "tables": {name: sha256(making / name) for name in names},
        }
        (making / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        # Without its record a corpus is not whole, so the old record goes first and the new one comes last.
        (folder / RECORD).unlink(missing_ok=True)
        for name in (*names, RECORD):
            (making / name).replace(folder / name)
        return balance
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CopubError(
                "another ingest is at work on this corpus",
                where=f"data/corpora/{folder.name}",
                do="wait for it, or choose another name with --to",
            ) from None
        yield
