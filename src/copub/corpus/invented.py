"""Invented records are told by their identifiers, wherever they travel: a DOI of a prefix that nobody can register."""

from pathlib import Path

import duckdb

from copub.errors import CopubError

PREFIX = "10.99999/invented."


def is_invented(works: Path) -> bool:
    """Whether the works of the table `works` (Parquet, as `copub.corpus.works` describes) were made by `copub demo`.

    Raises CopubError where invented and real works stand in one table.
    """
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*), count(*) FILTER (starts_with(doi, '{PREFIX}')) FROM read_parquet('{works}')"
        ).fetchone()
    every, invented = found or (0, 0)
    if 0 < invented < every:
        raise CopubError(
            f"{invented:,} of {every:,} works are invented",
            where=str(works),
            do="ingest invented and real records apart",
        )
    return bool(invented)
