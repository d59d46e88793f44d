"""Web of Science exports of every format, told apart by their content, to batches of works."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from copub.corpus.doc_types import doc_types
from copub.corpus.exported import bibtex, sheet, tab
from copub.corpus.exported.opening import Broken, content, head, head_text
from copub.corpus.exported.record import Found, Record, understood
from copub.corpus.works import Batch, batched
from copub.corpus.wos import tagged
from copub.corpus.wos.ledger import names
from copub.corpus.wos.work import Works
from copub.errors import CopubError

_IDENTIFIER = "UT (Unique WOS ID)"
_TAGGED = re.compile(r"\s*(?:(?:FN|XX) .*(?:Web of Science|ISI Export Format)|PT [JCBSPJ]\s*\n(?:AU|BA|CA|TI|GP) )")
_BIBTEX = re.compile(r"\s*@\w+\{\s*[\w.]*:?\w+,\s*\n", re.ASCII)
_AND = re.compile(r"\s+and\s+")


def recognise(path: Path) -> str | None:
    """`wos-tagged`, `wos-tab`, `wos-bibtex` or `wos-sheet`; None for a file that is no Web of Science export."""
    first = head(path)
    if first.startswith(sheet.MAGIC):
        return "wos-sheet" if _is_ours(path) else None
    beginning = head_text(path)
    columns = {name.strip() for name in beginning.partition("\n")[0].split("\t")}
    if {"PT", "UT"} <= columns:
        return "wos-tab"
    if _TAGGED.match(beginning):
        return "wos-tagged"
    if _BIBTEX.match(beginning) and re.search(r"^(?:Unique-ID|Web-of-Science-\w+)\s*=", beginning, re.MULTILINE):
        return "wos-bibtex"
    return None


def read(path: Path) -> Iterator[Batch]:
    """Every record of the file, in file order, accepted or rejected.

    Raises CopubError when the file is no Web of Science export.
    """
    form = recognise(path)
    if form is None:
        raise CopubError(
            "not a Web of Science export",
            where=str(path),
            do="export as plain text, tab-delimited, Excel or BibTeX, with the full record",
        )
    yield from batched(understood(path.name, FORMATS[form](path), Works(doc_types("wos")), "UT"))


def _sheet(path: Path) -> Found:
    return _renamed(sheet.records(path), names().sheet)


def _bibtex(path: Path) -> Found:
    for found in _renamed(bibtex.records(path), names().bibtex):
        if isinstance(found, Record):
            authors = "; ".join(_AND.split(found.text("AF")))
            yield replace(found, cells={**found.cells, "AF": (authors,)})
        else:
            yield found


def _renamed(found: Found, tags: dict[str, str]) -> Found:
    for one in found:
        if isinstance(one, Record):
            yield replace(one, cells={tags.get(name, name): cell for name, cell in one.cells.items()})
        else:
            yield one


def _is_ours(path: Path) -> bool:
    # A damaged workbook is still recognised by the bytes of its headings, so that it is refused aloud and not passed over.
    try:
        return _IDENTIFIER.encode() in content(path) or _IDENTIFIER in next(iter(sheet.sheets(path).values()), [[]])[0]
    except Broken:
        return False


FORMATS: dict[str, Callable[[Path], Found]] = {
    "wos-tagged": tagged.records,
    "wos-tab": tab.records,
    "wos-sheet": _sheet,
    "wos-bibtex": _bibtex,
}
