"""BibTeX as vendors write it: values in braces, some with LaTeX's escapes, a field now and then twice.

`bibtexparser` finds the entries and says which ones it cannot understand.
"""

import logging
import re
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from copub.corpus.exported.opening import Broken, text
from copub.corpus.exported.record import Found, Record, Refused

_ESCAPED = re.compile(r"\\([&%$#_{}])")
# It logs the text of what it cannot read; the quarantine says the line instead.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def records(path: Path) -> Found:
    """One record an entry; a repeated field keeps its first value, and repeated keys of entries do not matter."""
    try:
        blocks = parse_string(text(path), parse_stack=[]).blocks
    except Broken as broken:
        yield Refused("record 1", f"{broken}; what follows is lost")
        return
    for block in blocks:
        position = f"line {(block.start_line or 0) + 1}"
        entry = block
        while isinstance(entry, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock) and entry.ignore_error_block:
            entry = entry.ignore_error_block
        if isinstance(entry, Entry):
            cells: dict[str, list[str]] = {}
            for one in entry.fields:
                cells.setdefault(one.key.replace("\xa0", " "), _plain(str(one.value)))
            yield Record(position, cells)
        elif isinstance(entry, ParsingFailedBlock):
            yield Refused(position, "the entry is not closed where it should be")


def _plain(value: str) -> list[str]:
    value = value.strip()
    while value.startswith("{") and value.endswith("}"):
        value = value[1:-1].strip()
    return [_ESCAPED.sub(r"\1", line.strip()) for line in value.split("\n")]
