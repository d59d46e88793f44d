"""What every importer of public tables hands back, and how it is written: the same bytes on every run."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from copub.corpus.contract import TABLES, check
from copub.errors import CopubError


@dataclass(frozen=True)
class Imported:
    """One open table on its way from the original.

    `records` counts the cells of the original that can hold a number, `kept` those that became part of `frame`, and
    `set_aside` the others, by reason. `originals` names the source tables; `counts` holds numbers the notes quote.
    """

    name: str
    frame: pd.DataFrame
    records: int
    kept: int
    set_aside: Mapping[str, int] = field(default_factory=dict)
    originals: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        aside = sum(self.set_aside.values())
        if self.records != self.kept + aside:
            raise CopubError(
                f"{self.records:,} records in, but {self.kept:,} kept and {aside:,} set aside",
                where=f"table `{self.name}`",
                do="give every record a place or a reason in the importer",
            )


@dataclass(frozen=True)
class Written:
    """A table as written: the import it came from, and the file's rows, bytes and SHA-256."""

    imported: Imported
    rows: int
    bytes: int
    sha256: str


def write(imported: Imported, out: Path) -> Written:
    """Check the table against its contract and write it to `out`, sorted by its key.

    CSV in UTF-8 with `\\n`; a `.gz` file carries neither name nor time, so equal tables are equal bytes.
    """
    frame = check(imported.frame, imported.name)
    path = out / TABLES[imported.name].file
    content = frame.to_csv(index=False, lineterminator="\n").encode()
    if path.suffix == ".gz":
        content = gzip.compress(content, compresslevel=9, mtime=0)
    out.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Written(imported, len(frame), len(content), hashlib.sha256(content).hexdigest())
