"""Cubes of parts become the cube of the whole: every column is a sum of integers."""

from pathlib import Path

import duckdb

from copub.cube.contract import KEY
from copub.cube.statements import BASELINES
from copub.cube.stored import ORDER, TOTALS, Cube, open_cube, write_cube
from copub.errors import CopubError
from copub.folders import replaced


def merge(parts: list[Path], to: Path) -> Cube:
    """The cube of all works in the cubes `parts`, written to `to`.

    The parts must be scored by the same baselines (`build(..., baselines=...)` with those of `merge_baselines`), or their scores would
    not mean the same; CopubError otherwise. A work that stands in two parts counts twice: take duplicates out before.
    """
    cubes = [open_cube(part) for part in parts]
    if len({cube.about["tables"]["baselines"]["sha256"] for cube in cubes}) != 1:
        raise CopubError(
            "the cubes were scored by different baselines",
            where=", ".join(str(part) for part in parts),
            do="make one table with merge_baselines and build each part with it",
        )
    with replaced(to) as folder, duckdb.connect() as connection:
        cells = " UNION ALL ".join(
            f"SELECT * FROM read_parquet('{part}/cells.parquet') AS cells JOIN read_parquet('{part}/sets.parquet') AS sets USING (set_id)"
            for part in parts
        )
        connection.execute(
            f"CREATE TEMP TABLE grouped AS SELECT {', '.join(KEY)}, {TOTALS} FROM ({cells}) GROUP BY ALL"
        )
        connection.execute(
            "CREATE TEMP TABLE credits AS SELECT year, doc_type, field, retracted, country, sum(works)::BIGINT AS works, "
            f"sum(credit)::BIGINT AS credit FROM ({_all(parts, 'credits')}) GROUP BY ALL"
        )
        connection.execute(f"CREATE TEMP TABLE baselines AS SELECT * FROM read_parquet('{parts[0]}/baselines.parquet')")
        if all((part / "histogram.parquet").is_file() for part in parts):
            _sum_up(connection, parts)
        invented = any(cube.about["invented"] for cube in cubes)
        write_cube(connection, folder, {"invented": invented, "merged_from": [cube.about for cube in cubes]})
    return open_cube(to)


def merge_baselines(parts: list[Path], to: Path) -> Path:
    """The baselines of all works in the cubes `parts`, from their histograms and classes, as the Parquet file `to`."""
    with duckdb.connect() as connection:
        _sum_up(connection, parts)
        connection.execute(
            f"COPY (SELECT * FROM ({BASELINES}) ORDER BY category, year, doc_type, class) TO '{to}' "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
    return to


def _sum_up(connection: duckdb.DuckDBPyConnection, parts: list[Path]) -> None:
    """Make `histogram` and `classes` of all parts together."""
    for table, sums in (("histogram", ("works", "weight")), ("classes", ("weight", "weighted"))):
        added = ", ".join(f"sum({name})::BIGINT AS {name}" for name in sums)
        connection.execute(
            f"CREATE TEMP TABLE {table} AS SELECT {', '.join(ORDER[table])}, {added} FROM ({_all(parts, table)}) GROUP BY ALL"
        )


def _all(parts: list[Path], table: str) -> str:
    return " UNION ALL ".join(f"SELECT * FROM read_parquet('{part}/{table}.parquet')" for part in parts)
