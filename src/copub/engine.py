"""The compute engine: DuckDB over the project's tables, each a table named after its file."""

import json
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from copub.errors import CopubError

FOLDERS = ("data/open", "data/reference", "data/reported")
SYMMETRIC = ("openalex_pairs", "ncses_pairs")
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


@cache
def connect(root: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with one table for each CSV table of the project, `ncses_output` for `data/open/ncses_output.csv`.

    A table of unordered pairs, `openalex_pairs`, also stands in both directions as `openalex_pairs_both`.
    Column types come from the data package where a table is described there; all other tables are text.
    The tables are read once in a process. One thread: sums of fractions then have one order, and a rerun gives the same bytes.
    """
    connection = duckdb.connect(config={"threads": 1})
    types = _described_types(root / "data" / "open" / "datapackage.json")
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.csv*")):
            table = path.name.split(".")[0]
            columns = types.get(table)
            # `NA` is Namibia: only an empty field is absent.
            options = "header = true, nullstr = '', " + (f"columns = {columns}" if columns else "all_varchar = true")
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', {options})")
            if table in SYMMETRIC:
                add_both_directions(connection, table)
    return connection


@cache
def alone(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection without any table, for what a caller hands in; all threads unless said otherwise."""
    return duckdb.connect(config={"threads": threads} if threads else {})


def answer(sql: str, **tables: pa.Table | pd.DataFrame) -> pa.Table:
    """What the statement gives of the tables handed in, each under its name."""
    connection = alone()
    for name, table in tables.items():
        connection.register(name, table)
    try:
        return connection.sql(sql).to_arrow_table()
    finally:
        for name in tables:
            connection.unregister(name)


def add_both_directions(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Beside a table of unordered pairs, a view `<table>_both` with each pair in both directions."""
    connection.execute(
        f"CREATE VIEW {table}_both AS SELECT * FROM {table} "
        f"UNION ALL BY NAME SELECT * REPLACE (partner AS unit, unit AS partner) FROM {table}"
    )


def _described_types(package: Path) -> dict[str, dict[str, str]]:
    if not package.is_file():
        raise CopubError(
            "the public tables are not described", where=str(package), do="restore data/open from the repository"
        )
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return {
        Path(resource["path"]).name.split(".")[0]: {
            field["name"]: TYPES[field["type"]] for field in resource["schema"]["fields"]
        }
        for resource in resources
    }
