"""Every rejected record on one line: file, position, reason, identifier. The record itself is not kept: it may hold names."""

import csv
from collections.abc import Iterable
from pathlib import Path

COLUMNS = ("file", "position", "reason", "work_id")


def write_quarantine(path: Path, parts: Iterable[tuple[str, Path]]) -> int:
    """The rejected records of each file, named by its label, from its part; how many there are."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for label, part in parts:
            with (part / "rejected.csv").open(encoding="utf-8", newline="") as rejected:
                found = csv.reader(rejected)
                next(found)
                for row in found:
                    rows.writerow((label, *row))
                    count += 1
    return count
