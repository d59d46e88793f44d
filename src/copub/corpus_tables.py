"""From a cube to the tables that the sections of a book read: those of `copub.releases`, for every place, as CSV files.

They are counts and means by place and year, as statistical offices publish them, and safe to publish; who has them can build the
book without the records and without the cube.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copub.cube import Cube, open_cube, unit_members
from copub.errors import CopubError
from copub.folders import fingerprint, replaced
from copub.indicators import NothingMeasured, card, measure
from copub.reference import countries, field_areas, units
from copub.releases import TABLES

BLOCS = ("US", "CN", "EU27")
KEYS = ("unit", "partner", "year")
# Which cards fill a table; a table that follows from another one's measurement names the same card.
FILLED_BY = {
    "output": ("coauthorship",),
    "reach": ("unit_output",),
    "international": ("unit_output",),
    "sizes": ("collaboration_size",),
    "whole_counts": ("unit_output",),
    "joint": ("joint_output",),
    "joint_fields": ("joint_output",),
    "top1": ("pp_top",),
    "impact": ("cnci_interval", "pp_top"),
}


def write_tables(corpus: Path) -> dict[str, int]:
    """Write `corpus/tables/<name>.csv` for each table of `copub.releases`, from the cube of `corpus`; their rows by name.

    `tables.sql` beside them holds the SQL that filled them, card by card. `tables.json` says what a reader must know to judge them:
    what became of the records and by which rule, how many files they came from (their names may name a person, and stay behind), what
    the works are and what is unknown of them, the cube's checksums and the SQL that made it.
    Raises CopubError for a corpus without a cube and a cube without a dated work.
    """
    cube = open_cube(corpus / "cube")
    ingested = cube.about.get("corpus", {})
    with replaced(corpus / "tables") as folder:
        rows, files = {}, {}
        for name, table in _tables(cube):
            wanted = [column for column in TABLES[name] if column != "release"]
            path = folder / f"{name}.csv"
            table[wanted].to_csv(path, index=False, float_format="%.12g", lineterminator="\n")
            rows[name], files[name] = len(table), fingerprint(path)
        sql = cube.folder / "cube.sql"
        about = {
            "name": corpus.name,
            "source": ingested.get("source", ""),
            "files": len(ingested.get("files", [])),
            "rule": ingested.get("rule", ""),
            "records": ingested.get("balance", {}),
            "invented": cube.about["invented"],
            "cube": {name: table["sha256"] for name, table in cube.about["tables"].items()},
            "sql": sql.read_text(encoding="utf-8") if sql.is_file() else "",
            "works": cube.count(),
            "years": _years(cube),
            "of_type": _by_type(cube),
            "of_no_area": cube.count()["works"] - sum(part.count()["works"] for part in _areas(cube).values()),
            "flagged": _flagged(cube),
            "tables": files,
        }
        (folder / "tables.sql").write_text(_sql(cube), encoding="utf-8")
        text = json.dumps(about, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        (folder / "tables.json").write_text(text, encoding="utf-8")
    return rows


def _tables(cube: Cube) -> Iterator[tuple[str, pd.DataFrame]]:
    groups = list(units().query("kind in ('bloc', 'region')").code)
    members = unit_members(["WORLD", *groups, *countries().code], *_years(cube))
    places = cube.places(members)
    lands = sorted(set(places.column("unit").unique().to_pylist()) & set(countries().code))
    # Of two overlapping units the larger one is named first.
    everyone = cube.pairs(members, [*combinations(lands, 2), *((group, land) for group in groups for land in lands)])
    of_blocs = cube.pairs(members, [(bloc, land) for bloc in BLOCS for land in lands if land != bloc])
    of_two_blocs = cube.pairs(members, [("US", "CN"), ("EU27", "US"), ("EU27", "CN")])
    areas = _areas(cube)

    reach = _measured("unit_output", cells=cube.summed, places=places)
    yield "output", _measured("coauthorship", cells=cube.summed, places=places, sets=cube.sets)
    yield "reach", reach
    yield "international", reach[reach.unit != "WORLD"].assign(works=lambda rows: rows.with_outside)
    yield "sizes", _measured("collaboration_size", cells=cube.summed, places=places)
    by_area = [
        _measured("unit_output", cells=part.summed, places=places).assign(field=area) for area, part in areas.items()
    ]
    yield "whole_counts", _joined([reach.assign(field="all"), *by_area])
    yield "joint", _both_ways(_measured("joint_output", cells=cube.summed, pairs=everyone))
    joint = [
        _measured("joint_output", cells=part.summed, pairs=of_blocs).assign(field=area) for area, part in areas.items()
    ]
    yield "joint_fields", _both_ways(_joined(joint))
    top = _measured("pp_top", cells=cube.summed, places=places)
    yield "top1", top.dropna(subset="top1").assign(share=lambda rows: rows.top1)
    yield "impact", _joined([_impact(cube, places).assign(partner=""), _impact(cube, of_two_blocs)])


def _sql(cube: Cube) -> str:
    """The SQL of the cards that fill the tables, each once, below the tables it fills and the units it was asked for."""
    first, last = _years(cube)
    groups = ", ".join(units().query("kind in ('bloc', 'region')").code)
    parts = [
        f"-- Years {first} to {last}. Units: WORLD, {groups}, and every country of the corpus.",
        f"-- Pairs: every two countries; each bloc or region with each country; by area and by impact those of {', '.join(BLOCS)}.",
    ]
    for name in sorted({name for names in FILLED_BY.values() for name in names}):
        filled = ", ".join(table for table, names in FILLED_BY.items() if name in names)
        parts.append(f"\n-- {name}: fills {filled}\n{card(name).sql.rstrip()};")
    return "\n".join(parts) + "\n"


def _measured(indicator: str, **given: Any) -> pd.DataFrame:
    """What an indicator gives, also where that is nothing: a corpus without joint works has a table of them without a row."""
    try:
        return measure(indicator, **given)
    except NothingMeasured:
        columns = card(indicator).columns.replace("the places' own keys", ", ".join(KEYS))
        return pd.DataFrame(columns=columns.split(", "))


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    with_rows = [table for table in tables if len(table)]
    if with_rows:
        return pd.concat(with_rows, ignore_index=True)
    return tables[0] if tables else pd.DataFrame(columns=[*KEYS, "field", "works"])


def _impact(cube: Cube, places: pa.Table) -> pd.DataFrame:
    intervals = _measured("cnci_interval", cells=cube.summed, places=places).rename(columns={"value": "cnci"})
    top = _measured("pp_top", cells=cube.summed, places=places).drop(columns="works")
    return intervals.merge(top)


def _both_ways(joint: pd.DataFrame) -> pd.DataFrame:
    turned = joint.rename(columns={"unit": "partner", "partner": "unit"})
    # Two blocs that are countries stand in both directions already.
    return pd.concat([joint, turned]).drop_duplicates()


def _areas(cube: Cube) -> dict[str, Cube]:
    """The part of the cube in each broad area that some of its fields belong to."""
    known = (
        field_areas().assign(key=lambda rows: rows.field.str.casefold()).drop_duplicates("key").set_index("key").area
    )
    of_area: dict[str, list[str]] = {}
    for field in cube.cells.column("field").unique().to_pylist():
        if area := known.get(field.strip().casefold()):
            of_area.setdefault(area, []).append(field)
    return {area: cube.choose(fields=sorted(of_area[area])) for area in sorted(of_area)}


def _by_type(cube: Cube) -> dict[str, int]:
    """Works of each document type; the type is empty where the source names none."""
    found = cube.cells.group_by("doc_type").aggregate([("works", "sum")])
    return dict(zip(found.column("doc_type").to_pylist(), found.column("works_sum").to_pylist(), strict=True))


def _flagged(cube: Cube) -> dict[str, int]:
    """Works of which something is unknown or unusual, by what it is; a work may stand under several."""
    cells = cube.cells
    unrated = pc.subtract(cells.column("works"), cells.column("rated"))
    marked = {
        "some_countries": pc.equal(cells.column("unknown"), 1),
        "truncated": cells.column("truncated"),
        "dual": cells.column("dual"),
        "undated": pc.equal(cells.column("year"), 0),
        "retracted": cells.column("retracted"),
    }
    counts = {name: pc.sum(pc.filter(cells.column("works"), mask)).as_py() or 0 for name, mask in marked.items()}
    return {"unrated": pc.sum(unrated).as_py() or 0, **counts}


def _years(cube: Cube) -> tuple[int, int]:
    years = [year for year in cube.cells.column("year").unique().to_pylist() if year > 0]
    if not years:
        raise CopubError("no work has a year", where=str(cube.folder), do="ingest records that have one")
    return min(years), max(years)
