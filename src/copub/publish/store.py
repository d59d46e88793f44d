"""Finished work, kept under a key of everything it was made from: what has not changed is not made again."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copub.publish.files import put_in_place

KEPT = 12
DAY = 86_400


class Store:
    """Folders `<kind>/<key>` below `_build/store`. An entry is whole or absent."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "_build" / "store"

    def find(self, kind: str, key: str) -> Path | None:
        """The entry, marked as used, or None."""
        entry = self.folder / kind / key
        if not entry.is_dir():
            return None
        os.utime(entry)
        return entry

    @contextmanager
    def making(self, kind: str) -> Iterator[Path]:
        """An empty folder to work in; it is gone afterwards unless it was kept."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(".*"):
            # What a build that was stopped left behind; a build of today may still be at work.
            if time.time() - left.stat().st_mtime > DAY:
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{kind}-", dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, made: Path, kind: str, key: str) -> Path:
        """Put a finished folder under its key; entries of the same kind not used for longest make room."""
        entry = self.folder / kind / key
        # Another build may have made the same at the same time; equal keys mean equal content.
        if not entry.is_dir():
            put_in_place(made, entry)
        os.utime(entry)
        others = sorted(
            (other for other in entry.parent.iterdir() if other.name[0] != "."), key=lambda one: one.stat().st_mtime
        )
        for old in others[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        return entry
