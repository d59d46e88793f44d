"""A file as bytes or lines, gzipped or not, in whatever encoding; what can be read is read, and a break is told as such."""

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import TypeAlias

HEAD = 65_536
"""So many bytes are enough to recognise a format."""
LONGEST_LINE = 64 * 2**20
"""Longer lines are no records: the largest known cell has some 60,000 characters, the largest known line 1 MB."""
LARGEST = 2**30
"""Files that must be read whole (BibTeX, workbooks) may have so many bytes once decompressed."""
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

_Stream: TypeAlias = BufferedReader | gzip.GzipFile | BytesIO


class Broken(Exception):
    """The file cannot be read beyond this point; the text says why."""


def head(path: Path) -> bytes:
    """The first bytes of the content, as far as they can be read."""
    found = b""
    with path.open("rb") as raw:
        stream = _content(raw)
        try:
            # `read1` gives what there is: a damaged file is recognised by what stands before the damage.
            while len(found) < HEAD and (more := stream.read1(HEAD)):
                found += more
        except (EOFError, OSError, zlib.error):
            pass
    return found[:HEAD]


def head_text(path: Path) -> str:
    """`head` as text."""
    content = head(path)
    for bom, encoding in _BOMS.items():
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, "replace")
    return content.decode("utf-8", "replace")


def content(path: Path) -> bytes:
    """The whole content. Raises Broken when it ends early or is larger than `LARGEST`."""
    with path.open("rb") as raw:
        try:
            found = _content(raw).read(LARGEST + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise Broken(f"the compressed file is damaged ({error})") from error
    if len(found) > LARGEST:
        raise Broken(f"the content is larger than {LARGEST:,} bytes")
    return found


def text(path: Path) -> str:
    """The whole content as text without byte-order mark."""
    return "".join(_decoded(BytesIO(content(path))))


def lines(path: Path) -> Iterator[str]:
    """The lines without their ends, split at line feeds only: cells may hold U+2028 or a vertical tab.

    Raises Broken, after all that can be read, when the compressed file is damaged or a line is longer than `LONGEST_LINE`.
    """
    with path.open("rb") as raw:
        for line in _decoded(_content(raw)):
            yield line.rstrip("\r\n")


def _content(raw: BufferedReader) -> _Stream:
    zipped = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if zipped else raw


def _decoded(stream: _Stream) -> Iterator[str]:
    first = _line(stream)
    bom = next((bom for bom in _BOMS if first.startswith(bom)), b"")
    encoding = _BOMS.get(bom, "utf-8")
    if encoding == "utf-8":
        line = first[len(bom) :]
        while line:
            yield _text(line)
            line = _line(stream)
        return
    # A line feed has two bytes here, and `readline` stops at the first byte of any character that looks like half of one.
    feed = "\n".encode(encoding)
    rest, line = bytearray(first[len(bom) :]), first
    while line:
        while (end := _after(feed, rest)) > 0:
            yield rest[:end].decode(encoding, "replace")
            del rest[:end]
        line = _line(stream)
        rest += line
    if rest:
        yield rest.decode(encoding, "replace")


def _after(feed: bytes, rest: bytearray) -> int:
    at = rest.find(feed)
    while at > 0 and at % 2:
        at = rest.find(feed, at + 1)
    return at + len(feed) if at >= 0 else 0


def _line(stream: _Stream) -> bytes:
    try:
        line = stream.readline(LONGEST_LINE)
    except (EOFError, OSError, zlib.error) as error:
        raise Broken(f"the compressed file is damaged ({error})") from error
    if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
        raise Broken(f"a line is longer than {LONGEST_LINE:,} bytes")
    return line


def _text(line: bytes) -> str:
    # A line that is not UTF-8 is Windows-1252, as old exports are; exports glued together may mix the two.
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
