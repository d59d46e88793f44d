"""The key to OpenAlex: from the environment, from a file outside the project, or asked for. It is never written anywhere."""

import os
import sys
from getpass import getpass
from pathlib import Path
from urllib.parse import quote

from copub.errors import CopubError

VARIABLE = "OPENALEX_API_KEY"
HIDDEN = "<api-key>"


def find_key(root: Path) -> str:
    """The key; on a terminal it is asked for where it is found nowhere.

    Raises CopubError where there is none, and for a file that lies inside the project, where it could be shared with it.
    """
    if key := os.environ.get(VARIABLE, "").strip():
        return key
    path = key_file()
    if path.is_file():
        if path.resolve().is_relative_to(root.resolve()):
            raise CopubError(
                "the key lies inside the project", where=str(path), do="move it out, and ask for a new key"
            )
        return path.read_text(encoding="utf-8").strip()
    if sys.stdin.isatty() and (key := getpass("Key to OpenAlex (not shown): ").strip()):
        return key
    raise CopubError(
        "no key to OpenAlex",
        where=f"the variable {VARIABLE} and the file {path}",
        do="get one free at openalex.org/settings/api, and set the variable or write it into the file",
    )


def key_file() -> Path:
    """Where a key may be kept."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "copub" / "openalex-key"


def without_key(text: str, key: str) -> str:
    """`text` with the key hidden, as it is and as addresses write it."""
    for form in {key, quote(key, safe="")} - {""}:
        text = text.replace(form, HIDDEN)
    return text
