"""One command as a process of its own, and what it cost."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copub.errors import CopubError

# Linux counts the peak in kilobytes, macOS in bytes.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """What one process took: `wall` and `cpu` in seconds, `peak` memory in megabytes.

    `cpu` (user and system) includes all processes it started and waited for; `peak` is that of the largest one of them.
    """

    wall: float
    cpu: float
    peak: float


def spend(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end. Raises `CopubError` with the end of what it said when it fails."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            tail = "\n".join(said.read().decode(errors="replace").splitlines()[-12:])
            raise CopubError(
                f"a benchmark fails with exit code {process.returncode}\n{tail}",
                where=f"{' '.join(command)} (in {cwd})",
                do="mend what it says",
            )
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * PEAK_UNIT / 1e6)
