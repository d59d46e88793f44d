"""Records to indicators: a bare scan, the cube, pandas and pyscisci, on invented works; and what Spark costs beside DuckDB."""

import json
import os
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import spend
from benchmarks.runner import Comparison, Way

SIZES = (1_000_000, 10_000_000)
MOST_FOR_PANDAS = 10_000_000
MEMORY = "2GB"
WITHIN = 1e-8
PYSCISCI = "PYSCISCI_PYTHON"
MASTER = "local[2]"
SCAN, CUBE, STORED, PANDAS = "bare scan", "cube, indicators", "stored cube, indicators", "pandas"
SMALL = f"cube under {MEMORY}, indicators"


def corpus_of(project: Path, works: int, *, environment: Mapping[str, str]) -> Path:
    """The corpus of so many invented works in `project`, made when first asked for."""
    corpus = project / "data" / "corpora" / f"invented-{works}"
    if not corpus.is_dir():
        command = (sys.executable, "-m", "benchmarks.invented_works", str(corpus), str(works))
        spend(command, cwd=project, environment=environment)
    return corpus


def comparisons(
    project: Path, works: int, *, environment: Mapping[str, str], rounds: tuple[int, int] = (7, 3)
) -> list[Comparison]:
    """All indicators of `works` invented works, `rounds` beside a bare scan and beside pandas.

    Apart, for the memory that pandas gives back makes dear what the next process takes. Where there are too many works for pandas, the
    cube with a limit on memory is measured instead.
    """
    corpus = corpus_of(project, works, environment=environment)
    result = corpus / "indicators.csv"

    def way(name: str, module: str, *arguments: str) -> Way:
        command = (sys.executable, "-m", f"benchmarks.{module}", *arguments)
        return Way(name, command, project, result.read_text, lambda: result.unlink(missing_ok=True))

    def beside(
        what: str, *ways: Way, rounds: int, pairs: tuple[tuple[str, str], ...], left_out: tuple[str, ...] = ()
    ) -> Comparison:
        job = f"records to indicators beside {what}: {_million(works)}"
        return Comparison(job, ways, rounds, warm=False, within=WITHIN, beside=pairs, left_out=left_out)

    at = str(corpus), str(result)
    # A process of its own that loads DuckDB and nothing else.
    scan = Way(SCAN, (sys.executable, "-m", "benchmarks.bare_scan", str(corpus)), project, None)
    ours = way(CUBE, "records_with_cube", "cube", *at), way(STORED, "records_with_cube", "stored", *at)
    if works > MOST_FOR_PANDAS:
        limited = way(SMALL, "records_with_cube", "cube", *at, MEMORY)
        reason = f"{PANDAS}: more than {MOST_FOR_PANDAS / 1e6:.0f} million works need too much memory"
        return [
            beside("a bare scan", scan, *ours, limited, rounds=rounds[1], pairs=((SMALL, CUBE),), left_out=(reason,))
        ]
    pandas = way(PANDAS, "records_with_pandas", *at)
    return [
        beside("a bare scan", scan, *ours, rounds=rounds[0], pairs=()),
        beside("pandas", *ours, pandas, rounds=rounds[1], pairs=((PANDAS, STORED),)),
    ]


def operations(project: Path, works: int, *, environment: Mapping[str, str], rounds: int = 3) -> Comparison:
    """Output of countries, joint works of pairs and thresholds of the most cited, which pyscisci has too."""
    corpus = corpus_of(project, works, environment=environment)
    result = corpus / "operations.csv"

    def way(name: str, command: tuple[str, ...]) -> Way:
        return Way(
            name,
            (*command, str(corpus), str(result)),
            project,
            result.read_text,
            lambda: result.unlink(missing_ok=True),
        )

    ours = (sys.executable, "-m", "benchmarks.operations_with_sql")
    ways = [
        way("SQL on the works", (*ours, "works")),
        way("cube and the three", (*ours, "cube")),
        way("the three, stored cube", (*ours, "stored")),
    ]
    beside: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    if python := os.environ.get(PYSCISCI):
        ways.append(way("pyscisci", (python, "-m", "benchmarks.operations_with_pyscisci")))
        beside = (("pyscisci", ways[1].name), ("pyscisci", ways[2].name))
    else:
        left_out = (f"pyscisci: {PYSCISCI} does not name a Python that has it, with pyarrow and networkx",)
    job = f"three operations of pyscisci: {_million(works)}"
    return Comparison(job, tuple(ways), rounds, warm=False, beside=beside, left_out=left_out)


def engines(project: Path, works: int, *, environment: Mapping[str, str], rounds: int = 3) -> Comparison:
    """The cube by DuckDB and by Spark on this machine, table by table the same bytes."""
    corpus = corpus_of(project, works, environment=environment)
    cube = corpus / "cube"

    def tables() -> str:
        about = json.loads((cube / "cube.json").read_text(encoding="utf-8"))
        return "\n".join(f"{name} {file['sha256']}" for name, file in about["tables"].items())

    def way(name: str, *arguments: str) -> Way:
        command = (sys.executable, "-m", "copub", "cube", corpus.name, *arguments)
        return Way(name, command, project, tables, lambda: shutil.rmtree(cube, ignore_errors=True))

    ways = [way("cube by DuckDB")]
    left_out: tuple[str, ...] = ()
    if absent := [
        name for name, there in (("pyspark", find_spec("pyspark")), ("java", shutil.which("java"))) if not there
    ]:
        left_out = (f"cube by Spark: {' and '.join(absent)} not found; install the extra [spark] and Java",)
    else:
        ways.append(way(f"cube by Spark, {MASTER}", "--engine", "spark", "--master", MASTER))
    return Comparison(f"copub cube: {_million(works)}", tuple(ways), rounds, warm=False, left_out=left_out)


def _million(works: int) -> str:
    return f"{works / 1e6:g} million invented works"
