"""The headline numbers: `book/headlines.yml`, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from copub import marked_yaml
from copub.audit.checks import Check
from copub.audit.choices import CHOICES
from copub.errors import CopubError, nearest
from copub.project import LANGUAGES

FILE = Path("book/headlines.yml")
REQUIRED = {"fact", "says", "check"}
OPTIONAL = {"style", "ends_only", "elsewhere"}
Of = TypeVar("Of")
HERE = "here:"
"""Before a slot in a check: its value in this edition, whatever the choice."""


@dataclass(frozen=True)
class Elsewhere:
    """Another fact of the edition that gives the number under a choice, and what must hold for it."""

    fact: str
    check: tuple[Check, ...]


@dataclass(frozen=True)
class Headline:
    """One headline number; the head of `book/headlines.yml` says what its parts mean."""

    id: str
    fact: str
    says: Mapping[str, str]
    check: tuple[Check, ...]
    style: str | None = None
    ends_only: bool = False
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)

    @property
    def slots(self) -> list[str]:
        """The facts that have to be counted anew under a choice: the number itself and what its check compares."""
        asked = [name for check in self.check for name in check.references.values()]
        return list(dict.fromkeys([self.fact, *(name for name in asked if not name.startswith(HERE))]))


def load_headlines(root: Path) -> dict[str, Headline]:
    """Read `book/headlines.yml` below `root`, by id; nothing where there is no such file.

    Raises `CopubError` with file and line for a part that is missing or unknown, a choice that there is not, and a missing language.
    """
    if not (root / FILE).is_file():
        return {}
    content, lines = marked_yaml.load(root / FILE)
    return {name: _headline(name, parts, where=f"{FILE}:{lines[(name,)]}") for name, parts in content.items()}


def named(name: str, headlines: Mapping[str, Of], *, where: str) -> Of:
    """What belongs to the headline `name`. Raises `CopubError` with the nearest one where there is none."""
    if name not in headlines:
        raise CopubError(
            f"no headline `{name}`.{nearest(name, headlines)}", where=where, do=f"mend the id, or add it to {FILE}"
        )
    return headlines[name]


def _headline(name: str, parts: dict[str, Any], *, where: str) -> Headline:
    for key in sorted(REQUIRED - parts.keys()):
        raise CopubError(
            f"headline `{name}` lacks `{key}`", where=where, do="write it; the head of the file says what it is"
        )
    for key in sorted(parts.keys() - REQUIRED - OPTIONAL):
        raise CopubError(
            f"no part `{key}` in a headline.{nearest(key, REQUIRED | OPTIONAL)}", where=where, do="remove it"
        )
    if set(parts["says"]) != set(LANGUAGES):
        raise CopubError(f"headline `{name}` lacks a language", where=where, do="write `says: {en: …, zh: …}`")
    elsewhere = parts.get("elsewhere", {})
    for choice in elsewhere.keys() - CHOICES.keys():
        raise CopubError(
            f"no choice `{choice}`.{nearest(choice, CHOICES)}", where=where, do=f"use {', '.join(CHOICES)}"
        )
    return Headline(
        id=name,
        fact=parts["fact"],
        says=parts["says"],
        check=_checks(parts["check"]),
        style=parts.get("style"),
        ends_only=parts.get("ends_only", False),
        elsewhere={choice: Elsewhere(one["fact"], _checks(one["check"])) for choice, one in elsewhere.items()},
    )


def _checks(lines: list[str]) -> tuple[Check, ...]:
    return tuple(map(Check.read, lines))
