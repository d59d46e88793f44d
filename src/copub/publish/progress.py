"""How far the work is: a bar on a terminal, a line for each step elsewhere, nothing when quiet."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]
"""Told what was done, how many of its kind are done, and how many there are."""


def silent(text: str, done: int, total: int) -> None:
    """Say nothing."""


def lines(text: str, done: int, total: int) -> None:
    """One line a step, for logs."""
    print(f"{text} ({done} of {total})", flush=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """The way of reporting that fits where the output goes."""
    if quiet or not sys.stdout.isatty():
        yield silent if quiet else lines
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description:<44}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), transient=True
    ) as bar:
        task = bar.add_task("looking for what has changed", total=None)

        def report(text: str, done: int, total: int) -> None:
            bar.update(task, description=text, completed=done, total=total)

        yield report
