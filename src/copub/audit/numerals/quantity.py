"""One number as a text prints it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["count", "year", "ordinal", "name", "percent", "points", "fraction", "multiple"]
Family = Literal["number", "share", "points", "multiple"]

FAMILIES: dict[Kind, Family] = {
    "count": "number",
    "year": "number",
    "ordinal": "number",
    "name": "number",
    "percent": "share",
    "fraction": "share",
    "points": "points",
    "multiple": "multiple",
}


@dataclass(frozen=True)
class Quantity:
    """A number with its place in the text, `text[start:end]`.

    Definition
        `value` is what the words say to the letter, without sign: 23.0% is 0.23, 334万 is 3,340,000, 增长2倍 is ×3.
        `step` is one unit of the last place printed: 0.001, 10,000; 0 where nothing is rounded (一半, a word, a year).
        `intended` is what a multiple is often meant to say when that is not its letter: 2 for 增长2倍.
        `sign` is `+` or `-` where printed.
    Kinds
        `count`, `year`, `ordinal`; `name`: digits inside a name (EU27, COVID-19) and months; `percent` and `fraction`: shares as
        fractions; `points`: percentage points as printed; `multiple`: the later amount over the earlier.
    Beware
        `spelt` numbers are words of the language (three, 三), which stand for many things besides quantities.
        Values are `Fraction`, since no decimal is a third.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Fraction
    step: Fraction = Fraction(0)
    intended: Fraction | None = None
    sign: str = ""
    spelt: bool = False

    @property
    def family(self) -> Family:
        """Which quantities it can be compared with: a number, a share, percentage points or a multiple."""
        return FAMILIES[self.kind]
