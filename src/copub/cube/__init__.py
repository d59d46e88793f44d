"""The cube: all works of a corpus, counted and scored in cells, from which every additive indicator comes out exactly.

A few SQL statements make it from `works.parquet` (`statements.py`), on DuckDB or on Spark alike; everything in it is a count or an
integer in fixed units, so sums have no order and cubes of parts merge. Readers of records stand below this room, indicators above it.
"""

from copub.cube.build import build
from copub.cube.coarse import coarse
from copub.cube.merge import merge
from copub.cube.stored import Cube, open_cube
from copub.cube.suppress import suppress
from copub.cube.units import unit_members

__all__ = ["Cube", "build", "coarse", "merge", "open_cube", "suppress", "unit_members"]
