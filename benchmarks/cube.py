"""What the cube costs, each way in a process of its own: `python -m benchmarks.cube WAY FOLDER [WORKS]`.

`material` writes invented works to FOLDER; `scan` reads the same columns and adds them up; `build` makes the cube;
`indicators` computes the report's indicators from the stored cube. Each prints its answer, so that ways can be checked equal.
"""

import sys
from pathlib import Path

BLOCK = 1_000_000
CATEGORIES = 254
UNITS = ["US", "CN", "GB", "DE", "JP", "IN", "EU27", "ASIA-PACIFIC", "WORLD"]
PAIRS = [("US", "CN"), ("EU27", "CN"), ("EU27", "US"), ("GB", "US"), ("ASIA-PACIFIC", "CN"), ("ASIA-PACIFIC", "US")]


def material(folder: Path, works: int) -> None:
    """`works` invented works, 23 % of them international, in 254 categories, straight to the tables of a corpus, sorted as they are."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    from copub.corpus.works import SCHEMA
    from copub.demo.margins import margins

    random = np.random.default_rng(1)
    table = margins()
    lands = np.array(table.countries)
    weights = (table.domestic + table.international).sum(axis=0)
    names = np.array([f"Invented category {number:03d}" for number in range(CATEGORIES)])
    folder.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(folder / "drawn.parquet", SCHEMA, compression="zstd") as file:
        for start in range(0, works, BLOCK):
            size = min(BLOCK, works - start)
            parties = np.where(random.random(size) < 0.77, 1, np.minimum(1 + random.geometric(0.6, size), 8))
            drawn = lands[random.choice(len(lands), parties.sum(), p=weights / weights.sum())]
            sets = [sorted(set(some)) for some in np.split(drawn, np.cumsum(parties)[:-1])]
            first, number = random.integers(0, CATEGORIES, size), random.choice(3, size, p=[0.6, 0.3, 0.1])
            columns = {
                "work_id": [f"W{9_000_000_000 + start + i}" for i in range(size)],
                "year": random.integers(2003, 2023, size),
                "doc_type": random.choice(["article", "review", "conference"], size, p=[0.8, 0.1, 0.1]),
                "field": np.char.add("Invented field ", (first % 26).astype(str)),
                "c1": names[first],
                "c2": np.where(number > 0, names[(first + 1) % CATEGORIES], ""),
                "c3": np.where(number > 1, names[(first + 2) % CATEGORIES], ""),
                "citations": np.floor(np.exp(random.normal(1.5, 1.2, size))),
                "cset": ["".join(some) for some in sets],
                "lead": [some[0] for some in sets],
                "n_authors": parties,
                **{name: np.zeros(size, bool) for name in ("retracted", "truncated", "dual")},
                "unknown": np.zeros(size),
                "n_institutions": parties + (random.random(size) < 0.4),
            }
            empty = pa.array([""] * size)
            arrays = [
                pa.array(columns[field.name]).cast(field.type) if field.name in columns else empty for field in SCHEMA
            ]
            file.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))

    _sort(folder)


def _sort(folder: Path) -> None:
    import duckdb

    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(folder / "spill")}) as connection:
        connection.execute(
            f"COPY (FROM read_parquet('{folder}/drawn.parquet') ORDER BY year, cset, work_id) "
            f"TO '{folder}/works.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
        connection.execute(
            "COPY (SELECT work_id, year, doc_type, field, retracted, "
            "unnest(regexp_extract_all(cset, '..')) AS country, (720720 // (length(cset) // 2))::BIGINT AS weight "
            f"FROM read_parquet('{folder}/works.parquet') ORDER BY year, country, work_id) "
            f"TO '{folder}/weights.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
    (folder / "drawn.parquet").unlink()


def scan(folder: Path) -> list[object]:
    """The columns that a cube needs, read and added up."""
    import duckdb

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


def indicators(folder: Path) -> list[object]:
    """Every indicator of the report from the stored cube."""
    from copub.cube import open_cube, unit_members
    from copub.indicators import measure

    cube = open_cube(folder / "cube")
    members = unit_members(UNITS, 2003, 2022)
    places, pairs = cube.places(members), cube.pairs(members, PAIRS)
    answers = [
        measure(name, cells=cube.summed, places=of).value.sum().item()
        for name in ("cnci", "collab_cnci", "cnci_interval")
        for of in (places, pairs)
    ]
    counted = [
        measure(name, cells=cube.summed, places=places)
        for name in ("unit_output", "unit_international", "collaboration_size")
    ]
    joint = measure("joint_output", cells=cube.summed, pairs=pairs)
    top = [measure("pp_top", cells=cube.summed, places=of) for of in (places, pairs)]
    strength = measure("collaboration_strength", joint=joint, outputs=counted[0])
    return [*answers, *(len(table) for table in (*counted, joint, *top, strength))]


def main() -> None:
    """Do what the command line says."""
    way, folder = sys.argv[1], Path(sys.argv[2])
    if way == "material":
        material(folder, int(sys.argv[3]))
    elif way == "build":
        from copub.cube import build

        print(build(folder, folder / "cube").count())
    else:
        print({"scan": scan, "indicators": indicators}[way](folder))


if __name__ == "__main__":
    main()
