"""Invented works for the tests of the cube, written as an ingested corpus."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from copub.corpus.credit import credit
from copub.corpus.works import Work, batched

Authors = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Invented:
    """One work: its authors by their countries, and what else the contract asks for."""

    authors: Authors
    year: int = 2020
    citations: int | None = 0
    categories: tuple[str, ...] = ("Physics",)
    doc_type: str = "article"
    field: str = "Physics"
    lead: str = ""
    institutions: int = 1
    retracted: bool = False
    truncated: bool = False

    def but(self, **changed: Any) -> "Invented":
        return replace(self, **changed)


def by(*countries: str, **more: Any) -> Invented:
    """A work with one author in each country; `?` is an author without one."""
    return Invented(tuple(() if country == "?" else (country,) for country in countries), **more)


def write_corpus(works: list[Invented], folder: Path) -> Path:
    """The three tables of a corpus that holds these works."""
    folder.mkdir(parents=True, exist_ok=True)
    records = [_record(f"W{9000000000 + i}", one) for i, one in enumerate(works)]
    for batch in batched(records, size=max(len(records), 1)):
        for name in ("works", "weights", "institutions"):
            pq.write_table(getattr(batch, name), folder / f"{name}.parquet")
    return folder


def _record(work_id: str, one: Invented) -> Work:
    owed = credit(tuple(tuple(sorted(set(author))) for author in one.authors))
    categories = dict(zip(("c1", "c2", "c3", "c4", "c5", "c6"), one.categories, strict=False))
    row = {
        "work_id": work_id,
        "doi": "",
        "year": one.year,
        "doc_type": one.doc_type,
        "field": one.field,
        **{f"c{i}": categories.get(f"c{i}", "") for i in range(1, 7)},
        "citations": one.citations,
        "cset": owed.cset,
        "lead": one.lead,
        "n_authors": len(one.authors),
        "retracted": one.retracted,
        "truncated": one.truncated,
        "unknown": owed.unknown,
        "dual": owed.dual,
    }
    institutions = tuple((f"Invented institution {i}", "") for i in range(one.institutions))
    return Work(row=row, weights=dict(owed.weights), institutions=institutions)
