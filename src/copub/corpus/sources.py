"""The record sources that `copub ingest` knows, each behind the same two functions; imported when asked for."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from copub.corpus.places import P, Place, files_below
from copub.corpus.works import Batch
from copub.errors import CopubError, nearest
from copub.project import find_root

SOURCES = {"openalex": "OpenAlex", "wos": "Web of Science", "scopus": "Scopus"}
IN_STORES = ("openalex",)
"""Sources that are also read from a store; licensed records stay at home."""
_REFERENCE = ("countries", "aliases", "doc_types", "us_states")


@dataclass(frozen=True)
class Reader:
    """`recognise` names the shape of a file or gives None; `read` gives its records in batches; `files` a folder's files in order."""

    recognise: Callable[[Place], str | None]
    read: Callable[[Place], Iterator[Batch]]
    files: Callable[[Place], list[Place]]


def reader(source: str) -> Reader:
    """The reader of a source. Raises CopubError for one nobody knows."""
    if source not in SOURCES:
        raise CopubError(
            f"no source `{source}`.{nearest(source, SOURCES)}",
            where="the command line",
            do=f"use {', '.join(SOURCES)}",
        )
    module = import_module(f"copub.corpus.{source}.reader")
    return Reader(module.recognise, module.read, getattr(module, "files", every_file))


def every_file(folder: P) -> list[P]:
    """Each file below a folder in the order of the names; hidden ones are not material."""
    found = files_below(folder)
    return [file for name, file in found.items() if not any(part[0] == "." for part in name.parts)]


def version(source: str) -> str:
    """A fingerprint of everything but the file that decides what a record becomes: the code of this room and the tables it uses."""
    tables = [find_root() / "data" / "reference" / f"{name}.csv" for name in _REFERENCE]
    digest = hashlib.sha256(source.encode())
    for path in (*sorted(Path(__file__).parent.rglob("*.py")), *tables):
        if path.is_file():
            digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
