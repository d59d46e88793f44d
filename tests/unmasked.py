"""The real workbook made readable again.

Whoever masked the e-mail addresses replaced each letter, digit and hyphen of an address by `x`. In a workbook the next string's
length follows the address at once, and where its byte happened to be such a character it was replaced too, so that no program
opens the file. Here the length is found again: the only one with which the following strings are strings.
"""

import struct
from io import BytesIO
from itertools import pairwise

from olefile import OleFileIO

MASKED = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
SHARED_STRINGS, CONTINUED = 0xFC, 0x3C


class NoString(Exception):
    """What stands here is no string."""


def unmasked(workbook: bytes) -> bytes:
    """The workbook with the lengths that masking replaced; ValueError where they are not certain."""
    file = BytesIO(workbook)
    with OleFileIO(file, write_mode=True) as container:
        content = bytearray(container.openstream("Workbook").read())
        _restore(content)
        container.write_stream("Workbook", bytes(content))
        return file.getvalue()


def _restore(content: bytearray) -> None:
    pieces = _pieces(content)
    (strings,) = struct.unpack_from("<I", content, pieces[0][0] + 4)
    place, address = (0, 8), False
    for _ in range(strings):
        at = _start(pieces, place)
        if address and content[at] == ord("x"):
            lengths = [byte for byte in MASKED if _reads(content, pieces, place, byte)]
            if len(lengths) != 1:
                raise ValueError(f"{len(lengths)} lengths fit")
            content[at] = lengths[0]
        text, place = _string(content, pieces, place)
        address = "@" in text


def _pieces(content: bytearray) -> list[tuple[int, int]]:
    """Where the table of strings lies: start and length of its record and of those that continue it."""
    records = []
    at = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        records.append((kind, at + 4, length))
        at += 4 + length
    first = next(number for number, (kind, *_) in enumerate(records) if kind == SHARED_STRINGS)
    last = next(n for n, ((kind, *_), (after, *_)) in enumerate(pairwise(records)) if n >= first and after != CONTINUED)
    return [(start, length) for _, start, length in records[first : last + 1]]


def _start(pieces: list[tuple[int, int]], place: tuple[int, int]) -> int:
    piece, offset = place
    return pieces[piece + 1][0] if pieces[piece][1] == offset else pieces[piece][0] + offset


def _reads(content: bytearray, pieces: list[tuple[int, int]], place: tuple[int, int], byte: int) -> bool:
    """Whether, with this low byte of its length, six strings follow, or fewer up to the next address."""
    at = _start(pieces, place)
    kept, content[at] = content[at], byte
    try:
        for _ in range(7):
            text, place = _string(content, pieces, place)
            if "@" in text:
                break
    except NoString:
        return False
    finally:
        content[at] = kept
    return True


def _string(content: bytearray, pieces: list[tuple[int, int]], place: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    piece, offset = place
    if pieces[piece][1] == offset:
        piece, offset = piece + 1, 0
    if piece >= len(pieces) or pieces[piece][1] - offset < 3:
        raise NoString
    characters, wide = struct.unpack_from("<HB", content, pieces[piece][0] + offset)
    offset += 3
    text = ""
    while wide in (0, 1):
        start, length = pieces[piece]
        taken = min(characters, (length - offset) >> wide)
        end = offset + (taken << wide)
        text += content[start + offset : start + end].decode("utf-16-le" if wide else "latin-1", "replace")
        offset, characters = end, characters - taken
        if not characters:
            if any(character < " " and character not in "\t\n\r" for character in text):
                raise NoString
            return text, (piece, offset)
        if offset != length or piece + 1 == len(pieces):
            raise NoString
        piece, offset = piece + 1, 1
        wide = content[pieces[piece][0]]
    raise NoString  # formatted strings are not among these
