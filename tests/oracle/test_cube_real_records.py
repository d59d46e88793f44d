"""Real records against plain sets and loops: the cube of an export equals what one counts by reading its works row by row."""

from collections import Counter
from fractions import Fraction
from types import SimpleNamespace

import pandas as pd
import pytest

from copub.corpus.ingest import ingest
from copub.cube import build, unit_members
from copub.indicators import measure
from oracle import reference
from shared import REAL, needs_real


@needs_real
@pytest.mark.parametrize(
    ("source", "folder"), [("wos", "wos-tab-scientopy-ble2026"), ("openalex", "openalex-api-openalexpro/jsonl")]
)
def test_the_cube_of_real_records_equals_a_count_row_by_row(tmp_path, source, folder):
    ingest(source, [REAL / folder], "real", tmp_path, workers=1)
    corpus = tmp_path / "data" / "corpora" / "real"
    works = pd.read_parquet(corpus / "works.parquet")
    cube = build(corpus, tmp_path / "cube")
    assert cube.count()["works"] == len(works)
    output, bilateral = Counter(), Counter()
    for year, cset in zip(works["year"], works["cset"], strict=True):
        countries = {cset[i : i + 2] for i in range(0, len(cset), 2)}
        for country in countries:
            output[country, year] += 1
            bilateral[country, year] += len(countries) == 2
    codes = sorted({country for country, _ in output})
    members = unit_members(codes, int(works["year"].min()), int(works["year"].max()))
    places = cube.places(members)
    found = measure("unit_output", cells=cube.cells, places=places).set_index(["unit", "year"])["works"].to_dict()
    assert found == output
    sizes = (
        measure("collaboration_size", cells=cube.cells, places=places)
        .set_index(["unit", "year"])["bilateral"]
        .to_dict()
    )
    assert {key: number for key, number in sizes.items() if number} == {
        key: number for key, number in bilateral.items() if number
    }
    bands = measure("share_bounds", cells=cube.cells, sets=cube.sets, places=places).set_index(
        ["unit", "share", "year"]
    )
    for year, unit in _largest(output):
        here = works[works["year"] == year]
        records = [
            SimpleNamespace(known=frozenset(cset[i : i + 2] for i in range(0, len(cset), 2)), open=unknown > 0 or cut)
            for cset, unknown, cut in zip(here["cset"], here["unknown"], here["truncated"], strict=True)
        ]
        options = [_options(record, unit) for record in records]
        known = [(unit in r.known, unit in r.known and len(r.known) > 1) for r in records]
        share = Fraction(sum(two for _, two in known), sum(one for one, _ in known))
        band = bands.loc[unit, "international", year]
        assert band["value"] == pytest.approx(float(share), abs=1e-12)
        assert band["low"] == pytest.approx(float(reference.extreme(options, share, 1)), abs=1e-12)
        assert band["high"] == pytest.approx(float(reference.extreme(options, share, -1)), abs=1e-12)
    cells = cube.cells.to_pandas()
    if cells["scored"].sum():
        assert cells["score"].sum() / cells["scored"].sum() / 2**27 == pytest.approx(1, abs=1e-8)


def _largest(output: Counter) -> list[tuple[int, str]]:
    """In each year the country with most works."""
    return [
        (year, max((u for u, y in output if y == year), key=lambda u: (output[u, year], u)))
        for year in {y for _, y in output}
    ]


def _options(record: SimpleNamespace, unit: str) -> set:
    """In or out of the unit's works and of its international ones, as the work is known or may truly be."""
    sets = [record.known]
    if record.open:
        sets += [record.known | {unit}, record.known | {unit, "another"}]
    return {reference.OUT if unit not in one else reference.IN if len(one) > 1 else reference.REST for one in sets}
