"""Two texts, or one text that holds both languages, checked number by number; each difference says where and what."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from copub.audit.numerals.blocks import SUFFIXES, Block, blocks_of
from copub.audit.numerals.comparing import compare
from copub.audit.numerals.quantity import Quantity
from copub.audit.numerals.reading import read
from copub.errors import CopubError

WHY = {
    "missing": "said by one only",
    "words": "other number words",
    "unit": "percent against percentage points",
    "multiple": "equal only as a multiple is often meant, not to the letter",
}


@dataclass(frozen=True)
class Difference:
    """One difference: why, and of each text the place and what it says."""

    why: str
    place_a: str
    says_a: str
    place_b: str
    says_b: str

    def __str__(self) -> str:
        return f"{self.place_a}: {self.says_a} | {self.place_b}: {self.says_b} ({self.why})"


def check(a: Path, b: Path) -> list[Difference]:
    """The differences of two files, or of two folders page by page; raises CopubError where one is a folder, one a file."""
    if a.is_dir() != b.is_dir():
        raise CopubError(
            "a folder has no single text to stand against", where=f"{a}, {b}", do="give two texts or two folders"
        )
    if not a.is_dir():
        return check_texts(blocks_of(a), blocks_of(b), str(a), str(b))
    found = []
    for page in sorted(_pages(a) | _pages(b)):
        if not ((a / page).is_file() and (b / page).is_file()):
            there = a if (a / page).is_file() else b
            found.append(
                Difference(
                    "a page without its twin", str(a / page), _there(there is a), str(b / page), _there(there is b)
                )
            )
        else:
            found += check(a / page, b / page)
    return found


def _there(is_there: bool) -> str:
    return "a page" if is_there else "none"


def _pages(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.suffix in SUFFIXES}


def check_texts(a: list[Block], b: list[Block], name_a: str = "A", name_b: str = "B") -> list[Difference]:
    """The differences of two texts: blocks of one kind under one label are paired by place.

    Where a section has not as many blocks of a kind in both languages, the section's blocks are compared as one. Sections
    are paired by label; texts without common labels, by place.
    """
    sections_a, sections_b = _sections(a), _sections(b)
    if not set(sections_a) & set(sections_b) and len(sections_a) == len(sections_b):
        pairs = list(zip(sections_a.values(), sections_b.values(), strict=True))
    else:
        names = list(dict.fromkeys([*sections_a, *sections_b]))
        pairs = [(sections_a.get(name, []), sections_b.get(name, [])) for name in names]
    found = []
    for one, other in pairs:
        for blocks_a, blocks_b in _paired(one, other):
            found += _differences(blocks_a, blocks_b, name_a, name_b)
    return found


def _sections(blocks: list[Block]) -> dict[str, list[Block]]:
    sections = defaultdict(list)
    for block in blocks:
        sections[block.section].append(block)
    return dict(sections)


def _paired(a: list[Block], b: list[Block]) -> list[tuple[list[Block], list[Block]]]:
    kinds = list(dict.fromkeys(block.kind for block in [*a, *b]))
    by_kind = [([x for x in a if x.kind == kind], [y for y in b if y.kind == kind]) for kind in kinds]
    if any(len(one) != len(other) for one, other in by_kind):
        return [(a, b)]
    return [([x], [y]) for one, other in by_kind for x, y in zip(one, other, strict=True)]


def _differences(a: list[Block], b: list[Block], name_a: str, name_b: str) -> list[Difference]:
    read_a, read_b = _read(a), _read(b)
    found = compare([one for _, one in read_a], [one for _, one in read_b])
    return [
        Difference(
            WHY[mismatch.kind],
            _place(mismatch.a, read_a, a, name_a),
            _says(mismatch.a),
            _place(mismatch.b, read_b, b, name_b),
            _says(mismatch.b),
        )
        for mismatch in found
    ]


def _read(blocks: list[Block]) -> list[tuple[Block, Quantity]]:
    return [(block, one) for block in blocks for one in read(block.text)]


def _place(said: tuple[Quantity, ...], where: list[tuple[Block, Quantity]], blocks: list[Block], name: str) -> str:
    for block, one in where:
        if said and one is said[0]:
            return block.at(one.start)
    return blocks[0].at(0) if blocks else name


def _says(said: tuple[Quantity, ...]) -> str:
    return ", ".join(f"“{one.sign}{one.text}” ({worded(one)})" for one in said) or "nothing"


def worded(one: Quantity) -> str:
    """A quantity's value in digits, both readings of a multiple: `0.3`, `×3, often meant as ×2`."""
    if one.kind == "multiple":
        meant = f", often meant as ×{_digits(one.intended)}" if one.intended is not None else ""
        return f"×{_digits(one.value)}{meant}"
    unit = " percentage points" if one.kind == "points" else ""
    return _digits(one.value) + unit


def _digits(value: Fraction) -> str:
    exact = value.limit_denominator(10**9) == value and not (10**9 % value.denominator)
    return f"{float(value):,.9f}".rstrip("0").rstrip(".") if exact else str(value)


def misread_multiples(blocks: list[Block]) -> list[Difference]:
    """Multiples of one text, in whatever language, that its other numbers contradict to the letter but bear out as often meant.

    Evidence is another multiple, or a number with decimals, that equals one of the two readings. Of several the one is heard
    whose block shares most numbers (years, windows, tables) with the multiple's own; whole multiples have to share two.
    """
    said = [(block, one) for block in blocks for one in read(block.text)]
    numbers = {
        id(block): {one.value for at, one in said if at is block and one.kind in ("year", "count") and not one.spelt}
        for block in blocks
    }
    found = []
    for block, trap in said:
        if trap.intended is None:
            continue
        heard = [
            (len(numbers[id(block)] & numbers[id(at)]), one.value == trap.value, at, one)
            for at, one in said
            if at is not block and one.intended is None and one.value in (trap.value, trap.intended) and _is_ratio(one)
        ]
        heard = [evidence for evidence in heard if evidence[0] >= 2 or evidence[3].value.denominator > 1]
        # A doubtful case goes to the letter.
        best = max(heard, key=lambda evidence: evidence[:2], default=None)
        if best and not best[1]:
            _, _, at, one = best
            found.append(
                Difference(WHY["multiple"], block.at(trap.start), _says((trap,)), at.at(one.start), _says((one,)))
            )
    return found


def _is_ratio(one: Quantity) -> bool:
    return one.kind == "multiple" or (one.kind == "count" and one.value.denominator > 1)
