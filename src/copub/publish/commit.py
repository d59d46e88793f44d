"""The commit that the project's files are at."""

import subprocess
from pathlib import Path
from typing import Any


def commit_of(root: Path) -> dict[str, Any]:
    """The commit, and whether files differ from it; both unknown outside git."""
    try:
        commit = _git(root, "rev-parse", "HEAD")
        changed = bool(_git(root, "status", "--porcelain"))
    except (OSError, subprocess.CalledProcessError):
        return {"commit": None, "changed": None}
    return {"commit": commit, "changed": changed}


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()
