"""From the works of a corpus to its cube, in one process, out of core where memory is short."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from copub.corpus.works import SCHEMA, WEIGHTS
from copub.cube import statements
from copub.cube.contract import CATEGORIES
from copub.cube.files import fingerprint, replaced
from copub.cube.stored import Cube, open_cube, write_cube
from copub.errors import CopubError

EXPECTED = {"works": SCHEMA, "weights": WEIGHTS}


@dataclass(frozen=True)
class Room:
    """How much of the machine a cube may take: `memory` such as `2GB`, `threads`; empty: all that DuckDB takes by itself."""

    memory: str = ""
    threads: int = 0


def build(corpus: Path, to: Path, *, baselines: Path | None = None, room: Room | None = None) -> Cube:
    """The cube of `works.parquet` and `weights.parquet` in `corpus`, written to the folder `to`; without weights there are no credits.

    `baselines` is a `baselines.parquet` to score by instead of the corpus's own: so cubes of the parts of a corpus, scored by the
    baselines of the whole, merge into the cube of the whole. An existing cube is replaced at the end, in one step.

    Raises CopubError where the works are missing or lack a column, and where a work has a citation count below zero.
    """
    tables = {name: corpus / f"{name}.parquet" for name in EXPECTED if (corpus / f"{name}.parquet").is_file()}
    if "works" not in tables:
        raise CopubError(
            "the corpus has no works", where=str(corpus), do="run `copub ingest SOURCE PATH... --to NAME` first"
        )
    provenance = corpus / "corpus.json"
    with replaced(to) as folder:
        connection = _connect(room or Room(), folder)
        for name, path in tables.items():
            _view(connection, name, path)
        text = _statements(connection, baselines, "weights" in tables)
        about: dict[str, Any] = {
            "corpus": json.loads(provenance.read_text(encoding="utf-8")) if provenance.is_file() else {},
            "works": {name: fingerprint(path) for name, path in tables.items()},
            "scored_by": "own baselines" if baselines is None else "given baselines",
        }
        write_cube(connection, folder, about, numbered=True)
        connection.close()
        (folder / "cube.sql").write_text(";\n".join(text) + ";\n", encoding="utf-8")
    return open_cube(to)


def _statements(connection: duckdb.DuckDBPyConnection, baselines: Path | None, weights: bool) -> list[str]:
    """Run the statements over the views `works` and `weights`; what ran, in order."""
    if baselines is not None:
        connection.execute(f"CREATE VIEW given AS SELECT * FROM read_parquet('{baselines}')")
    names = statements.names(given=baselines is not None)
    for name, sql in names.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
    categories = _categories(connection)
    prepared = statements.prepared(categories)
    connection.execute(f"CREATE VIEW prepared AS {prepared}")
    tables = {
        "histogram": statements.histogram(categories),
        "baselines": statements.BASELINES if baselines is None else statements.GIVEN,
        "grouped": statements.cells(categories),
        "credits": statements.CREDITS if weights else statements.NO_CREDITS,
    }
    for name, sql in tables.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
    return [*names.values(), prepared, *tables.values()]


def _connect(room: Room, folder: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, Any] = {"preserve_insertion_order": False, "temp_directory": str(folder / "spill")}
    if room.memory:
        config["memory_limit"] = room.memory
    if room.threads:
        config["threads"] = room.threads
    return duckdb.connect(config=config)


def _view(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    try:
        has = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()}
    except duckdb.Error as error:
        raise CopubError(f"not a Parquet file: {error}", where=str(path), do="ingest the corpus again") from error
    if absent := [column for column in EXPECTED[name].names if column not in has]:
        raise CopubError(
            f"`{name}` lacks {', '.join(absent)}", where=str(path), do="ingest the corpus again with this version"
        )
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")


def _categories(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of category columns in use."""
    used = ", ".join(f"max(c{i}) <> ''" for i in range(1, CATEGORIES + 1))
    row = connection.execute(f"SELECT min(citations) >= 0, {used} FROM works").fetchone()
    assert row is not None
    if row[0] is False:
        raise CopubError(
            "a work has fewer than no citations", where="works, column citations", do="mend the reader and ingest again"
        )
    return max((i for i in range(1, CATEGORIES + 1) if row[i]), default=1)
