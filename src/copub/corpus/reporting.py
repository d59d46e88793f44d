"""How far the reading is, with rate and time left.

A bar on a terminal; elsewhere a line for each file, and one every ten seconds; nothing when quiet.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int, int, int], None]
"""Told what was done (empty: files are being read), the bytes of finished files, of all files, and the records read."""
_EVERY = 10


def silent(text: str, done: int, total: int, records: int) -> None:
    """Say nothing."""


@contextmanager
def reporting(*, quiet: bool) -> Iterator[Report]:
    """The way of reporting that fits where the output goes."""
    if quiet:
        yield silent
        return
    if not sys.stdout.isatty():
        yield _lines()
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description:<44}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("looking at the files", total=None)

        def report(text: str, done: int, total: int, records: int) -> None:
            bar.update(task, description=f"{records:,} records, {text or 'reading'}", completed=done, total=total)

        yield report


def _lines() -> Report:
    begun = last = time.monotonic()

    def report(text: str, done: int, total: int, records: int) -> None:
        nonlocal last
        now = time.monotonic()
        if not text and now - last < _EVERY:
            return
        last, spent = now, max(now - begun, 1e-3)
        left = f"{_clock(spent * (total - done) / done)} left" if done else "time left not known yet"
        print(
            f"{text or 'reading'}: {done / 1e6:,.1f} of {total / 1e6:,.1f} MB, {records:,} records, "
            f"{records / spent:,.0f} a second, {left}",
            flush=True,
        )

    return report


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
