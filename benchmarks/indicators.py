"""Three indicators on the public tables: the report's SQL against pandas, on the tables as they are and on a large one."""

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.processes import spend
from benchmarks.runner import Comparison, Way

ROWS = 10_000_000
WAYS = {"SQL (measure)": "with_measure", "pandas": "with_pandas"}


def comparisons(project: Path, scratch: Path, *, environment: Mapping[str, str], rows: int = ROWS) -> list[Comparison]:
    """Every comparison of indicators; what they are asked is written into `project`, the large pair table below `scratch`."""
    large = scratch / "large"
    spend(
        (sys.executable, "-m", "benchmarks.material", str(project), str(large), str(rows)),
        cwd=project,
        environment=environment,
    )
    repeated = f"its pair table repeated to {rows / 1e6:.3g} million rows"
    return [
        _comparison("bloc_joint_works", "all regions, two partners, every year", project, scratch, rounds=5, warm=True),
        _comparison("bilateral_bound", "all countries, every year", project, scratch, rounds=5, warm=True),
        _comparison("growth", "all places, every field", project, scratch, rounds=5, warm=True),
        _comparison("bloc_joint_works", repeated, large, scratch, rounds=3, warm=False),
        _comparison("bilateral_bound", repeated, large, scratch, rounds=3, warm=False),
    ]


def _comparison(indicator: str, on: str, project: Path, scratch: Path, *, rounds: int, warm: bool) -> Comparison:
    result = scratch / "table.csv"
    ways = [
        Way(
            name,
            (sys.executable, "-m", "benchmarks.one_table", way, indicator, str(result)),
            project,
            result.read_text,
            lambda: result.unlink(missing_ok=True),
        )
        for name, way in WAYS.items()
    ]
    return Comparison(f"{indicator}: {on}", tuple(ways), rounds, warm)
