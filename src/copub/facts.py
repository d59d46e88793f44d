"""A number gets its name here: one value that a sentence may quote, with its unit, indicator and source.

Nothing is computed in this room and nothing is worded: indicators compute, languages word.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from copub.births import BIRTHS, Named, as_rows
from copub.errors import CopubError, nearest
from copub.project import find_root

UNITS = {
    "works": "a count of works",
    "number": "a count of countries, fields or regions",
    "share": "a fraction, 0 to 1",
    "points": "a difference of two shares, as a fraction",
    "ratio": "a quotient of two quantities of the same unit",
    "index": "a dimensionless index",
    "mean": "a mean of counts",
    "year": "a calendar year",
    "rank": "a position, 1 is the largest",
    "place": "the code of a country, bloc or region",
    "places": "a list of such codes",
    "field": "the slug of a field of research",
    "phrase": "the id of a label: words chosen by the data",
}
WORDED = {"place", "field", "phrase"}

ABSENT = "absent_"
BANDED = {"works", "ratio", "share"}

Value = int | float | str | list[str] | list[int] | list[float]


@dataclass(frozen=True)
class Fact:
    """One named value.

    `unit` is a key of `UNITS`; a band is a list `[low, high]` of works, ratios or shares; `indicator` names the card that
    defines it; `source` the id of the table it was computed from.
    """

    section: str
    name: str
    value: Value
    unit: str
    indicator: str
    source: str

    @property
    def slot(self) -> str:
        """The name under which a page quotes the fact."""
        return f"{self.section}.{self.name}"


class Facts:
    """The facts of one section, in the order in which its notebook records them."""

    def __init__(self, section: str, *, source: str) -> None:
        self.section, self.source = section, source
        self._facts: dict[str, Fact] = {}
        self._named: list[Named] = []

    def record(
        self, name: str, value: Any, *, unit: str, indicator: str, source: str | None = None, absent: str = ""
    ) -> Fact:
        """Name a value.

        Where there is none (NaN) and `absent` gives the id of a label `phrase.absent_<id>`, the fact is that phrase: the reason stands
        where the number would.

        Raises `CopubError` for an unknown unit, a value that does not fit its unit, an absent value, or a name used twice.
        """
        where = f"fact {self.section}.{name}"
        if unit not in UNITS:
            raise CopubError(
                f"no unit `{unit}`.{nearest(unit, UNITS)}", where=where, do=f"use one of {', '.join(UNITS)}"
            )
        if name in self._facts:
            raise CopubError("the fact is recorded twice", where=where, do="give each fact a name of its own")
        if absent and value != value:
            value, unit = f"{ABSENT}{absent}", "phrase"
        fact = Fact(self.section, name, _plain(value, unit, where), unit, indicator, source or self.source)
        self._facts[name] = fact
        named = BIRTHS.name(name)
        if named:
            self._named.append(named)
        return fact

    def save(self, out: str | Path) -> Path:
        """Write `facts/<section>.json` below `out` and return where, both relative to the project's root.

        In a notebook `births/<section>.json` beside it says where each fact was named, and what had been measured.
        """
        shown = Path(out) / "facts" / f"{self.section}.json"
        rows = [
            {key: entry for key, entry in asdict(fact).items() if key != "section"} for fact in self._facts.values()
        ]
        _write(find_root() / shown, rows)
        if self._named:
            _write(find_root() / out / "births" / shown.name, as_rows(BIRTHS.measured, self._named))
        return shown


def direction(before: float, after: float) -> str:
    """The id of the phrase for a change: `rose`, `fell` or `held` (no change)."""
    return "rose" if after > before else "fell" if after < before else "held"


def load_facts(folder: Path) -> dict[str, Fact]:
    """All facts of a run, by slot name, from `folder/facts/*.json`."""
    facts: dict[str, Fact] = {}
    for path in sorted((folder / "facts").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            fact = Fact(section=path.stem, **row)
            facts[fact.slot] = fact
    return facts


def edition_facts(parameters: Mapping[str, Any]) -> dict[str, Fact]:
    """The edition's parameters as facts `edition.<parameter>`, so that a sentence can name the years it speaks of.

    A window `[first, last]` becomes `edition.<parameter>_first` and `edition.<parameter>_last`.
    """
    facts = Facts("edition", source="edition")
    for name, value in parameters.items():
        if isinstance(value, int):
            facts.record(name, value, unit="year", indicator="parameter")
        elif isinstance(value, list) and value and all(isinstance(year, int) for year in value):
            facts.record(f"{name}_first", value[0], unit="year", indicator="parameter")
            facts.record(f"{name}_last", value[-1], unit="year", indicator="parameter")
    return {fact.slot: fact for fact in facts._facts.values()}


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A parameter may be a scalar of numpy.
    text = json.dumps(content, ensure_ascii=False, indent=1, default=lambda scalar: scalar.item())
    path.write_text(text + "\n", encoding="utf-8")


def _plain(value: Any, unit: str, where: str) -> Value:
    """`value` as a plain Python value of its unit; numpy's and pandas' scalars become Python's."""
    if unit == "places":
        return [str(code) for code in value]
    if unit in WORDED:
        return str(value)
    if isinstance(value, list | tuple) and unit in BANDED:
        low, high = (_number(end, unit, where) for end in value)
        if low > high:
            raise CopubError(f"the band runs from {low} down to {high}", where=where, do="give the lower end first")
        return low if low == high else [low, high]
    return _number(value, unit, where)


def _number(value: Any, unit: str, where: str) -> int | float:
    number = value.item() if hasattr(value, "item") else value
    if number is None or not isinstance(number, int | float) or number != number:
        raise CopubError(
            f"the value is {value!r}, not a number",
            where=where,
            do="what a source cannot know is said on the page, not recorded as a fact",
        )
    if unit in {"works", "number", "year", "rank"}:
        if number != int(number):
            raise CopubError(
                f"{number} is not a whole number", where=where, do=f"a fact of unit `{unit}` is {UNITS[unit]}"
            )
        return int(number)
    return float(number)
