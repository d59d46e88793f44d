"""Measure, show the tables, keep the record: `python -m benchmarks [JOB ...] [--works N]`."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from benchmarks import drawing, indicators, press, reading, records
from benchmarks.report import circumstances, record, table
from benchmarks.runner import Comparison, compare
from copub.errors import CopubError

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("CITATION.cff", "_config.yml", "_toc.yml", "requirements.txt", "book", "data", "notebooks", "src")
WIDTH = 100


class Place(NamedTuple):
    """Where it runs: a copy of the project, room for material, the environment, and the numbers of works."""

    project: Path
    scratch: Path
    environment: Mapping[str, str]
    works: tuple[int, ...]


# A job makes its material when its turn comes.
JOBS: dict[str, Callable[[Place], Iterator[Comparison]]] = {
    "tables": lambda at: iter(indicators.comparisons(at.project, at.scratch, environment=at.environment)),
    "section": lambda at: iter([drawing.comparison(at.project, at.scratch)]),
    "site": lambda at: iter([press.comparison(at.project, at.scratch, environment=at.environment)]),
    "records": lambda at: (
        one for n in at.works for one in records.comparisons(at.project, n, environment=at.environment)
    ),
    "pyscisci": lambda at: (records.operations(at.project, n, environment=at.environment) for n in at.works),
    "spark": lambda at: iter([records.engines(at.project, at.works[0], environment=at.environment)]),
    "reading": lambda at: iter(reading.comparisons(at.project, at.scratch, environment=at.environment)),
}


def main() -> None:
    """Run the comparisons on a copy of the project, so that work in progress neither disturbs it nor is disturbed."""
    asked = _asked()
    console, record_path = Console(width=WIDTH), ROOT / "_build" / "benchmarks.json"
    kept = {**circumstances(), "comparisons": []}
    with tempfile.TemporaryDirectory(prefix="copub-bench-") as folder:
        scratch = Path(folder).resolve()
        project = scratch / "project"
        copy_project(ROOT, project)
        at = Place(project, scratch, environment_of(project), tuple(asked.works))
        for job in asked.jobs or JOBS:
            for comparison in JOBS[job](at):
                costs = compare(comparison, environment=at.environment)
                console.print(table(comparison, costs))
                for reason in comparison.left_out:
                    console.print(f"Left out: {reason}.")
                kept["comparisons"].append(record(comparison, costs))
    record_path.parent.mkdir(exist_ok=True)
    record_path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console.print(f"Every run: {record_path.relative_to(ROOT)}")


def copy_project(root: Path, to: Path) -> None:
    """What a build reads, and nothing that a build made; corpora stay where they are."""
    to.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "corpora")
    for name in PROJECT:
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, ignore=ignored)
        else:
            shutil.copyfile(root / name, to / name)


def environment_of(project: Path) -> dict[str, str]:
    """The environment in which the measured processes use the copy's code."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(project / "src"), str(ROOT)])}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="What copub costs, way beside way.")
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"{', '.join(JOBS)}; all of them by default")
    parser.add_argument(
        "--works",
        type=int,
        nargs="+",
        default=records.SIZES,
        help="invented works for records, pyscisci and spark (the first number)",
    )
    asked = parser.parse_args()
    if unknown := [job for job in asked.jobs if job not in JOBS]:
        parser.error(f"no job {', '.join(unknown)}; there are {', '.join(JOBS)}")
    return asked


if __name__ == "__main__":
    try:
        main()
    except CopubError as error:
        sys.exit(f"benchmarks: {error}")
