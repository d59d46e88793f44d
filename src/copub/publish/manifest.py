"""The manifest: what the site was made from and what it holds, by checksum. The same commit gives the same manifest."""

import json
import platform
from pathlib import Path
from typing import Any

from copub import __version__
from copub.project import LANGUAGES
from copub.publish.commit import commit_of
from copub.publish.files import files_below, sha256
from copub.releases import tables_of

INPUTS = (
    "data/open",
    "data/reference",
    "data/reported",
    "notebooks",
    "book",
    "CITATION.cff",
    "_config.yml",
    "_toc.yml",
    "requirements.txt",
)

CARRIED = ("facts", "figures", "data", "tables")
"""What a site takes over from the run, beside the books."""


def manifest(root: Path, run: Path, site: Path) -> dict[str, Any]:
    """The record of one build of `site`.

    `inputs` and `outputs` map paths (from the project's root, from the site's top) to SHA-256; `pages` counts the pages of each book.
    """
    edition = json.loads((run / "edition.json").read_text(encoding="utf-8"))
    tables = [tables_of(root, edition["corpus"]).relative_to(root)] if edition["corpus"] else []
    inputs = [*INPUTS, *tables, edition["path"]]
    return {
        "edition": {part: edition[part] for part in ("name", "path", "title", "parameters", "corpus")},
        "copub": {"version": __version__, **commit_of(root)},
        "python": platform.python_version(),
        "packages": _packages(root / "requirements.txt"),
        "inputs": {path.relative_to(root).as_posix(): sha256(path) for name in inputs for path in _below(root / name)},
        "outputs": {
            path.relative_to(site).as_posix(): sha256(path)
            for name in (*CARRIED, "edition.json")
            for path in _below(site / name)
        },
        "workings": {f"{path.stem}.ipynb": sha256(path) for path in files_below(run / "notebooks")},
        "pages": {name: len(list((site / name).rglob("*.html"))) for name in (*LANGUAGES, "workings")},
    }


def _below(path: Path) -> list[Path]:
    return files_below(path) if path.is_dir() else [path] if path.is_file() else []


def _packages(requirements: Path) -> dict[str, str]:
    """The pinned packages; lines that are comments say nothing about versions."""
    lines = requirements.read_text(encoding="utf-8").splitlines() if requirements.is_file() else []
    pinned = [line.split("#")[0].strip().split("==") for line in lines if "==" in line.split("#")[0]]
    return dict(sorted((name, version) for name, version in pinned))
