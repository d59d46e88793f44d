"""Parts to one corpus: every work once, sorted, out of core.

Works of one year and one set of countries lie together, and weights of one year and country: what the cube groups is then grouped in
half the time.

The rule, told in `corpus.json` too: of records with the same identifier one is kept, and of records from different files with
the same DOI one is kept; it is the one with more authors whose countries are known, then with more countries, then with more
citations, then with the smallest identifier, then the first in the order of the files. A DOI that one file gives to two identifiers does
not identify and merges nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from copub.corpus.works import INSTITUTIONS, SCHEMA, WEIGHTS
from copub.errors import CopubError

RULE = (
    "One record is kept of those with the same identifier, and of those from different files with the same DOI: the one with "
    "more authors whose countries are known, then more countries, then more citations, then the smallest identifier, then the "
    "first in the order of the files. A DOI that one file gives to two identifiers merges nothing."
)
_BEST = "known DESC, countries DESC, citations DESC NULLS LAST, length(work_id), work_id, part, seq"
_KEYS = """
CREATE TABLE keys AS
SELECT part, seq, work_id, doi, credit * coalesce(n_authors, 0) AS known, length(cset) AS countries, citations
FROM read_parquet($works, filename = true) JOIN parts ON filename = parts.works
"""
_ONE_OF_AN_ID = f"""
CREATE TABLE one_of_an_id AS
SELECT * FROM keys QUALIFY row_number() OVER (PARTITION BY work_id ORDER BY {_BEST}) = 1
"""
_KEPT = f"""
CREATE TABLE kept AS
WITH identifying AS (
    SELECT doi FROM (SELECT part, doi, count(DISTINCT work_id) AS ids FROM keys WHERE doi <> '' GROUP BY ALL)
    GROUP BY doi HAVING max(ids) = 1
)
SELECT part, seq, work_id FROM one_of_an_id ANTI JOIN identifying USING (doi)
UNION ALL
SELECT part, seq, work_id FROM one_of_an_id SEMI JOIN identifying USING (doi)
QUALIFY row_number() OVER (PARTITION BY doi ORDER BY {_BEST}) = 1
"""
_TABLES = {
    "works": (SCHEMA.names, ("year", "cset", "work_id")),
    "weights": (WEIGHTS.names, ("year", "country", "work_id")),
    "institutions": (INSTITUTIONS.names, ("work_id", "institution", "country")),
}


@dataclass(frozen=True)
class Merged:
    """How many works are kept, and how many records were the same by identifier and by DOI."""

    works: int
    same_id: int
    same_doi: int


def merge(parts: Sequence[Path], out: Path) -> Merged:
    """Write `works.parquet`, `weights.parquet` and `institutions.parquet` of these parts to the folder `out`.

    Equal parts in equal order give equal bytes. Raises CopubError when the disk is full.
    """
    try:
        with duckdb.connect(out / "merging.duckdb") as connection:
            connection.execute("SET memory_limit = '2GB'")
            connection.execute("SET temp_directory = $folder", {"folder": str(out / "spill")})
            return _merge(connection, parts, out)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise CopubError(
            f"the parts cannot be merged: {str(error).splitlines()[0]}",
            where=out.parent.name,
            do="make room on the disk and run the same command again: the parts are kept",
        ) from None


def _merge(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path], out: Path) -> Merged:
    connection.execute("CREATE TABLE parts (part INTEGER, works VARCHAR, weights VARCHAR, institutions VARCHAR)")
    connection.executemany(
        "INSERT INTO parts VALUES (?, ?, ?, ?)",
        [[number, *(str(folder / f"{table}.parquet") for table in _TABLES)] for number, folder in enumerate(parts)],
    )
    files = {table: [str(folder / f"{table}.parquet") for folder in parts] for table in _TABLES}
    connection.execute(_KEYS, {"works": files["works"]})
    for statement in (_ONE_OF_AN_ID, _KEPT):
        connection.execute(statement)
    # One thread: row groups of the sorted files then begin at the same rows in every run.
    connection.execute("SET threads = 1")
    for table, (columns, order) in _TABLES.items():
        # The table's own rows only: a part number and the batch tell records with the same identifier apart.
        connection.execute(
            f"COPY (SELECT {', '.join(f'rows.{column}' for column in columns)} "
            f"FROM read_parquet($files, filename = true) AS rows JOIN parts ON rows.filename = parts.{table} "
            f"SEMI JOIN kept ON kept.part = parts.part AND kept.seq = rows.seq AND kept.work_id = rows.work_id "
            f"ORDER BY {', '.join(f'rows.{column}' for column in order)}) "
            f"TO '{out / table}.parquet' (FORMAT parquet, COMPRESSION zstd)",
            {"files": files[table]},
        )
    keys, ids, works = (_count(connection, name) for name in ("keys", "one_of_an_id", "kept"))
    return Merged(works, same_id=keys - ids, same_doi=ids - works)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
