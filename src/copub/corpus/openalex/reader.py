"""OpenAlex works in every shape they come in: JSON lines, API pages, lists and single works, snapshot Parquet, flattened tables.

The content decides what a file is, never its name. One record, one place: a record becomes a work or a `Rejected`.
Blank lines are no records. Of a key that stands twice in a record the last counts.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from copub.corpus.openalex import flat, parquet
from copub.corpus.openalex.batches import batches
from copub.corpus.openalex.content import BLOCK, Broken, blocks, head, views
from copub.corpus.openalex.record import Refused, Taken, id_in, take
from copub.corpus.openalex.snapshot import manifest_order
from copub.corpus.places import Place, opened
from copub.corpus.sources import every_file
from copub.corpus.works import Batch, Rejected
from copub.errors import CopubError

JSON_LINES, PAGE, LIST, SINGLE = "JSON lines", "API page", "list of works", "single work"
LARGEST = 512 << 20
"""What one page, list or pretty-printed work may hold; larger sets come as JSON lines."""
_BOM = b"\xef\xbb\xbf"
_OPENING = ord("{")
_WORK = re.compile(rb'"id"\s*:\s*"https?://openalex\.org/W\d')
_PAGE = re.compile(rb'\{\s*"(?:meta|results)"\s*:')
_RESULTS = re.compile(r'"results"\s*:\s*\[')
_EMPTY = re.compile(rb'"results"\s*:\s*\[\s*\]')
_GROUPS = re.compile(rb'"group_by"\s*:\s*\[\s*\{')
_PRETTY = re.compile(rb"\{[ \t\r]*\n")


class _Page(msgspec.Struct):
    results: list[msgspec.Raw]


def recognise(path: Place) -> str | None:
    """The shape of a file of OpenAlex works, by its content; None for anything else, also for authors or counts of OpenAlex."""
    with opened(path, len(parquet.MAGIC)) as file:
        if file.read(len(parquet.MAGIC)) == parquet.MAGIC:
            return parquet.recognise(path) or flat.recognise_parquet(path)
    text = head(path).removeprefix(_BOM).lstrip()
    is_page = bool(_PAGE.match(text))
    if is_page and _EMPTY.search(text):
        return None if _GROUPS.search(text) else PAGE
    if not _WORK.search(text):
        return flat.recognise_csv(text)
    if is_page:
        return PAGE
    if text.startswith(b"["):
        return LIST
    if _PRETTY.match(text):
        return SINGLE
    return JSON_LINES if _mostly_objects(text) else None


def read(path: Place) -> Iterator[Batch]:
    """The records of a file, in file order. Raises CopubError for a file that is none of ours."""
    readers: dict[str, Callable[[Place], Iterator[Taken | Rejected]]] = {
        JSON_LINES: _lines,
        PAGE: partial(_whole, shape=PAGE),
        LIST: partial(_whole, shape=LIST),
        SINGLE: partial(_whole, shape=SINGLE),
        parquet.NAME: parquet.records,
        flat.PARQUET: flat.parquet_records,
        flat.CSV: flat.csv_records,
    }
    shape = recognise(path)
    if shape is None:
        raise CopubError(
            "not a file of OpenAlex works",
            where=path.name,
            do="give files of the works entity: JSON lines, API pages, Parquet or the flattened table",
        )
    return batches(readers[shape](path))


def files(folder: Place) -> list[Place]:
    """The files of a folder: those of works in the manifest's order for a snapshot, else all by name."""
    found = manifest_order(folder)
    return every_file(folder) if found is None else found


def _mostly_objects(text: bytes) -> bool:
    # Some lines may be broken, but a recorded exchange or a notebook that quotes a work is not JSON lines.
    some = [line for line in text.split(b"\n", 200)[:200] if line.strip()]
    return 2 * sum(line.startswith(b"{") for line in some) >= len(some)


def _lines(path: Place) -> Iterator[Taken | Rejected]:
    number = 0
    try:
        for number, line in views(path):
            if line is None:
                yield Rejected(path.name, f"line {number}", "the line is longer than 64 MB")
                continue
            text = memoryview(line.tobytes().removeprefix(_BOM)) if number == 1 else line
            if text and (text[0] == _OPENING or not text.tobytes().isspace()):
                yield _one(text, path, f"line {number}")
    except Broken as error:
        yield Rejected(path.name, f"line {number + 1}", f"{error}; nothing after this is read")


def _whole(path: Place, shape: str) -> Iterator[Taken | Rejected]:
    content, broken = _content(path)
    records: list[msgspec.Raw] | Iterator[bytes]
    try:
        if shape == PAGE:
            records = msgspec.json.decode(content, type=_Page).results
        elif shape == LIST:
            records = msgspec.json.decode(content, type=list[msgspec.Raw])
        else:
            records = iter([content])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        records = _salvaged(content, shape)
        broken = broken or "the JSON around the records is broken"
    number = 0
    for number, raw in enumerate(records, 1):
        yield _one(raw, path, f"record {number}")
    if broken:
        yield Rejected(path.name, f"record {number + 1}", f"{broken}; nothing after this is read")


def _one(raw: bytes | memoryview | msgspec.Raw, path: Place, position: str) -> Taken | Rejected:
    try:
        return take(raw)
    except Refused as error:
        return Rejected(path.name, position, str(error), error.work_id or id_in(raw))


def _content(path: Place) -> tuple[bytes, str]:
    """All bytes, and why there are no more where the file is broken."""
    found: list[bytes] = []
    try:
        for block in blocks(path):
            found.append(block)
            if len(found) * BLOCK > LARGEST:
                return b"", "the file holds more than 512 MB and is not JSON lines"
    except Broken as error:
        return b"".join(found).removeprefix(_BOM), str(error)
    return b"".join(found).removeprefix(_BOM), ""


def _salvaged(content: bytes, shape: str) -> Iterator[bytes]:
    """The whole records at the beginning of a broken page or list."""
    text = content.decode("utf-8", "surrogateescape")
    opening = _RESULTS.search(text) if shape == PAGE else re.match(r"\s*\[", text)
    scan = json.JSONDecoder().raw_decode
    at = opening.end() if opening else len(text)
    between = re.compile(r"[\s,]*")
    while found := between.match(text, at):
        try:
            _, end = scan(text, found.end())
        except (ValueError, RecursionError):
            return
        yield text[found.end() : end].encode("utf-8", "surrogateescape")
        at = end
