"""From the works of a corpus to its cube: the statements in their order, on DuckDB or on Spark, and one writer for both."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from copub.corpus.invented import is_invented
from copub.corpus.works import SCHEMA, WEIGHTS
from copub.cube import statements
from copub.cube.contract import CATEGORIES
from copub.cube.engines import DuckDB, Engine, Spark
from copub.cube.stored import SPILL, Cube, open_cube, write_cube
from copub.errors import CopubError
from copub.folders import fingerprint, replaced

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EXPECTED = {"works": SCHEMA, "weights": WEIGHTS}


# Megabytes that a cube does well with: for every thread, and for every ten million works. Where they fall short, this much of the machine.
FOR_A_THREAD, FOR_WORKS = 300, 750
PLENTY = "80%"


@dataclass(frozen=True)
class Room:
    """How much of the machine a cube may take: `memory` such as `2GB`, `threads`.

    Empty, a cube stays lean: DuckDB has all threads and what they and the works mostly need, lays down on disk what does not fit, and
    begins again with plenty where that does not do.
    """

    memory: str = ""
    threads: int = 0


def build(
    corpus: Path,
    to: Path,
    *,
    baselines: Path | None = None,
    room: Room = Room(),
    spark: "SparkSession | None" = None,
) -> Cube:
    """The cube of `works.parquet` and `weights.parquet` in `corpus`, written to the folder `to`; without weights there are no credits.

    `baselines` is a `baselines.parquet` to score by instead of the corpus's own: so cubes of the parts of a corpus, scored by the
    baselines of the whole, merge into the cube of the whole. On `spark` the same statements run there and the files are the same to
    the byte; the folders must then be visible to its workers. An existing cube is replaced at the end, in one step.

    Raises CopubError where the works are missing or lack a column, where a work has a citation count below zero, and where the memory of
    `room` is no amount or too little.
    """
    try:
        return _build(corpus, to, baselines, room, spark)
    except duckdb.OutOfMemoryException as error:
        if not room.memory:
            return build(corpus, to, baselines=baselines, room=replace(room, memory=PLENTY), spark=spark)
        raise CopubError(
            "the memory is too little for this cube",
            where=f"--memory {room.memory}",
            do="give more, or fewer --threads; without --memory a cube takes what it needs, at most four fifths of the machine's",
        ) from error


def _build(corpus: Path, to: Path, baselines: Path | None, room: Room, spark: "SparkSession | None") -> Cube:
    tables = {name: corpus / f"{name}.parquet" for name in EXPECTED if (corpus / f"{name}.parquet").is_file()}
    if "works" not in tables:
        raise CopubError(
            "the corpus has no works", where=str(corpus), do="run `copub ingest SOURCE PATH... --to NAME` first"
        )
    provenance = corpus / "corpus.json"
    with replaced(to) as folder, _connect(room, folder) as connection:
        engine = DuckDB(connection) if spark is None else Spark(spark, connection, folder / SPILL)
        for name, path in tables.items():
            _check_columns(connection, name, path)
            engine.read(name, path)
        if not room.memory:
            _keep_lean(connection, tables["works"])
        if baselines is not None:
            engine.read("given", baselines)
        steps = _steps(_categories(engine), has=set(tables), given=baselines is not None)
        for name, sql in steps.items():
            made = {"prepared": engine.view, "grouped": engine.make_once}.get(name, engine.make)
            made(name, sql)
            if name == "classes":
                engine.drop("counted")
        for name in steps.keys() - {"prepared", "counted"}:
            engine.hand_over(name)
        about: dict[str, Any] = {
            "corpus": json.loads(provenance.read_text(encoding="utf-8")) if provenance.is_file() else {},
            "works": {name: fingerprint(path) for name, path in tables.items()},
            "invented": is_invented(tables["works"]),
            "scored_by": "own baselines" if baselines is None else "given baselines",
            "made_by": engine.name,
        }
        write_cube(connection, folder, about, numbered=True)
        (folder / "cube.sql").write_text(";\n".join(steps.values()) + ";\n", encoding="utf-8")
    return open_cube(to)


def _steps(categories: int, has: set[str], *, given: bool) -> dict[str, str]:
    """The statements that make a cube, in order, each under the name of the table it makes."""
    return {
        **statements.names(given=given),
        "prepared": statements.prepared(categories),
        "counted": statements.counted(categories),
        "histogram": statements.HISTOGRAM,
        "classes": statements.CLASSES,
        "baselines": statements.GIVEN if given else statements.BASELINES,
        "grouped": statements.cells(categories),
        "credits": statements.CREDITS if "weights" in has else statements.NO_CREDITS,
    }


def _connect(room: Room, folder: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, Any] = {"preserve_insertion_order": False, "temp_directory": str(folder / SPILL)}
    if room.memory:
        config["memory_limit"] = room.memory
    if room.threads:
        config["threads"] = room.threads
    try:
        return duckdb.connect(config=config)
    except duckdb.Error as error:
        raise CopubError(
            f"DuckDB does not start so: {error}",
            where=f"--memory {room.memory} --threads {room.threads}",
            do="write memory such as 2GB, and threads as a number",
        ) from error


def _keep_lean(connection: duckdb.DuckDBPyConnection, works: Path) -> None:
    count = f"SELECT count(*), current_setting('threads') FROM read_parquet('{works}')"
    number, threads = connection.execute(count).fetchall()[0]
    megabytes = max(FOR_A_THREAD * threads, FOR_WORKS * round(number / 10_000_000))
    connection.execute(f"SET memory_limit = '{megabytes}MB'")


def _check_columns(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    try:
        has = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()}
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise CopubError(f"not a Parquet file: {error}", where=str(path), do="ingest the corpus again") from error
    if absent := [column for column in EXPECTED[name].names if column not in has]:
        raise CopubError(
            f"`{name}` lacks {', '.join(absent)}", where=str(path), do="ingest the corpus again with this version"
        )


def _categories(engine: Engine) -> int:
    """The number of category columns in use."""
    used = ", ".join(f"max(c{i}) <> ''" for i in range(1, CATEGORIES + 1))
    row = engine.ask(f"SELECT min(citations) >= 0, {used} FROM works")
    if row[0] is False:
        raise CopubError(
            "a work has fewer than no citations", where="works, column citations", do="mend the reader and ingest again"
        )
    return max((i for i in range(1, CATEGORIES + 1) if row[i]), default=1)
