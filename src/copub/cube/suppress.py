"""A cube without its small cells, for those who may share counts but not records, and what it loses by that."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from copub.cube.contract import KEY, MOMENTS, SUMS
from copub.cube.stored import Cube, open_cube, write_cube
from copub.folders import replaced


@dataclass(frozen=True)
class Loss:
    """Cells and works before and after, of all works with a country, and the international share in both cubes."""

    cells: tuple[int, int]
    works: tuple[int, int]
    international: tuple[float, float]


def suppress(cube: Path, to: Path, below: int) -> tuple[Cube, Loss]:
    """The cube with only those cells and credits that count at least `below` works, written to `to`, and what changed.

    Histogram and classes are left out: in the first a much-cited work stands alone. Scores stay those of the whole corpus.
    International works lie in small cells more often than domestic ones, so shares fall: the loss says how far.
    """
    source = open_cube(cube)
    with replaced(to) as folder, duckdb.connect() as connection:
        connection.execute(
            f"CREATE TEMP TABLE grouped AS SELECT {', '.join((*KEY, *SUMS, *MOMENTS))} FROM read_parquet('{cube}/cells.parquet') AS cells "
            f"JOIN read_parquet('{cube}/sets.parquet') AS sets USING (set_id) WHERE works >= {int(below)}"
        )
        connection.execute(
            f"CREATE TEMP TABLE credits AS SELECT * FROM read_parquet('{cube}/credits.parquet') WHERE works >= {int(below)}"
        )
        connection.execute(f"CREATE TEMP TABLE baselines AS SELECT * FROM read_parquet('{cube}/baselines.parquet')")
        about = {
            name: value for name, value in source.about.items() if name not in ("tables", "schema", "units", "copub")
        }
        write_cube(connection, folder, {**about, "suppressed_below": below})
    small = open_cube(to)
    (cells, works, share), (cells_left, works_left, share_left) = _state(source), _state(small)
    return small, Loss((cells, cells_left), (works, works_left), (share, share_left))


def _state(cube: Cube) -> tuple[int, int, float]:
    with duckdb.connect() as connection:
        row = connection.execute(
            "SELECT count(*), coalesce(sum(works), 0)::BIGINT, "
            "coalesce(sum(works) FILTER (countries > 1) / nullif(sum(works), 0), 0)::DOUBLE "
            f"FROM read_parquet('{cube.folder}/cells.parquet') AS cells "
            f"JOIN read_parquet('{cube.folder}/sets.parquet') AS sets USING (set_id) WHERE countries > 0"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), float(row[2])
