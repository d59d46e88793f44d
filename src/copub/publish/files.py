"""Folders: hashed, copied, and put in place whole."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def sha256(path: Path) -> str:
    """The checksum of one file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, sorted; caches of Python and editors are not content."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
    )


def key_of(parts: Iterable[str | Path], *, root: Path) -> str:
    """One key for texts, files and folders together: equal content under equal names gives an equal key."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            digest.update(f"text {part}\0".encode())
            continue
        for path in files_below(part) if part.is_dir() else [part] if part.is_file() else []:
            name = path.relative_to(root) if path.is_relative_to(root) else path.name
            digest.update(f"file {name} {sha256(path)}\0".encode())
    return digest.hexdigest()[:24]


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder's files into another, which may exist; a source that does not exist is an empty one."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.copyfile)


def put_in_place(made: Path, target: Path) -> None:
    """Let the finished folder `made` become `target`: readers see the old one or the new one, never half of one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    made.rename(target)
    shutil.rmtree(old, ignore_errors=True)
