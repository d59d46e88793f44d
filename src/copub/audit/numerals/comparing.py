"""Whether two blocks say the same numbers.

The rule
    1. Values are compared, not letters, in any order: 3.34 million is 334万, 三成 is 30%, two is 两. A number said twice in
       one language may be said once in the other.
    2. A sign is compared where both print one: "a fall of 0.8" may stand for −0.8.
    3. A number with a scale word equals one that rounds to it: 75.6万 is 755,894, since English has no word below a million.
    4. Every number in digits, and every share, multiple and words above ten, has to be said by both. Percent and percentage
       points are not the same.
    5. Words up to ten and ordinal words may stand alone (both, 两国, first of all): they are compared only where both
       languages have one left over, and one, two, first, second never. Digits in names and months may always stand alone.
    6. A multiple that equals the other language only by what is often meant, not by its letter, is a trap.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from copub.audit.numerals.quantity import Quantity

Same = Callable[[Quantity, Quantity], bool]


@dataclass(frozen=True)
class Mismatch:
    """What one block says and the other does not, `kind`: `missing`, `words`, `unit` or `multiple`."""

    kind: str
    a: tuple[Quantity, ...]
    b: tuple[Quantity, ...]


def compare(a: list[Quantity], b: list[Quantity]) -> list[Mismatch]:
    """The mismatches of two blocks' quantities, by the rule above."""
    said_a, said_b = set[int](), set[int]()
    for same in (_same_value, _rounded, _same_ratio):
        for (i, one), (j, other) in product(enumerate(a), enumerate(b)):
            if same(one, other):
                said_a.add(i)
                said_b.add(j)
    left_a = [one for i, one in enumerate(a) if i not in said_a]
    left_b = [other for j, other in enumerate(b) if j not in said_b]
    found = []
    for kind, alike in (("multiple", _meant), ("unit", _other_unit)):
        # What the letter of one side lacks may be what another side's letter already matched.
        for one, other in [*product(left_a, b), *product(a, left_b)]:
            if alike(one, other) and (one in left_a or other in left_b):
                found.append(Mismatch(kind, (one,), (other,)))
                left_a = [rest for rest in left_a if rest != one]
                left_b = [rest for rest in left_b if rest != other]
    firm_a, firm_b = (tuple(one for one in left if _firm(one)) for left in (left_a, left_b))
    if firm_a or firm_b:
        found.append(Mismatch("missing", firm_a, firm_b))
    words_a, words_b = (tuple(one for one in left if _word(one)) for left in (left_a, left_b))
    if words_a and words_b:
        found.append(Mismatch("words", words_a, words_b))
    return found


def _firm(one: Quantity) -> bool:
    return one.family != "number" or (
        one.kind != "name" and (not one.spelt or (one.kind != "ordinal" and one.value > 10))
    )


def _word(one: Quantity) -> bool:
    return not _firm(one) and one.kind != "name" and one.value > 2


def _signs(one: Quantity, other: Quantity) -> bool:
    return not (one.sign and other.sign and one.sign != other.sign)


def _same_value(one: Quantity, other: Quantity) -> bool:
    return one.family == other.family and one.value == other.value and _signs(one, other)


def _rounded(one: Quantity, other: Quantity) -> bool:
    coarse, fine = (one, other) if one.step > other.step else (other, one)
    return (
        coarse.family == fine.family == "number"
        and coarse.step > 1
        and fine.step < coarse.step
        and not fine.spelt
        and abs(coarse.value - fine.value) * 2 <= coarse.step
        and _signs(one, other)
    )


def _same_ratio(one: Quantity, other: Quantity) -> bool:
    """A ratio is a bare number or a multiple: 2.65 and 2.65倍; half as many is a share or a multiple."""
    families = {one.family, other.family}
    return families in ({"multiple", "number"}, {"multiple", "share"}) and one.value == other.value


def _meant(one: Quantity, other: Quantity) -> bool:
    return (one.intended is not None and one.intended == other.value and other.family in ("multiple", "number")) or (
        other.intended is not None and other.intended == one.value and one.family in ("multiple", "number")
    )


def _other_unit(one: Quantity, other: Quantity) -> bool:
    points, percent = (one, other) if one.kind == "points" else (other, one)
    return points.kind == "points" and percent.kind == "percent" and points.value == percent.value * 100
