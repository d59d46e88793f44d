"""Passports in words: a section's cards as one page that stands without a script, and as data from which a script opens one card."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from copub.audit.passport import EDITION, Passport
from copub.births import Measurement, Place
from copub.errors import CopubError
from copub.facts import Fact
from copub.indicators import Card, card
from copub.languages.labels import Labels
from copub.languages.numbers import exact
from copub.languages.slots import dress

THEME = Path(__file__).parent / "theme"
LONG = 12
TABLES = "data/open/"


@dataclass(frozen=True)
class Around:
    """Where the things lie that a card leads to, as seen from the pages; an empty text where there is no such thing."""

    methods: str
    workings: str
    site: str


@dataclass(frozen=True)
class Measured:
    """A measurement in words."""

    number: int
    card: Card
    place: Place
    title: str
    given: Sequence[tuple[str, str]]
    rows: str


@dataclass(frozen=True)
class Told:
    """A passport in words."""

    passport: Passport
    dressed: str
    value: str
    indicator: Card | None
    source: str
    measured: Sequence[Measured]
    parameters: Sequence[tuple[str, str]]
    place: str
    addresses: Mapping[str, str]


class Teller:
    """Puts passports into the words of one language."""

    def __init__(self, facts: Mapping[str, Fact], say: Labels, word: Labels, *, site: str = "") -> None:
        self.facts, self.say, self.word, self.site = facts, say, word, site
        self.colon = "：" if say.language == "zh" else ": "

    def tell(self, passport: Passport) -> Told:
        """One passport."""
        fact, word = passport.fact, self.word
        named = passport.named
        return Told(
            passport,
            dressed=dress(fact, None, self.facts, self.say, where=f"passport of {fact.slot}"),
            value=fact.value if isinstance(fact.value, str) else json.dumps(fact.value, ensure_ascii=False),
            indicator=_card(fact.indicator),
            source=self._named(fact.source, "source") if fact.section != EDITION else "",
            measured=[self.measured(number, one) for number, one in passport.measured],
            parameters=[
                (self._label("parameter", name), self._value(value)) for name, value in passport.parameters.items()
            ],
            place=word("passport.cell").replace("CELL", str(named.cell)).replace("LINE", str(named.line))
            if named
            else "",
            addresses={
                one.file: f"{self.site}tables/{one.file.removeprefix(TABLES)}"
                if self.site and one.file.startswith(TABLES)
                else ""
                for one in passport.files
            },
        )

    def measured(self, number: int, one: Measurement) -> Measured:
        """One measurement."""
        word, described = self.word, card(one.indicator)
        given = [(self._label("asked", name), self._value(value)) for name, value in one.parameters.items()]
        for name, (rows, columns) in one.inputs.items():
            size = word("passport.table").replace("ROWS", self._count(rows)).replace("COLUMNS", str(columns))
            given.append((name, size))
        title = word("passport.number").replace("NUMBER", str(number)) + self.colon + described.title[self.say.language]
        return Measured(number, described, one.place, title, given, self._count(one.rows))

    def _label(self, group: str, name: str) -> str:
        """A parameter's name in words; one that has none stays as it is."""
        speaker = self.say if group == "parameter" else self.word
        return speaker(f"{group}.{name}") if f"{group}.{name}" in speaker else name

    def _value(self, value: Any) -> str:
        """A parameter's value in words: places, fields and releases by their names, two years as a window, the rest as it is."""
        if isinstance(value, list) and len(value) == 2 and all(isinstance(year, int) for year in value):
            return f"{value[0]}–{value[1]}"
        if isinstance(value, list):
            shown = [self._value(one) for one in value[:LONG]]
            more = self.word("passport.more").replace("COUNT", str(len(value)))
            return self.word("corpus.list").join(shown) + (f" … ({more})" if len(value) > LONG else "")
        return self._named(value, "place", "field", "source") if isinstance(value, str) else json.dumps(value)

    def _named(self, code: str, *groups: str) -> str:
        return next((self.say(f"{group}.{code}") for group in groups if f"{group}.{code}" in self.say), code)

    def _count(self, number: int) -> str:
        return exact(number, self.say.language)


class Sheet:
    """The cards of one section."""

    def __init__(
        self, passports: Iterable[Passport], teller: Teller, around: Around, *, commit: str, edition: str
    ) -> None:
        self.told = [teller.tell(passport) for passport in passports]
        self.teller = teller
        setting = Environment(
            loader=FileSystemLoader(THEME),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._parts: Any = setting.get_template("passport.html.j2").make_module(
            {
                "word": teller.word,
                "language": teller.say.language,
                "colon": teller.colon,
                "methods": around.methods,
                "workings": around.workings,
                "manifest": f"{around.site}manifest.json" if around.site else "",
                "commit": commit,
                "edition": edition,
            }
        )

    @cached_property
    def measurements(self) -> list[Measured]:
        """Every measurement that a fact of the section rests on, once."""
        found = {one.number: one for told in self.told for one in told.measured}
        return [found[number] for number in sorted(found)]

    def page(self, title: str, back: str) -> str:
        """The body of a page with all cards, where a link leads to what several cards share."""
        return str(self._parts.page(title, back, self.told, self.measurements))

    def script(self, name: str) -> str:
        """The same cards as data for the script of the pages, and each shared part once."""
        indicators = {told.indicator.name: told.indicator for told in self.told if told.indicator}
        parts = {f"indicator-{name}": str(self._parts.indicator(one)) for name, one in indicators.items()}
        for one in self.measurements:
            parts[f"measured-{one.number}"] = str(self._parts.measured(one))
            parts[f"sql-{one.card.name}"] = str(self._parts.sql(one.card))
        cards = {f"fact-{told.passport.fact.name}": str(self._parts.card(told, "h2")) for told in self.told}
        words = {name: self.teller.word(f"passport.{name}") for name in ("alone", "close")}
        content = json.dumps({"words": words, "cards": cards, "parts": parts}, ensure_ascii=False)
        return f"copubPassports[{json.dumps(name)}] = {content};\n"


def _card(name: str) -> Card | None:
    """The card of an indicator; None where a fact names something else as its maker."""
    try:
        return card(name)
    except CopubError:
        return None
