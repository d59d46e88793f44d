"""`copub cube NAME`: make the cube of a corpus and say what may be done with it."""

from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from copub.cube.build import Room, build
from copub.cube.spark import LOCAL, started
from copub.cube.stored import Cube, open_cube
from copub.cube.suppress import suppress
from copub.errors import CopubError, nearest

ENGINES = ("duckdb", "spark")


def make_cube(
    corpus: Path,
    *,
    suppress_below: int = 0,
    memory: str = "",
    threads: int = 0,
    engine: str = "duckdb",
    master: str = "",
) -> Cube:
    """Write `corpus/cube`, with `suppress_below` also `corpus/cube-suppressed`, and print what they hold.

    `engine` is one of ENGINES; `master` is where Spark runs, this machine where it is empty.

    Raises CopubError for a corpus that is not there, for an engine that nobody knows or that does not start, for a master without Spark
    and for threads with it.
    """
    _check_engine(engine, master, threads)
    if not corpus.is_dir():
        known = sorted(path.name for path in corpus.parent.glob("*") if path.is_dir())
        raise CopubError(
            f"no corpus `{corpus.name}`.{nearest(corpus.name, known)}",
            where=str(corpus.parent),
            do=f"use {' or '.join(known)}" if known else "run `copub ingest SOURCE PATH... --to NAME` first",
        )
    with started(master or LOCAL, corpus / ".spark", memory) if engine == "spark" else nullcontext() as spark:
        cube = build(corpus, corpus / "cube", room=Room(memory, threads), spark=spark)
    found = cube.count()
    print(
        f"{found['works']:,} works, {found['located']:,} of them with a country, in {found['cells']:,} cells: {cube.folder}"
    )
    single = found["single"] / found["cells"] if found["cells"] else 0
    print(
        f"{single:.0%} of the cells hold a single work. A cube of licensed records is close to the records: share it only as far as "
        "the licence allows. The indicators' series are safe to publish; `--suppress N` writes a cube without small cells."
    )
    if suppress_below > 0:
        small, loss = suppress(cube.folder, corpus / "cube-suppressed", suppress_below)
        print(
            f"Without cells below {suppress_below} works: {loss.cells[1]:,} of {loss.cells[0]:,} cells and {loss.works[1]:,} of "
            f"{loss.works[0]:,} works with a country are left; the international share falls from {loss.international[0]:.1%} "
            f"to {loss.international[1]:.1%}: {small.folder}"
        )
    return cube


def on_the_other_engine(corpus: Path) -> dict[str, bool]:
    """The cube of `corpus` made again on the engine that it was not made on: by the name of each file, whether it is the same to the byte.

    Raises CopubError for a cube whose baselines came from elsewhere, and where Spark does not start.
    """
    cube = open_cube(corpus / "cube")
    if cube.about.get("scored_by") != "own baselines":
        raise CopubError(
            "the cube cannot be made again from its works alone",
            where=str(cube.folder),
            do="compare a cube that was made with its own baselines",
        )
    here = cube.about["made_by"].startswith("spark")
    with (
        TemporaryDirectory(prefix=".again-", dir=corpus) as scratch,
        nullcontext() if here else started(LOCAL, Path(scratch) / "spark") as spark,
    ):
        again = build(corpus, Path(scratch) / "cube", spark=spark)
    return {name: again.about["tables"].get(name) == made for name, made in cube.about["tables"].items()}


def _check_engine(engine: str, master: str, threads: int) -> None:
    if engine not in ENGINES:
        raise CopubError(
            f"no engine `{engine}`.{nearest(engine, ENGINES)}", where="--engine", do=f"use {' or '.join(ENGINES)}"
        )
    if master and engine != "spark":
        raise CopubError(
            "only Spark has a master", where=f"--master {master}", do="add --engine spark, or leave --master out"
        )
    if threads and engine == "spark":
        raise CopubError(
            "the master says how many threads Spark has",
            where=f"--threads {threads}",
            do=f"use --master local[{threads}]",
        )
