"""Invented OpenAlex records for tests, and what a reader makes of a file."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

from copub.corpus.openalex.reader import read
from copub.corpus.works import Rejected


def author(*countries: str | None, corresponding: bool = False) -> dict:
    """An author with these countries, each with an institution of its own."""
    institutions = [
        {"id": f"https://openalex.org/I{sum(code.encode())}", "country_code": code} for code in countries if code
    ]
    return {"countries": list(countries), "institutions": institutions, "is_corresponding": corresponding}


def work(number: int, *authors: dict, **more: object) -> dict:
    """A work of 2020; `more` replaces or adds fields."""
    return {
        "id": f"https://openalex.org/W{number}",
        "publication_year": 2020,
        "type": "article",
        "cited_by_count": 1,
        "is_retracted": False,
        "authorships": list(authors) or [author("CN")],
        **more,
    }


def line(record: object) -> bytes:
    """A record as one line."""
    return json.dumps(record).encode() + b"\n"


def write_lines(path: Path, records: Iterable[object], *, compressed: bool = True) -> Path:
    """Records as JSON lines; equal records give equal bytes."""
    content = b"".join(one if isinstance(one, bytes) else line(one) for one in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0) if compressed else content)
    return path


def rows(path: Path) -> list[dict]:
    """The works of a file."""
    return [row for batch in read(path) for row in batch.works.to_pylist()]


def ids(path: Path) -> list[int]:
    """The numbers of the works of a file."""
    return [int(row["work_id"][1:]) for row in rows(path)]


def rejected(path: Path) -> list[Rejected]:
    """The rejected records of a file; every record is either."""
    batches = list(read(path))
    assert all(batch.records == len(batch.works) + len(batch.rejected) for batch in batches)
    return [one for batch in batches for one in batch.rejected]
