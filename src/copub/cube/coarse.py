"""A cube for some units: sets of countries that no unit tells apart are one set."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
import pyarrow as pa

from copub import engine
from copub.cube.statements import NUMBERED
from copub.cube.stored import SUMMED, TOTALS, Cube

# Two countries are alike where the same units list them in the same years, two sets where they hold as many countries of every kind.
ALIKE = """
WITH listed AS (
    SELECT member, string_agg(unit || ' ' || year, ' ' ORDER BY unit, year) AS lists FROM members GROUP BY member
), kinds AS (
    SELECT member AS country, dense_rank() OVER (ORDER BY lists)::INTEGER AS kind FROM listed
), sorts AS (
    SELECT set_id, sets.countries, list_sort(list(kind)) AS kinds
    FROM sets LEFT JOIN codes USING (set_id) LEFT JOIN kinds USING (country)
    GROUP BY set_id, sets.countries
)
SELECT unnest(list(set_id)) AS set_id, min(set_id) AS stands_in FROM sorts GROUP BY countries, kinds
"""
OF_THOSE_THAT_STAND_IN = "SELECT * FROM parts SEMI JOIN (SELECT DISTINCT stands_in AS set_id FROM alike) USING (set_id)"


@dataclass(frozen=True)
class Coarse(Cube):
    """The cube as the units of `members` see it: of sets that none of them tells apart, one stands in for all.

    Every indicator of these units and of pairs of them is the same as from the whole cube, several times sooner. `sets` and `codes` are
    those of the sets that stand in; which countries else a cell holds can no longer be asked.
    """

    members: pd.DataFrame = field(kw_only=True)

    @cached_property
    def sets(self) -> pa.Table:
        """The sets that stand in: `set_id`, `cset`, `countries`."""
        return engine.answer(OF_THOSE_THAT_STAND_IN, parts=self._whole.sets, alike=self._alike)

    @cached_property
    def codes(self) -> pa.Table:
        """The countries of the sets that stand in: `set_id`, `countries`, `country`."""
        return engine.answer(OF_THOSE_THAT_STAND_IN, parts=self._whole.codes, alike=self._alike)

    @cached_property
    def cells(self) -> pa.Table:
        """The cells added up over sets that are alike."""
        return self._added_up(NUMBERED)

    @cached_property
    def summed(self) -> pa.Table:
        """`cells` added up over document types, fields and lead countries."""
        return self._added_up(SUMMED)

    def _added_up(self, key: tuple[str, ...]) -> pa.Table:
        cells, others = self._path("cells"), ", ".join(name for name in key if name != "set_id")
        return engine.answer(
            f"SELECT stands_in AS set_id, {others}, {TOTALS} FROM read_parquet('{cells}') JOIN alike USING (set_id) "
            f"WHERE {self.where} GROUP BY stands_in, {others}",
            alike=self._alike,
        )

    @cached_property
    def _whole(self) -> Cube:
        return Cube(self.folder, self.about, self.where)

    @cached_property
    def _alike(self) -> pa.Table:
        return engine.answer(ALIKE, sets=self._whole.sets, codes=self._whole.codes, members=self.members)


def coarse(cube: Cube, members: pd.DataFrame) -> Coarse:
    """The cube as the units of `members` see it; `members` as `unit_members` gives them."""
    return Coarse(cube.folder, cube.about, cube.where, members=members)
