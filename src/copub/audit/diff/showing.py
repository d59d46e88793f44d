"""Changes and their parts as a reader can add them up: rounded values on the way, and the differences of what is printed."""

from fractions import Fraction

from copub.audit.diff.moves import Ends, Move, ends_of
from copub.facts import Value
from copub.languages.numbers import exact

SCALE = {"share": 100, "points": 100}
PLACES = {"works": 0, "number": 0, "share": 1, "points": 1}
MOST = 4
"""At most so many places more than usual, where a part would else be printed as nothing."""
PERCENT = {"share": "%"}


def places(move: Move) -> int:
    """Decimal places with which every part of a change shows: the usual ones of its unit, or more where it is small."""
    usual = PLACES.get(move.unit, 2)
    scale = SCALE.get(move.unit, 1)
    parts = [abs(by) * scale for change in (move.change, *(part.change for part in move.parts)) for by in change if by]
    for more in range(MOST):
        if all(part >= Fraction(1, 10 ** (usual + more)) for part in parts):
            return usual + more
    return usual + MOST


def shown(value: Value | None, move: Move) -> str:
    """One of the move's values: a number or a band in its unit's own scale, words and codes as they are recorded."""
    if ends := ends_of(value, move.unit):
        digits = places(move)
        numbers = [exact(float(_printed(end, move, digits)), "en", decimals=digits) for end in ends]
        return "–".join(numbers) + PERCENT.get(move.unit, "")
    return "–" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def signed(before: Ends, after: Ends, move: Move) -> str:
    """What a part, or the whole, adds to what is printed: the difference of the printed values, with its sign; of a band both ends."""
    digits = places(move)
    changes = [
        float(_printed(now, move, digits) - _printed(was, move, digits)) for was, now in zip(before, after, strict=True)
    ]
    numbers = ["+" * (change > 0) + exact(change, "en", decimals=digits) for change in changes]
    return " … ".join(dict.fromkeys(numbers))


def _printed(end: Fraction, move: Move, digits: int) -> Fraction:
    """A number in its unit's scale, rounded as it is printed."""
    return round(end * SCALE.get(move.unit, 1), digits)
