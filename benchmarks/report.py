"""What was measured, as a table to look at and as a record to keep."""

import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from rich.table import Table

from benchmarks.processes import Cost
from benchmarks.runner import Comparison, median, ratio

PACKAGES = ("duckdb", "pandas", "papermill", "sphinx", "jupyter-book", "matplotlib")


def circumstances() -> dict[str, Any]:
    """When, on what and with what it is measured; `load` is the machine's load of the last minute, this run's own included."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def table(comparison: Comparison, costs: dict[str, list[Cost]]) -> Table:
    """Medians of each way, and how many times those of the first way they are."""
    drawn = Table(title=f"{comparison.job} (medians of {comparison.rounds})", title_justify="left")
    drawn.add_column("way")
    for heading in ("wall s", "×", "CPU s", "×", "peak MB", "×"):
        drawn.add_column(heading, justify="right")
    first = median(costs[comparison.ways[0].name])
    for name, each in costs.items():
        middle, times = median(each), ratio(median(each), first)
        drawn.add_row(
            name,
            *(f"{middle.wall:.2f}", f"{times.wall:.2f}"),
            *(f"{middle.cpu:.2f}", f"{times.cpu:.2f}"),
            *(f"{middle.peak:.0f}", f"{times.peak:.2f}"),
        )
    return drawn


def record(comparison: Comparison, costs: dict[str, list[Cost]]) -> dict[str, Any]:
    """Every run of a comparison, the medians, and their ratios to the first way."""
    first = median(costs[comparison.ways[0].name])
    return {
        "job": comparison.job,
        "ways": [
            {
                "way": name,
                "runs": [asdict(cost) for cost in each],
                "median": asdict(median(each)),
                "ratio": asdict(ratio(median(each), first)),
            }
            for name, each in costs.items()
        ],
    }
