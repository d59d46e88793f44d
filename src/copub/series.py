"""From a cube to the series of its indicators: one tidy CSV table each, the thing that is safe to publish.

Which countries, blocs and regions stand in them is the choice of an edition; the years are those of the cube. Series of an
invented corpus say so in every row.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import duckdb
import pandas as pd

from copub.cube import Cube, open_cube, unit_members
from copub.editions import Edition
from copub.errors import CopubError
from copub.indicators import measure

INVENTED = "10.99999/invented."
BLOCS = ["US", "CN", "EU27"]
OF_PLACES = (
    "unit_output",
    "unit_international",
    "collaboration_size",
    "cnci",
    "cnci_interval",
    "collab_cnci",
    "pp_top",
    "country_fraction",
)
OF_PAIRS = ("cnci", "pp_top")


def write_series(corpus: Path, edition: Edition) -> dict[str, int]:
    """Write `corpus/series/<indicator>.csv` for every indicator that follows from the cube of `corpus`; their rows by name.

    Indicators of two units together have the suffix `_of_pairs`. `series.json` names the cube they come from by its checksum.
    Raises CopubError for a corpus without a cube, a cube without a dated work, and for two corpora mixed in one.
    """
    cube = open_cube(corpus / "cube")
    folder = corpus / "series"
    folder.mkdir(exist_ok=True)
    invented = _is_invented(corpus / "works.parquet")
    rows = {}
    for name, table in _series(cube, edition):
        table.assign(invented=invented).to_csv(
            folder / f"{name}.csv", index=False, float_format="%.12g", lineterminator="\n"
        )
        rows[name] = len(table)
    about = {
        "edition": edition.name,
        "invented": invented,
        "cube": {name: table["sha256"] for name, table in cube.about["tables"].items()},
        "rows": rows,
    }
    (folder / "series.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return rows


def _series(cube: Cube, edition: Edition) -> Iterator[tuple[str, pd.DataFrame]]:
    countries = sorted(
        {code for name in ("focus_countries", "us_partners", "china_partners") for code in edition.parameters[name]}
    )
    codes = list(dict.fromkeys(["WORLD", *BLOCS, *countries, *edition.parameters["regions"]]))
    members = unit_members(codes, *_years(cube))
    places = cube.places(members)
    for name in OF_PLACES:
        yield name, measure(name, cells=cube.summed, places=places)
    partners = list(dict.fromkeys([*BLOCS, *countries]))
    wanted = [(unit, partner) for unit, partner in combinations(partners, 2) if unit in BLOCS]
    wanted += [(region, partner) for region in edition.parameters["regions"] for partner in ("CN", "US")]
    pairs = cube.pairs(members, wanted)
    yield "joint_output", measure("joint_output", cells=cube.summed, pairs=pairs)
    for name in OF_PAIRS:
        yield f"{name}_of_pairs", measure(name, cells=cube.summed, places=pairs)


def _years(cube: Cube) -> tuple[int, int]:
    years = [year for year in cube.summed.column("year").unique().to_pylist() if year > 0]
    if not years:
        raise CopubError("no work has a year", where=str(cube.folder), do="ingest records that have one")
    return min(years), max(years)


def _is_invented(works: Path) -> bool:
    """Whether the works were made by `copub demo`: their identifiers say so."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*), count(*) FILTER (starts_with(doi, '{INVENTED}')) FROM read_parquet('{works}')"
        ).fetchone()
    every, invented = found or (0, 0)
    if 0 < invented < every:
        raise CopubError(
            f"{invented:,} of {every:,} works are invented",
            where=str(works),
            do="ingest invented and real records apart",
        )
    return bool(invented)
