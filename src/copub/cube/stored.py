"""A cube as it lies in its folder: five Parquet tables, `cube.json` that says what they are, and the SQL that made them."""

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from copub import __version__
from copub.corpus.credit import UNIT as CREDIT
from copub.cube.contract import KEY, MOMENT, MOMENTS, PART, SUMS, TABLES, VERSION, WHOLE
from copub.cube.statements import COUNTRIES
from copub.errors import CopubError, nearest
from copub.folders import fingerprint

# What is put down on the way to a cube; gone before the cube is done.
SPILL = "spill"
ORDER = {
    "cells": ", ".join(["set_id", *(name for name in KEY if name != "cset")]),
    "sets": "set_id",
    "credits": "year, doc_type, field, retracted, country",
    "baselines": "category, year, doc_type, class",
    "histogram": "category, year, doc_type, class, citations",
}
PRESENT = """
present AS (SELECT DISTINCT year, set_id FROM cells),
codes AS (
    SELECT set_id, countries, unnest(if(contains(cset, 'CSHH'), regexp_extract_all(cset, 'CSHH|..'),
        list_transform(range(1, length(cset), 2), lambda i: cset[i:i + 1]))) AS country
    FROM sets
), found AS (
    SELECT members.unit, present.year, set_id, count(*) AS inside, any_value(countries) AS countries
    FROM members
    JOIN codes ON codes.country = members.member
    JOIN present USING (year, set_id)
    GROUP BY ALL
)"""
PLACES = f"""
WITH {PRESENT}
SELECT unit, year, set_id, inside, countries, countries - inside + 1 AS parties FROM found
UNION ALL
SELECT unit, year, set_id, countries, countries, countries
FROM present JOIN sets USING (set_id) JOIN members USING (year)
WHERE unit = 'WORLD' AND countries > 0
"""
PAIRS = f"""
WITH {PRESENT}, shared AS (
    SELECT wanted.unit, wanted.partner, own.year, own.member
    FROM wanted
    JOIN members AS own ON own.unit = wanted.unit
    JOIN members AS theirs ON theirs.unit = wanted.partner AND theirs.year = own.year AND theirs.member = own.member
), common AS (
    SELECT unit, partner, year, set_id, count(*) AS inside
    FROM shared JOIN codes ON codes.country = shared.member JOIN present USING (year, set_id)
    GROUP BY ALL
)
SELECT wanted.unit, wanted.partner, one.year, one.set_id, one.inside + other.inside - coalesce(common.inside, 0) AS inside, one.countries,
    one.countries - one.inside - other.inside + coalesce(common.inside, 0) + 2 AS parties
FROM wanted
JOIN found AS one ON one.unit = wanted.unit
JOIN found AS other ON other.year = one.year AND other.set_id = one.set_id
LEFT JOIN common
    ON common.unit = wanted.unit AND common.partner = wanted.partner AND common.year = one.year AND common.set_id = one.set_id
WHERE other.unit = wanted.partner AND one.inside > coalesce(common.inside, 0)
"""


@dataclass(frozen=True)
class Cube:
    """An open cube: its tables as Arrow tables, read when first asked for.

    `cells` (see `contract`), `sets`, `credits` and `about`, the content of `cube.json`. A choice made with `choose` holds for all of them.
    """

    folder: Path
    about: dict[str, Any]
    where: str = "true"

    @cached_property
    def cells(self) -> pa.Table:
        """One row per cell, with `set_id` for its set of countries."""
        return self._read("cells", self.where)

    @cached_property
    def sets(self) -> pa.Table:
        """The sets of countries: `set_id`, `cset`, `countries`."""
        return self._read("sets")

    @cached_property
    def credits(self) -> pa.Table:
        """Author-fractional credit by year, document type, field, retraction and country."""
        return self._read("credits", self.where)

    def choose(
        self,
        *,
        doc_types: list[str] | None = None,
        fields: list[str] | None = None,
        retracted: bool = True,
    ) -> "Cube":
        """The cube with some document types and fields only, and without retracted works where `retracted` is false.

        Baselines stay those of the whole corpus. Raises CopubError for a type or field that the cube does not have.
        """
        wheres = [self.where]
        for column, asked in (("doc_type", doc_types), ("field", fields)):
            if asked is None:
                continue
            has = pa.compute.unique(self.cells.column(column)).to_pylist()
            for name in asked:
                if name not in has:
                    raise CopubError(
                        f"no {column} `{name}`.{nearest(name, has)}",
                        where=str(self.folder),
                        do=f"choose among {', '.join(sorted(has))}",
                    )
            wheres.append(f"{column} IN ({', '.join(_quoted(name) for name in asked)})")
        if not retracted:
            wheres.append("NOT retracted")
        return Cube(self.folder, self.about, " AND ".join(wheres))

    def places(self, members: pd.DataFrame) -> pa.Table:
        """Which sets of countries belong to which unit: one row per `unit`, `year` and `set_id`.

        `inside` is how many of the set's countries are members of the unit, `countries` how many it has, `parties` how many there are
        when the unit counts as one. `members` has `unit`, `member` and `year`, as `unit_members` gives them; the unit `WORLD` takes in
        every set, and its countries are parties each for itself.
        """
        return self._ask(PLACES, members=members)

    def pairs(self, members: pd.DataFrame, wanted: list[tuple[str, str]]) -> pa.Table:
        """Which sets of countries belong to both units of a pair: one row per `unit`, `partner`, `year` and `set_id`.

        A country of both units is the partner's alone. `inside` is how many of the set's countries belong to one of the two, `parties`
        how many there are when each unit counts as one. Indicators take the result in place of `places` where they say so.
        """
        return self._ask(PAIRS, members=members, wanted=pd.DataFrame(wanted, columns=["unit", "partner"], dtype="str"))

    def count(self) -> dict[str, int]:
        """What the cube holds: `works`, `located` (with a country), `cells` and `single` (cells of one work)."""
        row = self._ask(
            "SELECT coalesce(sum(works), 0)::BIGINT AS works, "
            "coalesce(sum(works) FILTER (countries > 0), 0)::BIGINT AS located, "
            "count(*) AS cells, count(*) FILTER (works = 1) AS single FROM cells JOIN sets USING (set_id)"
        ).to_pylist()[0]
        return dict(row)

    def _ask(self, sql: str, **tables: pd.DataFrame) -> pa.Table:
        with duckdb.connect() as connection:
            for name, table in {"cells": self.cells, "sets": self.sets, **tables}.items():
                connection.register(name, table)
            return connection.sql(sql).to_arrow_table()

    def _read(self, table: str, where: str = "true") -> pa.Table:
        path = self.folder / f"{table}.parquet"
        if not path.is_file():
            raise CopubError(
                f"the cube has no {table}", where=str(self.folder), do="build it again with `copub cube NAME`"
            )
        with duckdb.connect() as connection:
            return connection.sql(f"SELECT * FROM read_parquet('{path}') WHERE {where}").to_arrow_table()


def open_cube(folder: Path) -> Cube:
    """The cube in `folder`. Raises CopubError where there is none or where another version of the schema wrote it."""
    path = folder / "cube.json"
    if not path.is_file():
        raise CopubError("no cube here", where=str(folder), do="build it with `copub cube NAME`")
    about = json.loads(path.read_text(encoding="utf-8"))
    if about.get("schema") != VERSION:
        raise CopubError(
            f"the cube has schema version {about.get('schema')}, this copub reads {VERSION}",
            where=str(path),
            do="build the cube again with this version, or use the version that wrote it",
        )
    return Cube(folder, about)


def write_cube(connection: duckdb.DuckDBPyConnection, folder: Path, about: dict[str, Any]) -> None:
    """Write the tables `grouped` (cells that name their set), `credits`, `baselines` and `histogram` of `connection` as a cube.

    Rows are sorted and sets numbered in alphabetical order, so equal works give equal files. A table that is not there is left out.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE sets AS SELECT (row_number() OVER (ORDER BY cset))::INTEGER AS set_id, cset, "
        f"{COUNTRIES}::TINYINT AS countries FROM (SELECT DISTINCT cset FROM grouped)"
    )
    key = ", ".join("set_id" if name == "cset" else name for name in KEY)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW cells AS SELECT {key}, {', '.join((*SUMS, *MOMENTS))} FROM grouped JOIN sets USING (cset)"
    )
    # The order of rows is the content's own only while it is preserved on the way to the file.
    connection.execute("SET preserve_insertion_order = true")
    present = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    files = {}
    for table in TABLES:
        if table in present:
            path = folder / f"{table}.parquet"
            connection.execute(
                f"COPY (SELECT * FROM {table} ORDER BY {ORDER[table]}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
            )
            files[table] = fingerprint(path)
    shutil.rmtree(folder / SPILL, ignore_errors=True)
    whole = {
        "schema": VERSION,
        "copub": __version__,
        "units": {"part": PART, "whole": WHOLE, "credit": CREDIT, "moment": MOMENT},
        "tables": files,
        **about,
    }
    text = json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "cube.json").write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
