"""Verdicts and reasons in both languages (`words.yml`), and sums as a person writes them with a pencil."""

from collections.abc import Mapping
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


def words(name: str, **parts: str | Mapping[str, str]) -> dict[str, str]:
    """The sentence `name` of `words.yml` in both languages, its gaps filled; a part is one text, or one for each language."""
    sentence = _sentences()[name]
    return {
        language: sentence[language].format(
            **{key: part if isinstance(part, str) else part[language] for key, part in parts.items()}
        )
        for language in LANGUAGES
    }


def working_of(finding: Finding, printed: Mapping[str, str]) -> str:
    """One check worked out: the line, each side with its numbers put in and its value, and a mark for the answer."""
    sides = [_side(text, value, printed) for text, value in finding.sides]
    return f"{MARKS[finding.answer]} {finding.check.text}: {'; '.join(dict.fromkeys(sides))}"


def shown(number: End) -> str:
    """A number with four decimals at most; from 10,000 on with none, and thousands marked."""
    if number in (inf, -inf):
        return "∞" if number > 0 else "−∞"
    rounded = f"{float(number):.4f}" if -10_000 < number < 10_000 else f"{float(number):,.0f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def with_numbers(text: str, printed: Mapping[str, str]) -> str:
    """The line with each number as printed in the place of its name."""
    return REFERENCE.sub(lambda reference: printed.get(reference[1], reference[0]), text)


def _side(text: str, value: Value, printed: Mapping[str, str]) -> str:
    numbers = with_numbers(text, printed)
    return numbers if numbers.replace("%", "") == _values(value) else f"{numbers} → {_values(value)}"


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
