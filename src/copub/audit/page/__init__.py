"""The ledger as HTML, in one language or both: parts for a page of the book, and a page that stands alone.

Each part has one template here, whichever page it stands on; `ledger.css` dresses them, and `ledger.js` filters and sorts the claims.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from copub.audit.claims import IS_CLAIM, VERDICTS, Claim, Text
from copub.audit.kinds import kind_of_rule
from copub.audit.ledger import Entry, Ledger
from copub.audit.wording import words

FOLDER = Path(__file__).parent
PARTS = ("summary", "absent", "confusion", "inconsistent", "claims")
INSIDE = ("inconsistent", "ambiguous", "consistent", "unchecked")
DATA = ("differs", "undecidable", "agrees", "not-in-this-source")
RULES = (*VERDICTS[:3], "no rule")
MARKS = {
    "consistent": "✓",
    "inconsistent": "✗",
    "ambiguous": "?",
    "unchecked": "–",
    "agrees": "✓",
    "differs": "✗",
    "undecidable": "?",
    "not-in-this-source": "–",
}
REFERENCE = re.compile(r"\[((?:\d{3}|X)-[\w.-]+|[a-z][a-z-]*\.\w+)\]")
SIGNS = {"==": "=", "<=": "≤", ">=": "≥", " * ": " × ", " - ": " − "}
SIGN = re.compile("|".join(map(re.escape, SIGNS)))


def part_of(ledger: Ledger, part: str, languages: Sequence[str]) -> str:
    """One of `PARTS` as HTML in `languages`."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"linked": linked, "arithmetic": arithmetic}
    return environment.get_template(f"{part}.html.j2").render(
        ledger=ledger,
        languages=languages,
        words=words,
        marks=MARKS,
        inside=INSIDE,
        data=DATA,
        hands=VERDICTS,
        rules=RULES,
        absences=absences(ledger),
        places=places(ledger),
        place_of=place_of,
        kind_of=lambda entry: kind_of_rule(entry.claim, ledger.claims),
        cell=lambda hand, rule: in_cell(ledger, hand, rule),
        others=others,
        style=(FOLDER / "ledger.css").read_text(encoding="utf-8"),
        script=(FOLDER / "ledger.js").read_text(encoding="utf-8"),
    )


def linked(text: str) -> Markup:
    """`text` with each `[claim]` a link to that claim, and each `[fact]` in code letters."""
    parts = REFERENCE.split(text)
    return Markup().join(_reference(part) if at % 2 else escape(part) for at, part in enumerate(parts))


def arithmetic(line: str) -> Markup:
    """A line of a check as it is written on paper, with the numbers' names linked."""
    return linked(SIGN.sub(lambda sign: SIGNS[sign[0]], line))


def place_of(claim: Claim) -> str:
    """Report and place, the same in every language: what the list of places is filtered by."""
    return f"{'+'.join(claim.sources)}: {claim.place['en']}"


def places(ledger: Ledger) -> Mapping[tuple[str, ...], Mapping[str, Text]]:
    """The places of each report, or group of reports, in the order of the claims."""
    found: dict[tuple[str, ...], dict[str, Text]] = {}
    for entry in ledger.entries:
        found.setdefault(entry.claim.sources, {}).setdefault(place_of(entry.claim), entry.claim.place)
    return found


def absences(ledger: Ledger) -> list[tuple[str, list[Entry]]]:
    """Why the edition cannot be asked, the most frequent reason first: one of `ABSENT`, or `missing` facts."""
    found: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        if entry.data.verdict == "not-in-this-source":
            found.setdefault("missing" if entry.claim.data else entry.claim.absent, []).append(entry)
    return sorted(found.items(), key=lambda reason: -len(reason[1]))


def in_cell(ledger: Ledger, hand: str, rule: str) -> list[Entry]:
    """The claims of one cell of the table of reader and rules."""
    return [
        entry
        for entry in ledger.entries
        if (entry.claim.hand, entry.inside.verdict if entry.claim.readings else "no rule") == (hand, rule)
    ]


def others(claim: Claim, references: Iterable[str]) -> list[str]:
    """The other claims on whose numbers a verdict rests."""
    names = dict.fromkeys(name.partition(".")[0] for name in references if IS_CLAIM.match(name))
    return [name for name in names if name != claim.id]


def _reference(name: str) -> Markup:
    if not IS_CLAIM.match(name):
        return Markup("<code>{}</code>").format(name)
    return Markup('<a href="#claim-{}">[{}]</a>').format(name.partition(".")[0], name)
