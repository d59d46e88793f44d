"""A cube as it lies in its folder: six Parquet tables, `cube.json` that says what they are, and the SQL that made them."""

import json
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import duckdb
import pandas as pd
import pyarrow as pa

from copub import __version__, engine
from copub.corpus.credit import UNIT as CREDIT
from copub.cube.contract import MOMENT, MOMENTS, PART, SUMS, TABLES, VERSION, WHOLE
from copub.cube.statements import COUNTRIES, NUMBERED
from copub.errors import CopubError, nearest
from copub.folders import fingerprint

# What is put down on the way to a cube; gone before the cube is done.
SPILL = "spill"
# Quickest to write and to read: few numbers of a cube repeat, so no dictionary of many is tried.
PARQUET = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 256"
SUMMED = tuple(name for name in NUMBERED if name not in ("doc_type", "field", "lead"))
# How cells add up.
TOTALS = ", ".join(f"sum({name})::BIGINT AS {name}" for name in (*SUMS, *MOMENTS))
ORDER = {
    "cells": ("set_id", *(name for name in NUMBERED if name != "set_id")),
    "sets": ("set_id",),
    "credits": ("year", "doc_type", "field", "retracted", "country"),
    "baselines": ("category", "year", "doc_type", "class"),
    "histogram": ("category", "year", "doc_type", "citations"),
    "classes": ("category", "year", "doc_type", "class"),
}
_NUMBERED_SETS = (
    "SELECT (row_number() OVER (ORDER BY cset))::INTEGER AS set_id, cset FROM (SELECT DISTINCT cset FROM grouped)"
)
NAMES = {"category": "categories", "doc_type": "doc_types", "field": "fields", "lead": "leads"}
CODES = """
SELECT set_id, countries, unnest(if(contains(cset, 'CSHH'), regexp_extract_all(cset, 'CSHH|..'),
    list_transform(range(1, length(cset), 2), lambda i: cset[i:i + 1]))) AS country
FROM sets
"""
# Lists of members change seldom: sets are looked up once a list, which holds from the year `since` to the year `until`.
LISTS = """
dated AS (
    SELECT unit, year, string_agg(member, ' ' ORDER BY member) AS list FROM members GROUP BY unit, year
), runs AS (
    SELECT *, year - row_number() OVER (PARTITION BY unit, list ORDER BY year) AS run FROM dated
), lists AS (
    SELECT unit, min(year)::SMALLINT AS since, max(year)::SMALLINT AS until FROM runs GROUP BY unit, list, run
), listed AS (
    SELECT lists.*, member FROM lists JOIN members ON members.unit = lists.unit AND members.year = since
), found AS (
    SELECT unit, since, until, set_id, count(*) AS inside, countries
    FROM listed JOIN codes ON codes.country = listed.member
    GROUP BY unit, since, until, set_id, countries
)"""
PLACES = f"""
WITH {LISTS}
SELECT unit, since, until, set_id, inside, countries, countries - inside + 1 AS parties FROM found
UNION ALL
SELECT unit, since, until, set_id, countries, countries, countries FROM lists, sets WHERE unit = 'WORLD' AND countries > 0
"""
PAIRS = f"""
WITH {LISTS}, asked AS (
    SELECT wanted.unit, partner, greatest(one.since, other.since) AS since, least(one.until, other.until) AS until
    FROM wanted JOIN lists AS one ON one.unit = wanted.unit JOIN lists AS other ON other.unit = partner
    WHERE one.since <= other.until AND other.since <= one.until
), shared AS (
    SELECT asked.unit, asked.partner, asked.since, set_id, count(*) AS inside
    FROM asked
    JOIN listed AS own ON own.unit = asked.unit AND asked.since BETWEEN own.since AND own.until
    JOIN listed AS theirs ON theirs.unit = partner AND asked.since BETWEEN theirs.since AND theirs.until AND theirs.member = own.member
    JOIN codes ON codes.country = own.member
    GROUP BY ALL
), joint AS (
    SELECT asked.*, one.set_id, one.inside + other.inside - coalesce(shared.inside, 0) AS inside, one.countries
    FROM asked
    JOIN found AS one ON one.unit = asked.unit AND asked.since BETWEEN one.since AND one.until
    JOIN found AS other ON other.unit = asked.partner AND asked.since BETWEEN other.since AND other.until AND other.set_id = one.set_id
    LEFT JOIN shared ON shared.unit = asked.unit AND shared.partner = asked.partner AND shared.since = asked.since
        AND shared.set_id = one.set_id
    WHERE one.inside > coalesce(shared.inside, 0)
)
SELECT *, countries - inside + 2 AS parties FROM joint
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
    def summed(self) -> pa.Table:
        """The cells added up over document types, fields and lead countries: several times fewer rows, in no order.

        Every indicator that does not ask who leads gives the same from them as from `cells`, sooner.
        """
        key = ", ".join(SUMMED)
        return self._read("cells", self.where, f"{key}, {TOTALS}", f"GROUP BY {key}")

    @cached_property
    def sets(self) -> pa.Table:
        """The sets of countries: `set_id`, `cset`, `countries`."""
        return self._read("sets")

    @cached_property
    def codes(self) -> pa.Table:
        """The countries of each set, one row each: `set_id`, `countries` (how many the set has), `country`."""
        return engine.answer(CODES, sets=self.sets)

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
    ) -> Self:
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
        return replace(self, where=" AND ".join(wheres))

    def places(self, members: pd.DataFrame) -> pa.Table:
        """Which sets of countries belong to which unit: one row per `unit`, `set_id` and span of years with the same members.

        A span reaches from the year `since` to the year `until`, both in it. `inside` is how many of the set's countries are members of
        the unit, `countries` how many it has, `parties` how many there are when the unit counts as one. `members` has `unit`, `member`
        and `year`, as `unit_members` gives them; the unit `WORLD` takes in every set, and its countries are parties each for itself.
        """
        return self._ask(PLACES, members=members)

    def pairs(self, members: pd.DataFrame, wanted: list[tuple[str, str]]) -> pa.Table:
        """Which sets of countries belong to both units of a pair: one row per `unit`, `partner`, `set_id` and span of years.

        A country of both units is the partner's alone. `inside` is how many of the set's countries belong to one of the two, `parties`
        how many there are when each unit counts as one. Indicators take the result in place of `places` where they say so.
        """
        return self._ask(PAIRS, members=members, wanted=pd.DataFrame(wanted, columns=["unit", "partner"], dtype="str"))

    def count(self) -> dict[str, int]:
        """What the cube holds: `works`, `located` (with a country), `cells` and `single` (cells of one work)."""
        with duckdb.connect() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(works), 0)::BIGINT, coalesce(sum(works) FILTER (countries > 0), 0)::BIGINT, count(*), "
                f"count(*) FILTER (works = 1) FROM read_parquet('{self.folder}/cells.parquet') AS cells "
                f"JOIN read_parquet('{self.folder}/sets.parquet') AS sets USING (set_id) WHERE {self.where}"
            ).fetchone()
        assert row is not None
        return dict(zip(("works", "located", "cells", "single"), row, strict=True))

    def _ask(self, sql: str, **tables: pd.DataFrame) -> pa.Table:
        return engine.answer(sql, sets=self.sets, codes=self.codes, **tables)

    def _read(self, table: str, where: str = "true", columns: str = "*", grouped: str = "") -> pa.Table:
        return engine.answer(f"SELECT {columns} FROM read_parquet('{self._path(table)}') WHERE {where} {grouped}")

    def _path(self, table: str) -> Path:
        path = self.folder / f"{table}.parquet"
        if not path.is_file():
            raise CopubError(
                f"the cube has no {table}", where=str(self.folder), do="build it again with `copub cube NAME`"
            )
        return path


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


def write_cube(
    connection: duckdb.DuckDBPyConnection, folder: Path, about: dict[str, Any], *, numbered: bool = False
) -> None:
    """Write the tables `grouped` (the cells), `credits`, `baselines`, `histogram` and `classes` of `connection` as a cube.

    Rows are sorted and sets numbered in alphabetical order, so equal works give equal files. A table that is not there is left out.
    Where what has a name is `numbered`, as the statements do it, the tables of the names give them back; else cells name their set.
    """
    sets = "SELECT id AS set_id, name AS cset FROM csets" if numbered else _NUMBERED_SETS
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE sets AS SELECT set_id, cset, {COUNTRIES}::TINYINT AS countries FROM ({sets})"
    )
    columns = ", ".join((*NUMBERED, *SUMS, *MOMENTS))
    joined = "" if numbered else "JOIN sets USING (cset)"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW cells AS SELECT {columns} FROM grouped {joined}")
    # The order of rows is the content's own only while it is preserved on the way to the file.
    connection.execute("SET preserve_insertion_order = true")
    present = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    files = {}
    for table in TABLES:
        if table in present:
            path = folder / f"{table}.parquet"
            rows = _sorted(table, NAMES if numbered else {})
            connection.execute(f"COPY ({rows}) TO '{path}' ({PARQUET})")
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


def _sorted(table: str, names: dict[str, str]) -> str:
    """The rows of a table in order, numbers of names replaced by the names: they are numbered in the order of the alphabet, from 1."""
    given = ", ".join(
        f"(SELECT list(name ORDER BY id) FROM {names[column]})[{column}] AS {column}"
        for column in ORDER[table]
        if column in names
    )
    # Numbers are sorted sooner than names, so the names come after.
    columns = f"* REPLACE ({given})" if given else "*"
    rows = f"SELECT {columns} FROM (SELECT * FROM {table} ORDER BY {', '.join(ORDER[table])})"
    # What DuckDB knows of a column, that it is never empty, would show in the file, and it knows more of a table than of a statement.
    # Where no rows follow that have nothing in any column, it knows the same of both: nothing.
    return f"{rows} UNION ALL BY NAME SELECT NULL AS {ORDER[table][0]} FROM range(0)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
