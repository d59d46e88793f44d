"""Verdicts and reasons in both languages (`words.yml`), and sums as a person writes them with a pencil."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.audit.checks import REFERENCE, Finding, Value
from copub.audit.intervals import STRICT, End
from copub.project import LANGUAGES

MARKS = {True: "✓", False: "✗", None: "?"}
ALL_AT_ONCE, ADDED_UP = "∧", "Σ"


@dataclass(frozen=True)
class Side:
    """One side of a line: its numbers put in, and the value they give (empty where they are their own value)."""

    numbers: str
    value: str

    def __str__(self) -> str:
        return f"{self.numbers} → {self.value}" if self.value else self.numbers


@dataclass(frozen=True)
class Sum:
    """A line worked out: as the claim gives it, with its numbers put in, side by side, and the mark of the answer.

    The mark is one of `MARKS`; `ALL_AT_ONCE` for a statement that is held together with those beside it, after which an example follows
    in which all hold, or `ADDED_UP`: what they come to, which cannot be. `reading` names the way in which the words are taken, where there
    is more than one.
    """

    mark: str
    line: str
    numbers: str
    sides: tuple[Side, ...] = ()
    reading: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.mark == ADDED_UP:
            return f"{MARKS[False]} {ADDED_UP}: {self.numbers}"
        if not self.sides:
            return f"{self.mark} {self.numbers}"
        return f"{self.mark} {self.line}: {'; '.join(map(str, self.sides))}"


def words(name: str, **parts: str | Mapping[str, str]) -> dict[str, str]:
    """The sentence `name` of `words.yml` in both languages, its gaps filled; a part is one text, or one for each language."""
    sentence = _sentences()[name]
    return {
        language: sentence[language].format(
            **{key: part if isinstance(part, str) else part[language] for key, part in parts.items()}
        )
        for language in LANGUAGES
    }


def working_of(finding: Finding, printed: Mapping[str, str]) -> Sum:
    """One check worked out."""
    line = finding.check.text
    sides = tuple(dict.fromkeys(_side(text, value, printed) for text, value in finding.sides))
    return Sum(MARKS[finding.answer], line, with_numbers(line, printed), sides)


def shown(number: End) -> str:
    """A number with four decimals at most; from 10,000 on with none, and thousands marked."""
    if number in (inf, -inf):
        return "∞" if number > 0 else "−∞"
    rounded = f"{float(number):.4f}" if -10_000 < number < 10_000 else f"{float(number):,.0f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def with_numbers(text: str, printed: Mapping[str, str]) -> str:
    """The line with each number as printed in the place of its name."""
    return REFERENCE.sub(lambda reference: printed.get(reference[1], reference[0]), text)


def _side(text: str, value: Value, printed: Mapping[str, str]) -> Side:
    numbers, values = with_numbers(text, printed), _values(value)
    return Side(numbers, "" if numbers.replace("%", "") == values else values)


def _values(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(value) or "∅"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_values(one)}" for name, one in value.items())
    if value.is_point:
        return shown(value.low)
    low, high = shown(value.low), shown(value.high)
    beyond = "(" if _is_beyond(value.low) else "["
    return f"{beyond}{low}, {high}]" if value.high != inf else f"{beyond}{low}, ∞)"


def _is_beyond(end: End) -> bool:
    return end == -inf or (isinstance(end, Fraction) and end - round(end, 9) == STRICT)


@cache
def _sentences() -> Any:
    return marked_yaml.load(Path(__file__).with_name("words.yml"))[0]
