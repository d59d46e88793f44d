"""The columns that a cube needs, read and added up by DuckDB alone: `python -m benchmarks.bare_scan FOLDER`."""

import sys
from pathlib import Path

import duckdb


def scan(folder: Path) -> list[object]:
    """The columns that a cube needs, read and added up."""

    def sums(numbers: tuple[str, ...], texts: tuple[str, ...], table: str) -> str:
        added = [*(f"sum({name})" for name in numbers), *(f"sum(length({name}))" for name in texts)]
        return f"SELECT count(*), {', '.join(added)} FROM read_parquet('{folder}/{table}.parquet')"

    works = sums(
        ("year", "citations", "n_institutions", "unknown", "retracted::TINYINT", "truncated::TINYINT", "dual::TINYINT"),
        ("doc_type", "field", "c1", "c2", "c3", "cset", "lead"),
        "works",
    )
    weights = sums(("year", "retracted::TINYINT", "weight"), ("doc_type", "field", "country"), "weights")
    with duckdb.connect() as connection:
        return [number for sql in (works, weights) for number in connection.execute(sql).fetchone() or ()]


if __name__ == "__main__":
    print(scan(Path(sys.argv[1])))
