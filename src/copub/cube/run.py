"""`copub cube NAME`: make the cube of a corpus and say what may be done with it."""

from pathlib import Path

from copub.cube.build import Room, build
from copub.cube.stored import Cube
from copub.cube.suppress import suppress
from copub.errors import CopubError, nearest


def make_cube(corpus: Path, *, suppress_below: int = 0, memory: str = "", threads: int = 0) -> Cube:
    """Write `corpus/cube`, with `suppress_below` also `corpus/cube-suppressed`, and print what they hold.

    Raises CopubError for a corpus that is not there.
    """
    if not corpus.is_dir():
        known = sorted(path.name for path in corpus.parent.glob("*") if path.is_dir())
        raise CopubError(
            f"no corpus `{corpus.name}`.{nearest(corpus.name, known)}",
            where=str(corpus.parent),
            do=f"use {' or '.join(known)}" if known else "run `copub ingest SOURCE PATH... --to NAME` first",
        )
    cube = build(corpus, corpus / "cube", room=Room(memory, threads))
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
