"""The benchmarks on a handful of rows: they run, and all ways of a job come to the same. Nothing here is about speed."""

import gzip
import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml

from copub.errors import CopubError
from miniature import ROOT, write_miniature, write_notebook

SPEAK = "import sys; open('said', 'a').write(sys.argv[1])"
PAIRS = """year,unit,partner,works
2020,DE,CN,5
2020,FR,CN,3
2020,DE,US,8
2021,DE,CN,6
"""
INTERNATIONAL = """year,unit,works,partners
2020,DE,10,2
2020,FR,3,1
2020,CN,6,2
2020,US,8,1
2021,DE,6,1
2021,CN,6,1
"""


@pytest.fixture(autouse=True)
def _benchmarks_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.fixture
def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


@pytest.fixture
def fingers(tmp_path: Path) -> Path:
    """A project of three tiny tables. Field `maths`: DE has 1 work a year, then 2; FR lacks 2022; US began from nothing."""
    root = tmp_path / "fingers"
    (root / "data" / "open").mkdir(parents=True)
    (root / "data" / "editions").mkdir()
    (root / "_toc.yml").touch()
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    shutil.copyfile(ROOT / "data" / "open" / "datapackage.json", root / "data" / "open" / "datapackage.json")
    counts = [
        ("ncses-2023", "1", "maths", unit, year, works)
        for unit, before, after in (("DE", 1, 2), ("FR", 1, 1), ("US", 0, 4))
        for years, works in ((range(2003, 2008), before), (range(2018, 2023), after))
        for year in years
        if (unit, year) != ("FR", 2022)
    ]
    whole = pd.DataFrame(counts, columns=["release", "table", "field", "unit", "year", "works"])
    whole.to_csv(root / "data" / "open" / "ncses_whole_counts.csv", index=False)
    (root / "data" / "open" / "openalex_pairs.csv").write_text(PAIRS, encoding="utf-8")
    (root / "data" / "open" / "openalex_international.csv").write_text(INTERNATIONAL, encoding="utf-8")
    return root


def way(name: str, says: str, folder: Path):
    from benchmarks.runner import Way

    return Way(name, (sys.executable, "-c", SPEAK, says), folder, (folder / "said").read_text)


def test_each_way_runs_once_a_round_and_every_second_round_backwards(tmp_path: Path) -> None:
    from benchmarks.runner import Comparison, Way, compare

    ways = [Way(name, way(name, name, tmp_path).command, tmp_path, lambda: "the same") for name in "ab"]
    costs = compare(Comparison("speaking", tuple(ways), rounds=2, warm=True), environment=os.environ)
    assert (tmp_path / "said").read_text() == "abbaab"
    assert {name: len(each) for name, each in costs.items()} == {"a": 2, "b": 2}
    assert all(cost.wall > 0 and cost.cpu > 0 and cost.peak > 1 for each in costs.values() for cost in each)


def test_ways_with_different_results_are_not_compared(tmp_path: Path) -> None:
    from benchmarks.runner import Comparison, compare

    ways = (way("one", "1\n2\n", tmp_path), way("other", "3\n", tmp_path))
    with pytest.raises(CopubError, match="line 3 is `nothing more` in one and `3` in the other"):
        compare(Comparison("speaking", ways, rounds=1, warm=False), environment=os.environ)


def test_numbers_may_be_as_far_apart_as_a_comparison_allows_and_counts_not_at_all() -> None:
    from benchmarks.agreement import first_difference

    assert not first_difference("DE,3,0.5\n", "DE,3,0.500000009\n", within=1e-8)
    assert first_difference("DE,3,0.5\n", "DE,3,0.50000002\n", within=1e-8)
    assert first_difference("DE,3,0.5\n", "DE,4,0.5\n", within=1e-8)
    assert first_difference("DE,3,0.5\n", "FR,3,0.5\n", within=1e-8)
    assert first_difference("DE,3,0.5\n", "DE,3,0.500000009\n")
    assert first_difference("DE,3,\n", "DE,3,0\n", within=1e-8)


def test_a_yardstick_is_measured_and_not_compared(tmp_path: Path) -> None:
    from benchmarks.runner import Comparison, compare

    ways = (replace(way("rod", "", tmp_path), result=None), way("one", "1", tmp_path))
    costs = compare(Comparison("speaking", ways, rounds=1, warm=False), environment=os.environ)
    assert [len(each) for each in costs.values()] == [1, 1]


def test_a_way_that_fails_says_why(tmp_path: Path) -> None:
    from benchmarks.processes import spend

    with pytest.raises(CopubError, match="exit code 1\nno such luck"):
        spend((sys.executable, "-c", "raise SystemExit('no such luck')"), cwd=tmp_path, environment=os.environ)


def test_costs_are_medians_and_multiples_of_the_first_way_in_the_same_round(tmp_path: Path) -> None:
    from benchmarks.processes import Cost
    from benchmarks.report import circumstances, record, table
    from benchmarks.runner import Comparison

    comparison = Comparison("speaking", (way("first", "", tmp_path), way("second", "", tmp_path)), rounds=3, warm=False)
    costs = {
        "first": [Cost(2, 1, 100), Cost(1, 1, 100), Cost(4, 1, 100)],
        "second": [Cost(2, 2, 50), Cost(3, 2, 50), Cost(8, 2, 50)],
    }
    first, second = record(comparison, costs)["ways"]
    assert first["median"] == {"wall": 2, "cpu": 1, "peak": 100}
    # Round by round 1, 3 and 2 times.
    assert second["ratio"] == {"wall": 2, "cpu": 2, "peak": 0.5}
    assert list(table(comparison, costs).columns[2].cells) == ["1.00", "2.00\n1.00–3.00"]
    json.dumps({**circumstances(), "comparisons": [first, second]})
    backwards = replace(comparison, beside=(("first", "second"),))
    assert list(table(backwards, costs).columns[4].cells) == ["1.00", "2.00", "0.50"]
    assert record(backwards, costs)["beside"][0]["ratio"] == {"wall": 0.5, "cpu": 0.5, "peak": 2}


def test_sql_and_pandas_give_the_same_tables(fingers: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    from benchmarks import indicators
    from benchmarks.runner import compare

    tables = {}
    for comparison in indicators.comparisons(fingers, tmp_path, environment=environment, rows=5):
        compare(replace(comparison, rounds=1, warm=False), environment=environment)
        tables[comparison.job] = pd.read_csv(tmp_path / "table.csv")
    joint, bound, growth, twice, _ = tables.values()
    assert joint.query("unit == 'EUROPE' and year == 2020")[["low", "high"]].values.tolist() == [[5, 8], [8, 8]]
    # DE wrote 5 with CN and 8 with US, 10 in all: 1.3 partners a work, so at least 7 of 10 had just one.
    assert bound.query("unit == 'DE' and year == 2020").low.tolist() == [0.7]
    assert growth.set_index("unit").ratio.dropna().to_dict() == {"DE": 2}
    # Four rows become at least five by being there twice: the largest pair is the same, the sum is not.
    assert twice.query("unit == 'EUROPE' and year == 2020")[["low", "high"]].values.tolist() == [[5, 16], [8, 16]]


def test_drawing_once_gives_the_figures_of_a_run_for_each_language(tmp_path: Path, environment: dict[str, str]) -> None:
    from benchmarks import drawing
    from benchmarks.runner import compare

    root = write_miniature(tmp_path / "mini")
    labels = yaml.safe_load((ROOT / "book" / "labels.yml").read_text(encoding="utf-8"))
    labels["source"]["fingers"] = {"en": "Fingers", "zh": "手指"}
    labels["figure"]["gamma_works"] = {"title": {"en": "Two", "zh": "二"}, "subtitle": {"en": "works", "zh": "论文"}}
    (root / "book" / "labels.yml").write_text(yaml.safe_dump(labels, allow_unicode=True), encoding="utf-8")
    write_notebook(
        root,
        "gamma",
        "import pandas as pd\nfrom copub import charts",
        'table = pd.DataFrame({"unit": ["CN", "US"], "value": [1.0, 2.0]})\n'
        'draw = charts.figures("gamma", release="fingers", out=out)\n'
        'draw(charts.bars, table, "works", unit="works", sources=["fingers"], indicators=[])',
        parameters="first_year: int = 2003  # first year",
    )
    comparison = drawing.comparison(root, tmp_path, section="gamma", rounds=1)
    compare(comparison, environment=environment)
    drawn = comparison.ways[0].result()
    assert "figures/en/gamma_works.svg" in drawn
    assert "figures/zh/gamma_works.svg" in drawn
    assert "data/gamma_works.csv" in drawn


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the record benchmarks read of the project."""
    root = tmp_path_factory.mktemp("project")
    shutil.copyfile(ROOT / "_toc.yml", root / "_toc.yml")
    for name in ("open", "reference", "editions", "reported"):
        shutil.copytree(ROOT / "data" / name, root / "data" / name)
    return root


def test_cube_and_pandas_give_the_same_indicators(project: Path, environment: dict[str, str]) -> None:
    from benchmarks import records
    from benchmarks.runner import compare

    scanned, comparison = records.comparisons(project, 3_000, environment=environment, rounds=(1, 1))
    assert list(compare(scanned, environment=environment)) == [records.SCAN, records.CUBE, records.STORED]
    assert list(compare(comparison, environment=environment)) == [records.CUBE, records.STORED, records.PANDAS]
    tables = comparison.ways[1].result().split("output\n", 1)[1].splitlines()
    assert tables[0].startswith("unit,year,") and tables[0].endswith(",works")
    world = [int(line.rsplit(",", 1)[1]) for line in tables if line.startswith("WORLD,")][:20]
    assert sum(world) == 3_000


def test_too_many_works_for_pandas_are_measured_under_a_limit_on_memory(
    project: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks import records
    from benchmarks.runner import compare

    monkeypatch.setattr(records, "MOST_FOR_PANDAS", 100)
    (comparison,) = records.comparisons(project, 200, environment=environment, rounds=(1, 1))
    limited = comparison.ways[-1]
    assert limited.command[-1] == records.MEMORY
    assert list(compare(replace(comparison, ways=(limited,)), environment=environment)) == [records.SMALL]
    assert comparison.left_out[0].startswith("pandas")


def test_the_operations_of_pyscisci_have_one_answer_from_works_and_from_the_cube(
    project: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks import records
    from benchmarks.runner import compare

    monkeypatch.delenv(records.PYSCISCI, raising=False)
    comparison = records.operations(project, 3_000, environment=environment, rounds=1)
    compare(comparison, environment=environment)
    assert comparison.left_out[0].startswith("pyscisci")
    monkeypatch.setenv(records.PYSCISCI, "python-with-pyscisci")
    assert records.operations(project, 3_000, environment=environment).ways[-1].command[0] == "python-with-pyscisci"


def test_without_spark_the_comparison_of_engines_says_so(
    project: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks import records
    from benchmarks.runner import compare

    monkeypatch.setattr(records, "find_spec", lambda name: None)
    comparison = records.engines(project, 200, environment=environment, rounds=1)
    compare(comparison, environment=environment)
    assert "cells " in comparison.ways[0].result()
    assert "pyspark" in comparison.left_out[0]


def test_every_reader_of_openalex_finds_all_records(project: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    from benchmarks import reading
    from benchmarks.runner import compare

    for comparison in reading.comparisons(project, tmp_path, environment=environment, records=20, rounds=1):
        compare(replace(comparison, warm=False), environment=environment)
        assert comparison.ways[1].result() == "40 records, 40 works\n"
    with gzip.open(tmp_path / "openalex" / "part_0.gz") as records:
        assert 10_000 < len(records.read()) / 20 < 20_000


@pytest.mark.slow
def test_every_way_to_the_site_ends_with_the_same_site(tmp_path: Path, environment: dict[str, str]) -> None:
    from benchmarks import press
    from benchmarks.runner import compare

    root = write_miniature(tmp_path / "mini")
    compare(press.comparison(root, tmp_path, environment=environment, rounds=1), environment=environment)
    assert "One more sentence" in (tmp_path / "press" / "_build" / "site" / "en" / "index.html").read_text("utf-8")
