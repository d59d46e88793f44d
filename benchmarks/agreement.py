"""Where the answers of two ways part."""

from itertools import zip_longest
from math import isclose


def first_difference(expected: str, found: str, within: float = 0) -> str:
    """The first line in which two texts differ, in words; empty where they agree.

    Lines of comma-separated cells agree when their cells do: the same text, or numbers at most `within` apart. Whole numbers that
    differ are at least 1 apart, so counts stay exact.
    """
    lines = zip_longest(expected.splitlines(), found.splitlines(), fillvalue="nothing more")
    for number, (one, other) in enumerate(lines, start=1):
        if one != other and not _agree(one, other, within):
            return f"line {number} is `{one}` in one and `{other}` in the other"
    return ""


def _agree(one: str, other: str, within: float) -> bool:
    cells, others = one.split(","), other.split(",")
    if not within or len(cells) != len(others):
        return False
    return all(a == b or _close(a, b, within) for a, b in zip(cells, others, strict=True))


def _close(one: str, other: str, within: float) -> bool:
    try:
        return isclose(float(one), float(other), rel_tol=0, abs_tol=within)
    except ValueError:
        return False
