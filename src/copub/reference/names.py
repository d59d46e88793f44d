"""From the name a source prints to our code."""

import html
import re
from functools import cache
from pathlib import Path

from copub.errors import CopubError, nearest
from copub.project import find_root
from copub.reference.tables import aliases, countries, units

_FOOTNOTE = re.compile(r"<sup>.*?</sup>", re.IGNORECASE)


def code_of(name: str, source: str, *, where: str | None = None) -> str:
    """The code of the country or unit that `source` calls `name`.

    HTML entities, `<sup>` footnotes, letter case, outer blanks and the shape of the apostrophe do not matter. A
    spelling listed for `source` in `aliases.csv` comes first, then our English names; nothing is guessed.

    Raises CopubError for a name nobody knows, offering the nearest; `where` says which table and row printed it.
    """
    known = _known(find_root(), source)
    code = known.get(plain(name).casefold())
    if code is None:
        printed = _printed(find_root(), source)
        raise CopubError(
            f"no country or region `{plain(name)}`.{nearest(plain(name), printed)}",
            where=where or f"source `{source}`",
            do=f"correct the name, or add the line `{source},{plain(name)},<code>` to data/reference/aliases.csv",
        )
    return code


def plain(name: str) -> str:
    """`name` without footnote marks, entities, outer blanks and typographic apostrophes."""
    return html.unescape(_FOOTNOTE.sub("", name)).replace("’", "'").strip()


@cache
def _known(root: Path, source: str) -> dict[str, str]:
    theirs = aliases()
    tables = (units(), countries(), theirs[theirs["source"] == source].rename(columns={"name": "en"}))
    return {str(name).casefold(): str(code) for table in tables for name, code in table[["en", "code"]].to_numpy()}


@cache
def _printed(root: Path, source: str) -> tuple[str, ...]:
    theirs = aliases()
    return (*theirs.loc[theirs["source"] == source, "name"], *countries()["en"], *units()["en"])
