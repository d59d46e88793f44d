"""Measure everything, show the tables, keep the record: `python -m benchmarks`."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from benchmarks import drawing, indicators, press
from benchmarks.report import circumstances, record, table
from benchmarks.runner import compare
from copub.errors import CopubError

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("_config.yml", "_toc.yml", "requirements.txt", "book", "data", "notebooks", "src")


def main() -> None:
    """Run every comparison on a copy of the project, so that work in progress neither disturbs it nor is disturbed."""
    console, record_path = Console(), ROOT / "_build" / "benchmarks.json"
    kept = {**circumstances(), "comparisons": []}
    with tempfile.TemporaryDirectory(prefix="copub-bench-") as folder:
        scratch = Path(folder).resolve()
        project = scratch / "project"
        copy_project(ROOT, project)
        environment = environment_of(project)
        comparisons = [
            *indicators.comparisons(project, scratch, environment=environment),
            drawing.comparison(project, scratch),
            press.comparison(project, scratch, environment=environment),
        ]
        for comparison in comparisons:
            costs = compare(comparison, environment=environment)
            console.print(table(comparison, costs))
            kept["comparisons"].append(record(comparison, costs))
    record_path.parent.mkdir(exist_ok=True)
    record_path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console.print(f"Every run: {record_path.relative_to(ROOT)}")


def copy_project(root: Path, to: Path) -> None:
    """What a build reads, and nothing that a build made."""
    to.mkdir()
    for name in PROJECT:
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copyfile(root / name, to / name)


def environment_of(project: Path) -> dict[str, str]:
    """The environment in which the measured processes use the copy's code."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(project / "src"), str(ROOT)])}


if __name__ == "__main__":
    try:
        main()
    except CopubError as error:
        sys.exit(f"benchmarks: {error}")
