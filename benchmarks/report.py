"""What was measured, as a table to look at and as a record to keep."""

import os
import platform
import statistics
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from rich.table import Table

from benchmarks.processes import Cost
from benchmarks.runner import Comparison, median, ratios

PACKAGES = ("duckdb", "pandas", "pyarrow", "msgspec", "isal", "papermill", "sphinx", "jupyter-book", "matplotlib")


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
    """Medians of each way, and of its ratios to the first way in the same round, with the least and the greatest of them.

    Below them the ratios of the further pairs.
    """
    drawn = Table(title=f"{comparison.job} (medians of {comparison.rounds})", title_justify="left")
    drawn.add_column("way", no_wrap=True)
    for heading in ("wall s", "×", "CPU s", "×", "peak MB", "×"):
        drawn.add_column(heading, justify="right")
    first = costs[comparison.ways[0].name]
    for name, each in costs.items():
        middle, times = median(each), ratios(each, first)
        drawn.add_row(
            name,
            *(f"{middle.wall:.2f}", _spread([one.wall for one in times])),
            *(f"{middle.cpu:.2f}", _spread([one.cpu for one in times])),
            *(f"{middle.peak:.0f}", f"{median(times).peak:.2f}"),
        )
    for one, other in comparison.beside:
        times = ratios(costs[one], costs[other])
        spreads = _spread([each.wall for each in times]), _spread([each.cpu for each in times])
        drawn.add_row(f"{one} / {other}", "", spreads[0], "", spreads[1], "", f"{median(times).peak:.2f}")
    return drawn


def record(comparison: Comparison, costs: dict[str, list[Cost]]) -> dict[str, Any]:
    """Every run of a comparison, and the medians of the runs and of their ratios to the first way."""
    first = costs[comparison.ways[0].name]
    return {
        "job": comparison.job,
        "ways": [
            {
                "way": name,
                "runs": [asdict(cost) for cost in each],
                "median": asdict(median(each)),
                "ratio": asdict(median(ratios(each, first))),
            }
            for name, each in costs.items()
        ],
        "beside": [
            {"way": one, "other": other, "ratio": asdict(median(ratios(costs[one], costs[other])))}
            for one, other in comparison.beside
        ],
        "left_out": list(comparison.left_out),
    }


def _spread(times: list[float]) -> str:
    least, greatest = f"{min(times):.2f}", f"{max(times):.2f}"
    middle = f"{statistics.median(times):.2f}"
    return middle if least == greatest else f"{middle}\n{least}–{greatest}"
