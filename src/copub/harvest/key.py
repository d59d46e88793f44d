"""The key to OpenAlex: from the environment, from a file outside the project, or asked for. It is never written anywhere."""

import os
import sys
from getpass import getpass
from pathlib import Path
from urllib.parse import quote

from copub.errors import CopubError

VARIABLE = "OPENALEX_API_KEY"
HIDDEN = "<api-key>"
SHORTEST = 8
"""Anything shorter would also stand in answers by chance."""


def find_key(root: Path) -> str:
    """The key; on a terminal it is asked for where it is found nowhere.

    Raises CopubError where there is none, for something too short to be one, and for a file that lies inside the project, where it
    could be shared with it.
    """
    path = key_file()
    key, where = os.environ.get(VARIABLE, "").strip(), f"the variable {VARIABLE}"
    if not key and path.is_file():
        if path.resolve().is_relative_to(root.resolve()):
            raise CopubError(
                "the key lies inside the project", where=str(path), do="move it out, and ask for a new key"
            )
        key, where = path.read_text(encoding="utf-8").strip(), str(path)
    if not key and sys.stdin.isatty():
        key, where = getpass("Key to OpenAlex (not shown): ").strip(), "what was typed"
    if not key:
        raise CopubError(
            "no key to OpenAlex",
            where=f"the variable {VARIABLE} and the file {path}",
            do="get one free at openalex.org/settings/api, and set the variable or write it into the file",
        )
    if len(key) < SHORTEST:
        raise CopubError("this is no key", where=where, do="copy the whole of it from openalex.org/settings/api")
    return key


def key_file() -> Path:
    """Where a key may be kept."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "copub" / "openalex-key"


def without_key(text: str, key: str) -> str:
    """`text` with the key hidden, as it is and as addresses write it."""
    for form in {key, quote(key, safe="")} - {""}:
        text = text.replace(form, HIDDEN)
    return text
