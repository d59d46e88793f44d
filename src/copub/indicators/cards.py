"""The identity card of an indicator: what it is, in both languages, read from the head of its SQL."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from copub.errors import CopubError, nearest
from copub.marked_yaml import LOADER
from copub.project import LANGUAGES

FOLDER = Path(__file__).parent
PARAMETER = re.compile(r"\$(\w+)")
HEAD = re.compile(r"\A/\*\n(.*?)\n\*/\n(.*)\Z", re.DOTALL)
BILINGUAL = ("title", "definition", "counting", "beware")
PLAIN = ("formula", "unit", "columns", "reference")


@dataclass(frozen=True)
class Card:
    """What an indicator is.

    `title`, `definition`, `counting` and `beware` hold both languages; `formula`, `unit`, `columns` and `reference` one text;
    `inputs` are the tables a caller hands in, `parameters` the names the SQL takes with `$`; `sql` is the text that runs.
    """

    name: str
    title: dict[str, str]
    definition: dict[str, str]
    formula: str
    unit: str
    counting: dict[str, str]
    columns: str
    reference: str
    beware: dict[str, str]
    inputs: tuple[str, ...]
    parameters: tuple[str, ...]
    sql: str


def cards() -> list[Card]:
    """All cards, sorted by name."""
    return [card(path.stem) for path in sorted(FOLDER.glob("*.sql"))]


@cache
def card(name: str) -> Card:
    """The card of one indicator.

    Raises `CopubError` for an unknown name (with the nearest one) and for a card that lacks a field or a language.
    """
    path = FOLDER / f"{name}.sql"
    if not path.is_file():
        known = [other.stem for other in FOLDER.glob("*.sql")]
        raise CopubError(
            f"no indicator `{name}`.{nearest(name, known)}",
            where="copub.indicators",
            do=f"use one of {', '.join(sorted(known))}",
        )
    match = HEAD.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise CopubError(
            "the indicator has no card", where=str(path), do="begin the file with /*, the card as YAML, and */"
        )
    head = yaml.load(match[1], LOADER)
    inputs = tuple(head.pop("inputs", ()))
    absent = [field for field in (*BILINGUAL, *PLAIN) if not head.get(field)]
    absent += [
        f"{field}.{language}"
        for field in BILINGUAL
        for language in LANGUAGES
        if field not in absent and not head[field].get(language)
    ]
    surplus = sorted(set(head) - {*BILINGUAL, *PLAIN})
    surplus += [
        f"{field}.{part}" for field in BILINGUAL if field in head for part in head[field] if part not in LANGUAGES
    ]
    if absent or surplus:
        raise CopubError(
            f"the card lacks {absent} or has unknown {surplus}",
            where=str(path),
            do="give each card exactly its fields, in both languages",
        )
    sql = match[2].strip() + "\n"
    return Card(name=name, inputs=inputs, parameters=tuple(sorted(set(PARAMETER.findall(sql)))), sql=sql, **head)
