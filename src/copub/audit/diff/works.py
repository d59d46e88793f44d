"""Two corpora of records of one source: which works are gone, new or changed, and the tables of a corpus changed class by class."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from copub.corpus.works import SCHEMA
from copub.corpus_tables import write_tables
from copub.cube import build
from copub.recount import Desk, Files

CHANGED = {"retyped": ("doc_type",), "redated": ("year",), "recountried": ("cset", "lead", "unknown", "dual")}
REST = tuple(
    name for name in SCHEMA.names if name != "work_id" and not any(name in columns for columns in CHANGED.values())
)
COLUMNS = {**CHANGED, "other": REST}
"""Which columns of `copub.corpus.works` a class of changed works is known by."""
CLASSES = ("gone", "new", *COLUMNS)


@dataclass(frozen=True)
class Walk:
    """How many works are in each class, and for each step the desk of the corpus changed so far; none for a class without a work.

    A work is recognised by its `work_id`. One that changed in two ways is counted in both classes.
    """

    counts: Mapping[str, int]
    desks: Mapping[str, Desk | None]


@contextmanager
def walked(a: Path, b: Path, *, like: Desk) -> Iterator[Walk]:
    """From the works in the file `a` to those in `b`, class by class; the desks have the parameters and the lists of `like`.

    After each class cube and tables are made anew, by the code of today, in a folder that goes with the `with` block.
    """
    with TemporaryDirectory() as made, duckdb.connect() as connection:
        for name, path in (("a", a), ("b", b)):
            connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{path}')")
        counts = _counts(connection)
        desks: dict[str, Desk | None] = {}
        for number, name in enumerate(CLASSES):
            desks[name] = _desk(connection, CLASSES[: number + 1], Path(made) / name, like) if counts[name] else None
        yield Walk(counts, desks)


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    differ = {
        name: " OR ".join(f"a.{column} IS DISTINCT FROM b.{column}" for column in columns)
        for name, columns in COLUMNS.items()
    }
    asked = {
        "gone": "SELECT count(*) FROM a ANTI JOIN b USING (work_id)",
        "new": "SELECT count(*) FROM b ANTI JOIN a USING (work_id)",
        **{name: f"SELECT count(*) FROM a JOIN b USING (work_id) WHERE {rule}" for name, rule in differ.items()},
    }
    return {name: connection.execute(sql).fetchall()[0][0] for name, sql in asked.items()}


def _desk(connection: duckdb.DuckDBPyConnection, done: tuple[str, ...], root: Path, like: Desk) -> Desk:
    """A desk on a project of its own at `root`, whose corpus is `a` with the classes `done` taken from `b`."""
    corpus = root / "data" / "corpora" / "walked"
    corpus.mkdir(parents=True)
    for name in ("open", "reference"):
        (root / "data" / name).symlink_to(like.files.at(f"data/{name}").resolve())
    connection.execute(f"COPY ({_works(done)}) TO '{corpus / 'works.parquet'}' (FORMAT parquet)")
    build(corpus, corpus / "cube")
    write_tables(corpus)
    return Desk(Files(root), like.parameters, corpus="data/corpora/walked/tables")


def _works(done: tuple[str, ...]) -> str:
    from_b = {column for name in done for column in COLUMNS.get(name, ())}
    common = ", ".join(f"{'b' if column in from_b else 'a'}.{column}" for column in SCHEMA.names if column != "work_id")
    parts = [f"SELECT a.work_id, {common} FROM a JOIN b USING (work_id)"]
    parts += [] if "gone" in done else ["FROM a ANTI JOIN b USING (work_id)"]
    parts += ["FROM b ANTI JOIN a USING (work_id)"] if "new" in done else []
    # In one order, so that equal works give equal files.
    return f"FROM ({' UNION ALL BY NAME '.join(parts)}) ORDER BY work_id"
