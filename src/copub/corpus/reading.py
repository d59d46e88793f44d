"""Files to parts, side by side: each file in a process, told from as it is read."""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.queues import SimpleQueue

from copub.corpus import parts
from copub.corpus.parts import Part, Task, make_part
from copub.corpus.places import size
from copub.corpus.reporting import Report
from copub.errors import CopubError

_EVERY = 0.5


def read_files(tasks: Sequence[Task], workers: int, report: Report) -> list[Part]:
    """The parts of these files, in their order. Raises what the first file that cannot be read raises; finished parts are kept."""
    total = sum(size(task.path) for task in tasks)
    made: dict[int, Part] = {}
    for number, part, unfinished in _one_by_one(tasks) if workers == 1 else _side_by_side(tasks, workers):
        if part is not None:
            made[number] = part
        report(
            tasks[number].label if part is not None else "",
            sum(one.bytes for one in made.values()),
            total,
            sum(one.records for one in made.values()) + unfinished,
        )
    return [made[number] for number in range(len(tasks))]


def _one_by_one(tasks: Sequence[Task]) -> Iterator[tuple[int, Part | None, int]]:
    for number, task in enumerate(tasks):
        yield number, make_part(task), 0


def _side_by_side(tasks: Sequence[Task], workers: int) -> Iterator[tuple[int, Part | None, int]]:
    """Each part as it is made; between them, at times, how many records of unfinished files have been read."""
    # Forked processes would inherit the lock of the corpus and the threads of Arrow.
    context = multiprocessing.get_context("spawn")
    told: SimpleQueue[tuple[str, int]] = context.SimpleQueue()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(os.getpid(), told)) as pool:
        waiting: dict[Future[Part], int] = {pool.submit(make_part, task): number for number, task in enumerate(tasks)}
        unfinished: dict[str, int] = {}
        try:
            while waiting:
                done, _ = wait(waiting, timeout=_EVERY, return_when=FIRST_COMPLETED)
                while not told.empty():
                    label, records = told.get()
                    unfinished[label] = unfinished.get(label, 0) + records
                for one in done:
                    number = waiting.pop(one)
                    part = one.result()
                    unfinished.pop(tasks[number].label, None)
                    yield number, part, sum(unfinished.values())
                if not done:
                    yield 0, None, sum(unfinished.values())
        except BrokenProcessPool:
            raise CopubError(
                "a reading process was ended from outside",
                where=", ".join(tasks[number].label for number in waiting.values()) or "the last file",
                do="run the same command again, with --workers 1 if memory is short: what is finished is kept",
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(parent: int, told: "SimpleQueue[tuple[str, int]]") -> None:
    """Let this process tell what it reads, and end when the command that started it is killed: it would write on unseen."""
    parts.hear(lambda label, records: told.put((label, records)))

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
