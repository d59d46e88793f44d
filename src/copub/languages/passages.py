"""Passages of a page that hold for one kind of source only.

::::{when} records
What only records can say, with `{{ slots }}`, figures and tables.
::::

`tables` are the public tables, `records` counts of single works: `corpus` those of a corpus, `harvest` those that an API was asked for.
A passage ends at the first line of as many colons as it began with.
"""

import re
from pathlib import Path

from copub import releases
from copub.errors import CopubError, nearest

SHOWN = {"tables": ("tables",), "corpus": ("records", "corpus"), "harvest": ("records", "harvest")}
"""The passages that an edition of each kind of source shows."""
KINDS = tuple(dict.fromkeys(kind for kinds in SHOWN.values() for kind in kinds))
OPENING = re.compile(r"^(:{3,})\{when\}[ \t]*(\S*)[ \t]*$")


def kind_of(root: Path, corpus: str) -> str:
    """The kind of source of an edition made from `corpus` (empty: from the public tables), one of `SHOWN`."""
    if not corpus:
        return "tables"
    return "harvest" if releases.is_harvest(root, corpus) else "corpus"


def passages(text: str, kind: str, *, where: str) -> str:
    """`text` with the passages that an edition of `kind` shows opened and all others blank; lines keep their numbers.

    Raises CopubError, with the line, for an unknown kind, a passage inside a passage, and one that does not end.
    """
    shown, begun, inside, fence = [], 0, "", ""
    for number, line in enumerate(text.split("\n"), 1):
        opening = OPENING.match(line)
        if opening and fence:
            raise CopubError(
                f"a passage begins inside the one of line {begun}", where=f"{where}:{number}", do="end that one first"
            )
        if opening:
            begun, fence, inside = number, opening[1], opening[2]
            if inside not in KINDS:
                raise CopubError(
                    f"no kind of source `{inside}`.{nearest(inside, KINDS)}",
                    where=f"{where}:{number}",
                    do=f"write {' or '.join(KINDS)} after {{when}}",
                )
        ending = bool(fence) and line.rstrip() == fence
        shown.append("" if opening or ending or (fence and inside not in SHOWN[kind]) else line)
        fence = "" if ending else fence
    if fence:
        raise CopubError("the passage does not end", where=f"{where}:{begun}", do=f"end it with a line `{fence}`")
    return "\n".join(shown)
