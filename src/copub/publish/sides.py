"""What is compared: the folder of a run or of a built site, or an edition that is run first, away from the last run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copub.editions import load_edition
from copub.publish.progress import Report
from copub.publish.run import run
from copub.publish.store import Store


@contextmanager
def carried(root: Path, given: Path, *, report: Report) -> Iterator[Path]:
    """A folder with the facts of `given` and the tables they rest on: itself, or the run of an edition's file inside the `with` block."""
    if given.is_dir():
        yield given
        return
    with Store(root).making("side") as folder:
        yield run(root, load_edition(given), to=folder / "run", report=report)
