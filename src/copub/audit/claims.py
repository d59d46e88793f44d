"""What the source reports print: `data/reported/claims.yml`, read and checked.

A claim says what a report says at one place, in our own words and both languages, with its numbers as printed (text, because `0.50` and
`0.5` promise different precision), what a reader made of it, and, where numbers can decide it, the lines that must hold.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.audit.checks import Check
from copub.audit.intervals import Interval, read
from copub.errors import CopubError, nearest
from copub.project import LANGUAGES

FILE = Path("data/reported/claims.yml")
VERDICTS = ("consistent", "inconsistent", "ambiguous", "unchecked")
KEPT = ("wording", "definition", "scope", "translation", "outside")
ABSENT = ("other-source", "other-corpus", "other-years", "no-series", "not-publications", "about-the-text", "open")
REQUIRED = {"sources", "place", "en", "zh", "quantity", "unit", "kind", "hand", "absent"}
OPTIONAL = {"printed", "words", "note", "kept", "why", "check", "together", "readings", "differs", "data", "proxy"}
IS_CLAIM = re.compile(r"(\d{3}|X)-")

Text = Mapping[str, str]


@dataclass(frozen=True)
class Printed:
    """A number as it is printed, and every value that it can stand for."""

    text: str
    values: Interval


@dataclass(frozen=True)
class Reading:
    """One way to take the words: lines that must hold each (`check`) or all at once over unknown numbers (`together`)."""

    name: Text
    check: tuple[Check, ...]
    together: tuple[Check, ...]


@dataclass(frozen=True)
class Claim:
    """One claim; the head of `data/reported/claims.yml` says what its parts mean."""

    id: str
    sources: tuple[str, ...]
    place: Text
    text: Text
    quantity: str
    unit: str
    kind: str
    hand: str
    absent: str
    printed: Mapping[str, Printed] = field(default_factory=dict)
    words: str = ""
    note: str = ""
    kept: str = ""
    why: Text = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    differs: Text = field(default_factory=dict)
    data: tuple[Check, ...] = ()
    proxy: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Claims:
    """All claims by their id, and the titles of the reports by theirs."""

    sources: Mapping[str, Text]
    by_id: Mapping[str, Claim]

    def printed(self, reference: str) -> Printed:
        """The number behind `000-T2-06` (the only one of the claim) or `003-10.papers`.

        Raises `CopubError` where there is no such claim or number.
        """
        name, _, which = reference.partition(".")
        claim = self.by_id.get(name)
        if claim is None:
            raise CopubError(
                f"no claim `{name}`.{nearest(name, self.by_id)}", where=str(FILE), do="name a claim by its id"
            )
        if not which and len(claim.printed) == 1:
            return next(iter(claim.printed.values()))
        if which not in claim.printed:
            raise CopubError(
                f"claim `{name}` prints no `{which or 'single number'}`",
                where=str(FILE),
                do=f"use one of {', '.join(claim.printed) or 'nothing: it prints no number'}",
            )
        return claim.printed[which]


def load_claims(root: Path) -> Claims:
    """Read `data/reported/claims.yml` below `root`.

    Raises `CopubError` with file and line for a part that is missing, unknown or not one of its known values.
    """
    content, lines = marked_yaml.load(root / FILE)
    claims = {
        name: _claim(name, parts, where=f"{FILE}:{lines[('claims', name)]}")
        for name, parts in content["claims"].items()
    }
    return Claims(content["sources"], claims)


def _claim(name: str, parts: dict[str, Any], *, where: str) -> Claim:
    for key in REQUIRED - parts.keys():
        raise CopubError(
            f"claim `{name}` lacks `{key}`", where=where, do="write it; the head of the file says what it is"
        )
    for key in parts.keys() - REQUIRED - OPTIONAL:
        raise CopubError(f"no part `{key}` in a claim.{nearest(key, REQUIRED | OPTIONAL)}", where=where, do="remove it")
    for key, known in (("hand", VERDICTS), ("absent", ABSENT), ("kept", KEPT)):
        if key in parts and parts[key] not in known:
            raise CopubError(
                f"`{parts[key]}` is no `{key}` of a claim.{nearest(parts[key], known)}",
                where=where,
                do=f"use one of {', '.join(known)}",
            )
    plain = {key: parts[key] for key in ("quantity", "unit", "kind", "hand", "absent")}
    return Claim(
        id=name,
        sources=tuple(parts["sources"]),
        place=parts["place"],
        text={language: parts[language] for language in LANGUAGES},
        printed={which: _printed(entry) for which, entry in parts.get("printed", {}).items()},
        words=parts.get("words", ""),
        note=parts.get("note", ""),
        kept=parts.get("kept", ""),
        why=parts.get("why", {}),
        readings=_readings(parts),
        differs=parts.get("differs", {}),
        data=_checks(parts.get("data", [])),
        proxy=parts.get("proxy", {}),
        **plain,
    )


def _printed(entry: str | dict[str, Any]) -> Printed:
    if isinstance(entry, str):
        return Printed(entry, read(entry))
    if "reads" not in entry:
        return Printed(entry["text"], read(entry["text"], to=Fraction(str(entry["to"]))))
    ends = [str(end) for end in entry["reads"]]
    if len(ends) == 1:
        return Printed(entry["text"], read(ends[0]))
    # The ends of a declared reading are meant exactly, however many digits they have.
    low, high = (Fraction(end) for end in ends)
    return Printed(entry["text"], Interval(low, high))


def _readings(parts: dict[str, Any]) -> tuple[Reading, ...]:
    alone = [parts] if "check" in parts or "together" in parts else []
    return tuple(
        Reading(
            {language: reading.get(language, "") for language in LANGUAGES},
            _checks(reading.get("check", [])),
            _checks(reading.get("together", [])),
        )
        for reading in parts.get("readings", alone)
    )


def _checks(lines: list[str]) -> tuple[Check, ...]:
    return tuple(Check.read(line) for line in lines)
