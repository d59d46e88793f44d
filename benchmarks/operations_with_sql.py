"""The three operations that pyscisci has, in our ways: `python -m benchmarks.operations_with_sql WAY CORPUS RESULT`.

`works` asks the works table itself; `cube` makes the cube and asks it; `stored` asks the cube that is there.
"""

import sys
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.answers import write
from copub.cube import build

CATEGORIES = ("c1", "c2", "c3")
OUTPUT = """
SELECT country AS unit, year, sum(works)::BIGINT AS works
FROM (SELECT year, works, unnest(regexp_extract_all(cset, '..')) AS country FROM sets) GROUP BY ALL
"""
JOINT = """
SELECT one AS unit, other AS partner, year, sum(works)::BIGINT AS works
FROM (
    SELECT year, works, one, unnest(countries) AS other
    FROM (SELECT year, works, countries, unnest(countries) AS one FROM (SELECT *, regexp_extract_all(cset, '..') AS countries FROM sets))
)
WHERE one < other GROUP BY ALL
"""
BEGIN = """
SELECT category, year, doc_type, min(citations) AS citations
FROM (
    SELECT *, sum(works) OVER (PARTITION BY category, year, doc_type ORDER BY citations DESC) - works AS above,
        sum(works) OVER (PARTITION BY category, year, doc_type) AS world
    FROM counts
)
WHERE 10 * above < world GROUP BY ALL
"""


def of_works(corpus: Path) -> dict[str, pd.DataFrame]:
    """Works of each country and year, joint works of each pair and year, citations at which the most cited 10 % begin."""
    works = f"read_parquet('{corpus / 'works.parquet'}')"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE sets AS SELECT year, cset, count(*) AS works FROM {works} GROUP BY ALL")
        connection.execute(
            "CREATE TABLE counts AS SELECT category, year, doc_type, citations, count(*) AS works "
            f"FROM ({' UNION ALL '.join(f'SELECT year, doc_type, citations, {of} AS category FROM {works}' for of in CATEGORIES)}) "
            "WHERE category <> '' GROUP BY ALL"
        )
        return {
            name: connection.sql(sql).df() for name, sql in (("output", OUTPUT), ("joint", JOINT), ("begin", BEGIN))
        }


def of_cube(cube: Path) -> dict[str, pd.DataFrame]:
    """The same from a cube, which has the thresholds ready."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE sets AS SELECT year, cset, sum(works) AS works "
            f"FROM '{cube / 'cells.parquet'}' JOIN '{cube / 'sets.parquet'}' USING (set_id) GROUP BY ALL"
        )
        begin = f"SELECT DISTINCT category, year, doc_type, cut10_full AS citations FROM '{cube / 'baselines.parquet'}'"
        return {
            name: connection.sql(sql).df() for name, sql in (("output", OUTPUT), ("joint", JOINT), ("begin", begin))
        }


def main() -> None:
    """Do what the command line says."""
    way, corpus, result = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if way == "cube":
        build(corpus, corpus / "cube")
    write(of_works(corpus) if way == "works" else of_cube(corpus / "cube"), result)


if __name__ == "__main__":
    main()
