"""The tables that indicators of places read, whatever they come from: each row carries the release it belongs to.

A release is a dated state of one source: a release of public tables (`ncses-2023`, `openalex-2024`), or the tables of a corpus or of a
harvest, which bear its name. `TABLES` lists them:

`output`         works of a place and year: `total`, `domestic` (one country, all addresses known), `international` (two or more); what
                 is left has addresses too incomplete to tell. A bloc is a place of its own, each work counted once.
`whole_counts`   `works` of a place and year in a field; `all` is every field together
`joint`          `works` of two places and a year, in both directions; in a corpus also of a bloc and a partner, each work counted once
`international`  `works` of a place with another country
`top1`           `share` of a place's works among the world's most cited 1 %

A harvest has the places that it asked for, and may lack a table, for a reason that its `tables.json` gives. Only a corpus and a harvest
fill these:

`sizes`          international works of a place by the number of parties: `bilateral`, `trilateral`, `four_or_more`; `partners` is
                 the sum of their numbers of partner countries
`reach`          works of a place: `one_country`, `several_inside` (two countries or more, all inside it), `with_outside`
`impact`         of a place, or of two together where `partner` is not empty: `works` with citations and a category, their mean
                 normalised citation impact `cnci` with the interval `low` to `high`, `top10` and `top1`
`joint_fields`   joint `works` of two places in a field
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from copub import engine
from copub.errors import CopubError

KINDS = ("corpora", "harvests")
PLACE = {"release": "VARCHAR", "unit": "VARCHAR", "year": "BIGINT"}
PAIR = {"release": "VARCHAR", "unit": "VARCHAR", "partner": "VARCHAR", "year": "BIGINT"}
TABLES: dict[str, dict[str, str]] = {
    "output": {**PLACE, "total": "BIGINT", "domestic": "BIGINT", "international": "BIGINT"},
    "whole_counts": {**PLACE, "field": "VARCHAR", "works": "BIGINT"},
    "joint": {**PAIR, "works": "BIGINT"},
    "international": {**PLACE, "works": "BIGINT"},
    "top1": {**PLACE, "share": "DOUBLE"},
    "sizes": {
        **PLACE,
        **dict.fromkeys(("international", "bilateral", "trilateral", "four_or_more", "partners"), "BIGINT"),
    },
    "reach": {**PLACE, **dict.fromkeys(("one_country", "several_inside", "with_outside"), "BIGINT")},
    "impact": {**PAIR, "works": "BIGINT", **dict.fromkeys(("cnci", "low", "high", "top10", "top1"), "DOUBLE")},
    "joint_fields": {**PAIR, "field": "VARCHAR", "works": "BIGINT"},
}
PUBLIC = {
    "output": ("ncses_output", "release"),
    "whole_counts": ("ncses_whole_counts", "release"),
    "joint": ("openalex_pairs_both", "'openalex-2024'"),
    "international": ("openalex_international", "'openalex-2024'"),
    "top1": ("ncses_top1", "release"),
}


@cache
def connect(root: Path) -> duckdb.DuckDBPyConnection:
    """The engine's connection, with a view for each of `TABLES`."""
    connection = engine.connect(root)
    add_views(connection)
    return connection


def add_views(connection: duckdb.DuckDBPyConnection) -> None:
    """A view for each of `TABLES`: the rows of the public table that has them, and those of the corpora loaded so far."""
    present = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    for name, columns in TABLES.items():
        connection.execute(
            f"CREATE TABLE corpus_{name} ({', '.join(f'{one} {kind}' for one, kind in columns.items())})"
        )
        text = f"CREATE VIEW {name} AS SELECT * FROM corpus_{name}"
        table, release = PUBLIC.get(name, ("", ""))
        if table in present:
            has = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
            own = ", ".join(column for column in columns if column != "release" and column in has)
            text += f" UNION ALL BY NAME SELECT {release} AS release, {own} FROM {table}"
        connection.execute(text)


def load(root: Path, release: str) -> None:
    """Let the views hold the tables of the corpus or harvest `release` as well; a release of public tables is there already.

    A table that `tables.json` calls absent stays without rows. Raises CopubError for tables that are not whole.
    """
    folder, connection = tables_of(root, release), connect(root)
    if not folder.is_dir() or connection.execute("FROM corpus_output WHERE release = ? LIMIT 1", [release]).fetchall():
        return
    absent = (about(root, release) or {}).get("absent", {})
    for name, columns in TABLES.items():
        path = folder / f"{name}.csv"
        if name in absent:
            continue
        if not path.is_file():
            kind, again = (
                ("harvest", f"copub harvest openalex --to {release}")
                if is_harvest(root, release)
                else ("corpus", f"copub cube {release}")
            )
            raise CopubError(f"the {kind} has no table `{name}`", where=str(folder), do=f"run `{again}` again")
        own = {column: kind for column, kind in columns.items() if column != "release"}
        connection.execute(
            f"INSERT INTO corpus_{name} BY NAME SELECT ? AS release, * "
            f"FROM read_csv('{path}', header = true, nullstr = '', columns = {own})",
            [release],
        )


def tables_of(root: Path, name: str) -> Path:
    """Where the tables of a corpus or a harvest lie, or would lie for a corpus. Raises CopubError where both bear the name."""
    corpus, harvest = (root / "data" / kind / name / "tables" for kind in KINDS)
    if corpus.is_dir() and harvest.is_dir():
        raise CopubError(
            f"a corpus and a harvest are both called `{name}`",
            where=" and ".join(f"data/{kind}/{name}" for kind in KINDS),
            do="rename one of the folders",
        )
    return harvest if harvest.is_dir() else corpus


def is_harvest(root: Path, name: str) -> bool:
    """Whether `name` is a harvest."""
    return tables_of(root, name).is_relative_to(root / "data" / "harvests")


def tells(root: Path, release: str, table: str) -> bool:
    """Whether a release has rows of one of `TABLES`, or could have."""
    known = about(root, release)
    return table in PUBLIC if known is None else table not in known.get("absent", {})


def public(root: Path, table: str) -> list[str]:
    """The releases of public tables that have output (`table` is `output`) or pairs (`pairs`), sorted."""
    view = "joint" if table == "pairs" else "output"
    rows = (
        connect(root).execute(f"SELECT DISTINCT release FROM {view} ANTI JOIN corpus_output USING (release)").fetchall()
    )
    return sorted(row[0] for row in rows)


def corpora(root: Path) -> list[str]:
    """The corpora and harvests whose tables are there, sorted."""
    return sorted(path.parent.parent.name for kind in KINDS for path in root.glob(f"data/{kind}/*/tables/tables.json"))


def about(root: Path, release: str) -> dict[str, Any] | None:
    """What is known of a corpus or harvest, as `copub.corpus_tables` or `copub.harvest` wrote it; None for public tables."""
    path = tables_of(root, release) / "tables.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def of_its_cube(root: Path, corpus: str) -> bool:
    """Whether the tables of a corpus were made from the cube that lies beside them; true where there is none, for tables travel alone."""
    cube, told = root / "data" / "corpora" / corpus / "cube" / "cube.json", about(root, corpus) or {}
    if not cube.is_file():
        return True
    tables = json.loads(cube.read_text(encoding="utf-8"))["tables"]
    return bool(told.get("cube") == {name: table["sha256"] for name, table in tables.items()})
