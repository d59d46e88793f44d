"""Addresses as Web of Science writes them: `[author; author] organisation, part, city, country.`"""

import re
from collections.abc import Callable, Iterator, Sequence

from copub.corpus.addresses import Address

_TOKEN = re.compile(r"\[[^\]]*\]|;\s+|[^;\[]+|.", re.DOTALL)
_NAMED = re.compile(r"\[([^\]]*)\]\s*(.*)", re.DOTALL)
_MARK = re.compile(r"\s*\((?:reprint|corresponding) author\),?\s*", re.IGNORECASE)


def addresses(lines: Sequence[str], country: Callable[[str], str], index: dict[str, str]) -> Iterator[Address]:
    """The addresses of C1, one a line or separated by semicolons; those inside brackets separate authors.

    `index` gives the author for each way to write the name.
    """
    for line in lines:
        for piece in _pieces(line):
            named = _NAMED.match(piece)
            names, place = (named[1], named[2]) if named else ("", piece)
            yield _address(names.split("; ") if names else (), place, country, index)


def reprint_addresses(lines: Sequence[str], country: Callable[[str], str], index: dict[str, str]) -> Iterator[Address]:
    """The addresses of RP: `A (corresponding author), address.; B; C (corresponding author), address.`"""
    for line in lines:
        names, *rest = _MARK.split(line)
        for part in rest:
            place, _, following = part.partition(".; ")
            yield _address(names.split("; "), place, country, index)
            names = following


def listed_addresses(
    lines: Sequence[str], country: Callable[[str], str], index: dict[str, str]
) -> tuple[list[Address], list[Address]]:
    """The addresses of BibTeX's `Affiliation`, one a line: those of the corresponding authors, and the others.

    Authors stand before the address without brackets: `Last, First; Last, First, organisation, city, country.`
    """
    corresponding: list[Address] = []
    others: list[Address] = []
    for line in lines:
        if _MARK.search(line):
            corresponding.extend(reprint_addresses((line,), country, index))
            continue
        names, place = _leading(line, index)
        others.append(_address(names, place, country, index))
    return corresponding, others


def _pieces(line: str) -> list[str]:
    pieces = [""]
    for token in _TOKEN.findall(line):
        if token[0] == ";" and len(token) > 1:
            pieces.append("")
        else:
            pieces[-1] += token
    return [piece for piece in (one.strip() for one in pieces) if piece]


def _leading(line: str, index: dict[str, str]) -> tuple[list[str], str]:
    found: list[str] = []
    rest = line
    while True:
        name, separator, after = rest.partition("; ")
        if separator and name.strip() in index:
            found.append(name.strip())
            rest = after
            continue
        parts = rest.split(", ")
        # A name has no comma (a group), one, or two (`Last, First, Jr`).
        length = next((n for n in (3, 2, 1) if ", ".join(parts[:n]) in index), 0)
        if length:
            found.append(", ".join(parts[:length]))
        return found, ", ".join(parts[length:])


def _address(names: Sequence[str], place: str, country: Callable[[str], str], index: dict[str, str]) -> Address:
    authors = tuple(index[name.strip()] for name in names if name.strip() in index)
    return Address(authors, country(place), place.partition(",")[0].strip(" .").upper())
