"""A few rows in place of the public tables, so that each indicator can be counted on fingers."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pandas as pd
import pytest

from copub import engine, releases


def table(columns: str, *rows: tuple) -> pd.DataFrame:
    """A table from its column names in one string and its rows."""
    return pd.DataFrame(list(rows), columns=columns.split())


@contextmanager
def tables(**frames: pd.DataFrame) -> Iterator[None]:
    """Within the block `measure` sees just these tables; one of `releases.TABLES` holds the rows of a corpus."""
    connection = duckdb.connect(config={"threads": 1})
    for name, frame in frames.items():
        if name in releases.TABLES:
            continue
        connection.register(f"{name}_rows", frame)
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {name}_rows")
        if name in engine.SYMMETRIC:
            engine.add_both_directions(connection, name)
    releases.add_views(connection)
    for name in frames.keys() & releases.TABLES.keys():
        connection.register("rows", frames[name])
        connection.execute(f"INSERT INTO corpus_{name} BY NAME SELECT * FROM rows")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(releases, "connect", lambda root: connection)
        yield
