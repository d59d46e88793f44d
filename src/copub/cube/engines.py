"""Where the statements of a cube run: DuckDB in this process, or Spark on one machine or many. The statements are the same texts."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Engine(Protocol):
    """What a cube asks of an engine: to read tables, to answer, to make one table of others, and to hand the last ones over."""

    name: str

    def read(self, table: str, path: Path) -> None:
        """Take a Parquet file as `table`."""

    def ask(self, sql: str) -> tuple[Any, ...]:
        """The first row of the answer."""

    def view(self, table: str, sql: str) -> None:
        """Let `table` stand for what the statement gives, stored nowhere."""

    def make(self, table: str, sql: str) -> None:
        """Make `table` of what the statement gives."""

    def make_once(self, table: str, sql: str) -> None:
        """Let `table` be what the statement gives: it is handed over and read once."""

    def drop(self, table: str) -> None:
        """Give back the room of a table that is asked for no more."""

    def hand_over(self, table: str) -> None:
        """Let what was made stand as a table of the DuckDB connection that writes the cube."""


class DuckDB:
    """The statements in this process, out of core where memory is short."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.name = f"duckdb {duckdb.__version__}"
        self._connection = connection

    def read(self, table: str, path: Path) -> None:
        self.view(table, f"SELECT * FROM read_parquet('{path}')")

    def ask(self, sql: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._connection.execute(sql).fetchone()
        assert row is not None
        return row

    def view(self, table: str, sql: str) -> None:
        self._connection.execute(f"CREATE VIEW {table} AS {sql}")

    def make(self, table: str, sql: str) -> None:
        self._connection.execute(f"CREATE TEMP TABLE {table} AS {sql}")

    def make_once(self, table: str, sql: str) -> None:
        # Straight into the file, past memory.
        self.view(table, sql)

    def drop(self, table: str) -> None:
        self._connection.execute(f"DROP TABLE {table}")

    def hand_over(self, table: str) -> None:
        """It stands there already."""


class Spark:
    """The statements on Spark; what they make is Parquet in `folder`, which driver and workers must both see."""

    def __init__(self, session: "SparkSession", connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.name = f"spark {session.version}"
        # Tables of another cube made on the same Spark are out of sight.
        self._session = session.newSession()
        # DuckDB refuses what does not fit its type; so must Spark, and not wrap it round.
        self._session.conf.set("spark.sql.ansi.enabled", "true")
        self._connection, self._folder = connection, folder.resolve()

    def read(self, table: str, path: Path) -> None:
        self._session.read.parquet(f"file://{path.resolve()}").createOrReplaceTempView(table)

    def ask(self, sql: str) -> tuple[Any, ...]:
        return tuple(self._session.sql(sql).collect()[0])

    def view(self, table: str, sql: str) -> None:
        self._session.sql(sql).createOrReplaceTempView(table)

    def make(self, table: str, sql: str) -> None:
        self._session.sql(sql).write.parquet(f"file://{self._folder / table}")
        self.read(table, self._folder / table)

    def make_once(self, table: str, sql: str) -> None:
        self.make(table, sql)

    def drop(self, table: str) -> None:
        self._session.catalog.dropTempView(table)
        shutil.rmtree(self._folder / table)

    def hand_over(self, table: str) -> None:
        # A table and not a view: which columns a file calls never empty hangs on what DuckDB itself has counted.
        self._connection.execute(
            f"CREATE TEMP TABLE {table} AS SELECT * FROM read_parquet('{self._folder / table}/*.parquet')"
        )
