"""Processes that work side by side and stop quietly when a person stops the command."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """The result of `work` on each task, as they come, each task in a process of its own that inherits what is loaded here."""
    # An interrupt is for the command alone; it ends the workers, which would otherwise each tell their own traceback.
    quiet: Any = (signal.SIGINT, signal.SIG_IGN)
    workers = min(len(tasks), os.cpu_count() or 1)
    with multiprocessing.get_context("fork").Pool(workers, signal.signal, quiet, maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(work, tasks)
