"""Arithmetic with what is known of a number: every value between two ends, in exact fractions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from copub.errors import CopubError

# `more than 50` excludes 50: a strict bound begins this much beyond the number.
STRICT = Fraction(1, 10**12)
NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?(/\d+)?")
End = Fraction | float
BOUNDS: dict[str, tuple[End, End]] = {">=": (0, inf), "<=": (-inf, 0), ">": (STRICT, inf), "<": (-inf, -STRICT)}


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included; an end without bound is an infinity."""

    low: End
    high: End

    @classmethod
    def exactly(cls, number: int | float | Fraction) -> "Interval":
        value = Fraction(str(number))
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        products = [_times(a, b) for a in self for b in other]
        return Interval(min(products), max(products))

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        return self * Interval(_inverse(other.high), _inverse(other.low))

    def __iter__(self) -> Iterator[End]:
        return iter((self.low, self.high))

    def meets(self, other: "Interval") -> bool:
        """Whether one value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: "Interval") -> bool:
        """Whether every value of this one lies in the other."""
        return other.low <= self.low and self.high <= other.high


def read(printed: str, *, to: Fraction | None = None) -> Interval:
    """The values that a printed number stands for: half a unit of its last digit to both sides.

    `2.65` is [2.645, 2.655] and `72%` is [71.5, 72.5]; a whole number (a count, a year) and a fraction such as `1/3` stand for themselves,
    unless `to` declares that they are rounded (`26,200` to the nearest 100); `>80,000`, `<20`, `>=30` are bounds. Raises `CopubError` for
    text that is no number.
    """
    text = printed.strip().removesuffix("%").strip()
    sign = next((sign for sign in BOUNDS if text.startswith(sign)), "")
    number = text.removeprefix(sign).strip().replace("−", "-")
    if not NUMBER.fullmatch(number):
        raise CopubError(
            f"`{printed}` is not a number", where="printed", do="write digits, or say with `reads` what is meant"
        )
    value = Fraction(number.replace(",", ""))
    if sign:
        below, above = BOUNDS[sign]
        return Interval(value + below, value + above)
    half = (_last_place(printed) if to is None else to) / 2
    return Interval(value - half, value + half)


def _last_place(printed: str) -> Fraction:
    number = printed.strip().removesuffix("%").strip()
    decimals = len(number.partition(".")[2])
    return Fraction(1, 10**decimals) if decimals or printed.strip().endswith("%") else Fraction(0)


def _times(a: End, b: End) -> End:
    return Fraction(0) if 0 in (a, b) else a * b


def _inverse(end: End) -> End:
    return Fraction(0) if end in (inf, -inf) else 1 / end
