"""Invented works straight to the flat table, and what is asked of them: `python -m benchmarks.invented_works FOLDER WORKS`.

FOLDER becomes a corpus with `works.parquet` and `weights.parquet`, sorted as `copub ingest` sorts them. Beside them stand
`members.csv`, who counts for which unit in which year, and `pairs.csv`.
"""

import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.random import Generator
from numpy.typing import NDArray

from copub.corpus.credit import UNIT
from copub.corpus.works import SCHEMA
from copub.cube import unit_members
from copub.demo.margins import margins

UNITS = ["US", "CN", "GB", "DE", "JP", "IN", "EU27", "ASIA-PACIFIC", "WORLD"]
PAIRS = [("US", "CN"), ("EU27", "CN"), ("EU27", "US"), ("GB", "US"), ("ASIA-PACIFIC", "CN"), ("ASIA-PACIFIC", "US")]
FIRST_YEAR, LAST_YEAR = 2003, 2022
CATEGORIES, FIELDS = 254, 26
MOST_COUNTRIES = 8
BLOCK = 1_000_000


def write_works(folder: Path, works: int) -> None:
    """`works` works, 23 % of them with several addresses, in 254 categories; the same number gives the same works."""
    random = np.random.default_rng(1)
    table = margins()
    order = np.argsort(table.countries)
    codes = np.array(table.countries, dtype="S2")[order]
    weights = (table.domestic + table.international).sum(axis=0)[order]
    drawn, sorted_, credit = (folder / f"{name}.parquet" for name in ("drawn", "works", "weights"))
    with pq.ParquetWriter(drawn, SCHEMA, compression="zstd") as file:
        for start in range(0, works, BLOCK):
            file.write_table(_block(random, codes, weights / weights.sum(), start, min(BLOCK, works - start)))
    shares = (
        "SELECT work_id, year, doc_type, field, retracted, unnest(regexp_extract_all(cset, '..')) AS country, "
        f"({UNIT} // (length(cset) // 2))::BIGINT AS weight FROM '{sorted_}' ORDER BY year, country, work_id"
    )
    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(folder / "spill")}) as connection:
        for rows, to in ((f"FROM '{drawn}' ORDER BY year, cset, work_id", sorted_), (shares, credit)):
            connection.execute(f"COPY ({rows}) TO '{to}' (FORMAT parquet, COMPRESSION zstd)")
    drawn.unlink()


def write_questions(folder: Path) -> None:
    """The units and pairs that every way computes its answers for."""
    unit_members(UNITS, FIRST_YEAR, LAST_YEAR).to_csv(folder / "members.csv", index=False)
    pd.DataFrame(PAIRS, columns=["unit", "partner"]).to_csv(folder / "pairs.csv", index=False)


def _block(
    random: Generator, codes: NDArray[np.bytes_], weights: NDArray[np.float64], start: int, size: int
) -> pa.Table:
    sets, lead = _country_sets(random, codes, weights, size)
    names = np.array([f"Invented category {number:03d}" for number in range(CATEGORIES)])
    first, several = random.integers(0, CATEGORIES, size), random.choice(3, size, p=[0.6, 0.3, 0.1])
    filled = {
        "work_id": np.char.add("W", (9_000_000_000 + start + np.arange(size)).astype(str)),
        "year": random.integers(FIRST_YEAR, LAST_YEAR + 1, size),
        "doc_type": random.choice(["article", "review", "conference"], size, p=[0.8, 0.1, 0.1]),
        "field": np.array([f"Invented field {number:02d}" for number in range(FIELDS)])[first % FIELDS],
        "c1": names[first],
        "c2": np.where(several > 0, names[(first + 1) % CATEGORIES], ""),
        "c3": np.where(several > 1, names[(first + 2) % CATEGORIES], ""),
        "citations": np.floor(np.exp(random.normal(1.5, 1.2, size))),
        "cset": sets,
        "lead": lead,
        "n_authors": random.integers(1, 9, size),
        "n_institutions": (np.char.str_len(sets) // 2) + (random.random(size) < 0.4),
        **{name: np.zeros(size, bool) for name in ("retracted", "truncated", "dual")},
        "unknown": np.zeros(size),
    }
    empty = np.array([""] * size)
    return pa.table(
        {field.name: pa.array(filled.get(field.name, empty)).cast(field.type) for field in SCHEMA}, schema=SCHEMA
    )


def _country_sets(
    random: Generator, codes: NDArray[np.bytes_], weights: NDArray[np.float64], size: int
) -> tuple[NDArray[np.bytes_], NDArray[np.bytes_]]:
    """The distinct countries of each work, sorted and joined, and the one that leads."""
    parties = np.where(random.random(size) < 0.77, 1, np.minimum(1 + random.geometric(0.6, size), MOST_COUNTRIES))
    drawn = random.choice(len(codes), (size, MOST_COUNTRIES), p=weights)
    lead = codes[drawn[:, 0]]
    none = len(codes)
    drawn[np.arange(MOST_COUNTRIES) >= parties[:, None]] = none
    drawn.sort(axis=1)
    drawn[:, 1:][drawn[:, 1:] == drawn[:, :-1]] = none
    drawn.sort(axis=1)
    joined = np.append(codes, b"")[drawn]
    # Two letters each, side by side; what is empty lies at the end and falls off.
    return np.ascontiguousarray(joined).view(f"S{2 * MOST_COUNTRIES}").ravel(), lead


def main() -> None:
    """Do what the command line says."""
    folder, works = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True)
    write_works(folder, works)
    write_questions(folder)


if __name__ == "__main__":
    main()
