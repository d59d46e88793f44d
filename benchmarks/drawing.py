"""Run once, draw twice: one notebook that draws both languages, against the same notebook run once for each language."""

import shutil
import sys
from pathlib import Path

from benchmarks.runner import Comparison, Way
from copub.publish.files import files_below, key_of

SECTION = "regional-networks"


def comparison(project: Path, scratch: Path, *, section: str = SECTION, rounds: int = 3) -> Comparison:
    """The comparison, on a copy of `project` below `scratch`; both ways come to the same figures, data and facts."""
    root = scratch / "drawing"
    shutil.copytree(project, root)
    results = root / "_build"

    def prepare() -> None:
        shutil.rmtree(results, ignore_errors=True)

    def drawn() -> str:
        # A line for each file, so that a difference is named.
        kept = [path for name in ("figures", "data", "facts") for path in files_below(results / "kept" / name)]
        return "\n".join(f"{path.relative_to(results)} {key_of([path], root=root)}" for path in kept)

    command = (sys.executable, "-m", "benchmarks.one_section", section)
    ways = (
        Way("run once, draw twice", (*command, "both"), root, drawn, prepare),
        Way("run once a language", (*command, "en", "zh"), root, drawn, prepare),
    )
    return Comparison(f"notebook and figures of one section: {section}", ways, rounds, warm=False)
