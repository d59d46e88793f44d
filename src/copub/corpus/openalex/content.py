"""The bytes of a file, decompressed where they are gzip: in blocks and in lines, with limits, as far as they can be read."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

from isal import igzip, isal_zlib

BLOCK = 1 << 20
LONGEST = 64 << 20
"""The longest line, and what a file may decompress to before its ratio is looked at."""
RATIO = 200
"""How many times its size a file may decompress to; OpenAlex's own files grow six to eight times."""
_GZIP = b"\x1f\x8b"
_UNREADABLE: tuple[type[Exception], ...] = (EOFError, gzip.BadGzipFile, isal_zlib.IsalError)


class Broken(Exception):
    """The file cannot be read on from here; the reason is its text."""


def head(path: Path) -> bytes:
    """The first block, as much of it as can be read."""
    try:
        return next(blocks(path), b"")
    except Broken:
        return b""


def blocks(path: Path) -> Iterator[bytes]:
    """The content in blocks of at most a megabyte. Raises Broken after the last readable byte."""
    with path.open("rb") as file:
        compressed = file.read(2) == _GZIP
        file.seek(0)
        if not compressed:
            yield from iter(lambda: file.read(BLOCK), b"")
            return
    size, done = path.stat().st_size, 0
    with igzip.IGzipFile(path, "rb") as content:
        try:
            while block := content.read(BLOCK):
                done += len(block)
                if done > LONGEST and done > RATIO * size:
                    raise Broken(f"the file decompresses to more than {RATIO} times its size")
                yield block
            return
        except _UNREADABLE as error:
            reason = _reason(error)
    yield from _rest(path, done)
    raise Broken(reason)


def lines(path: Path) -> Iterator[tuple[int, bytes | None]]:
    r"""Each line with its number from 1, without its `\n`; None for a line longer than 64 MB, which is skipped.

    Only `\n` ends a line: U+2028 stands inside strings. Raises Broken after the last whole line; what then stands in an
    unfinished line is not a line.
    """
    number, begun = 1, b""
    skipping = False
    for block in blocks(path):
        *whole, rest = block.split(b"\n")
        for line in whole:
            yield number, None if skipping else begun + line
            number, begun, skipping = number + 1, b"", False
        begun = b"" if skipping else begun + rest
        if len(begun) > LONGEST:
            begun, skipping = b"", True
    if begun or skipping:
        yield number, None if skipping else begun


def _reason(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the file ends inside its compressed data"
    return "the compressed data are damaged"


def _rest(path: Path, done: int) -> Iterator[bytes]:
    """What can be read beyond `done` bytes of a broken file, to the last byte.

    A failing call of the library gives nothing back of what it had decompressed, so the place where it fails is found first
    and then approached byte by byte.
    """
    good = 0
    try:
        for piece in _pieces(path, lambda at: BLOCK):
            good += len(piece)
    except _UNREADABLE:
        pass
    at = 0
    try:
        for piece in _pieces(path, lambda at: BLOCK if at + BLOCK <= good else 1):
            if at + len(piece) > done:
                yield piece[max(0, done - at) :]
            at += len(piece)
    except _UNREADABLE:
        return


def _pieces(path: Path, size: Callable[[int], int]) -> Iterator[bytes]:
    at = 0
    with path.open("rb") as file:
        machine = isal_zlib.decompressobj(31)
        compressed = b""
        while compressed := compressed or file.read(BLOCK):
            piece = machine.decompress(compressed, size(at))
            at += len(piece)
            compressed = machine.unconsumed_tail
            if machine.eof:
                compressed = machine.unused_data or file.read(BLOCK)
                machine = isal_zlib.decompressobj(31)
            if piece:
                yield piece
