"""The bytes of a file, decompressed where they are gzip: in blocks and in lines, with limits, as far as they can be read."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from isal import igzip, isal_zlib

from copub.corpus.places import AT_ONCE, Place, opened, size

HEAD = 1 << 20
"""What a file is recognised by."""
BLOCK = 1 << 18
"""Small enough to stay in the processor's cache until its records are decoded."""
STEP = 1 << 16
LONGEST = 64 << 20
"""The longest line, and what a file may decompress to before its ratio is looked at."""
RATIO = 200
"""How many times its size a file may decompress to; OpenAlex's own files grow six to eight times."""
_GZIP = b"\x1f\x8b"
# isal's stubs leave its file untyped and take its error for an instance.
_decompressed = cast(Callable[..., BinaryIO], igzip.IGzipFile)
_UNREADABLE = (EOFError, gzip.BadGzipFile, cast(type[Exception], isal_zlib.IsalError))


class Broken(Exception):
    """The file cannot be read on from here; the reason is its text."""


def head(path: Place) -> bytes:
    """The first megabyte, as much of it as can be read."""
    try:
        return next(blocks(path, HEAD, HEAD), b"")
    except Broken:
        return b""


def blocks(path: Place, most: int = BLOCK, at_once: int = AT_ONCE) -> Iterator[bytes]:
    """The content in blocks of at most `most` bytes; a store is asked for `at_once`. Raises Broken after the last readable byte."""
    with opened(path, at_once) as file:
        compressed = file.read(2) == _GZIP
        file.seek(0)
        if not compressed:
            yield from iter(lambda: file.read(most), b"")
            return
        whole, done = size(path), 0
        content = _decompressed(fileobj=file)
        try:
            while block := content.read(most):
                done += len(block)
                if done > LONGEST and done > RATIO * whole:
                    raise Broken(f"the file decompresses to more than {RATIO} times its size")
                yield block
            return
        except _UNREADABLE as error:
            reason = _reason(error)
    yield from _rest(path, done)
    raise Broken(reason)


def lines(path: Place) -> Iterator[tuple[int, bytes | None]]:
    r"""Each line with its number from 1, without its `\n`; None for a line longer than 64 MB, which is skipped.

    Only `\n` ends a line: U+2028 stands inside strings. Raises Broken after the last whole line; what then stands in an
    unfinished line is not a line.
    """
    for number, view in views(path):
        yield number, None if view is None else view.tobytes()


def views(path: Place) -> Iterator[tuple[int, memoryview | None]]:
    """As `lines`, but each line a view of the block it stands in, not a copy: for those who look at it once."""
    number, begun, length = 1, list[memoryview](), 0
    for block in blocks(path):
        view, at = memoryview(block), 0
        while (end := block.find(b"\n", at)) >= 0:
            line = view[at:end]
            if begun:
                line, begun = memoryview(b"".join((*begun, line))), []
            yield number, line if length <= LONGEST else None
            number, length, at = number + 1, 0, end + 1
        rest = view[at:]
        length += len(rest)
        if length > LONGEST:
            # Nothing of it is kept but that it is there.
            begun = [memoryview(b"")]
        elif rest:
            begun.append(rest)
    if begun:
        yield number, memoryview(b"".join(begun)) if length <= LONGEST else None


def _reason(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the file ends inside its compressed data"
    return "the compressed data are damaged"


def _rest(path: Place, done: int) -> Iterator[bytes]:
    """What can be read beyond `done` bytes of a broken file, to the last byte.

    A call that fails gives nothing back of what it had decompressed, so it is made again byte by byte. The standard
    library can do that: its state can be copied.
    """
    at = 0
    for piece in _pieces(path):
        if at + len(piece) > done:
            yield piece[max(0, done - at) :]
        at += len(piece)


def _pieces(path: Place) -> Iterator[bytes]:
    with opened(path) as file:
        machine, compressed = zlib.decompressobj(31), b""
        while compressed := compressed or file.read(STEP):
            before = machine.copy()
            try:
                piece = machine.decompress(compressed, STEP)
            except zlib.error:
                yield b"".join(_bytes(before, compressed))
                return
            compressed = machine.unconsumed_tail
            if machine.eof:
                compressed = machine.unused_data
                machine = zlib.decompressobj(31)
            yield piece


def _bytes(machine: "zlib._Decompress", compressed: bytes) -> Iterator[bytes]:
    try:
        for at in range(len(compressed)):
            yield machine.decompress(compressed[at : at + 1])
    except zlib.error:
        return
