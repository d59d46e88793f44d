"""The ledger: every claim with both verdicts, as JSON, CSV, text, or one page that needs no network; and its totals, to be quoted."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from copub.audit.claims import Claim, Claims, Text
from copub.audit.edition import against_edition
from copub.audit.judge import Verdict, confusion, judge
from copub.facts import Fact, Facts
from copub.project import LANGUAGES


@dataclass(frozen=True)
class Entry:
    """A claim, what is found inside its report, and what the edition says to it."""

    claim: Claim
    inside: Verdict
    data: Verdict


@dataclass(frozen=True)
class Ledger:
    """All entries in the order of the claims."""

    edition: str
    claims: Claims
    entries: Sequence[Entry]
    confusion: Mapping[tuple[str, str], int]

    @property
    def sources(self) -> Mapping[str, Text]:
        """The titles of the reports."""
        return self.claims.sources


TOTALS: dict[str, Callable[[Entry], bool]] = {
    "claims": lambda entry: True,
    "ruled": lambda entry: entry.inside.by == "rule",
    "by_hand": lambda entry: entry.inside.by == "hand",
    "consistent": lambda entry: entry.inside.verdict == "consistent",
    "inconsistent": lambda entry: entry.inside.verdict == "inconsistent",
    "ambiguous": lambda entry: entry.inside.verdict == "ambiguous",
    "unchecked": lambda entry: entry.inside.verdict == "unchecked",
    "inconsistent_by_rule": lambda entry: (entry.inside.verdict, entry.inside.by) == ("inconsistent", "rule"),
    "inconsistent_by_hand": lambda entry: (entry.inside.verdict, entry.inside.by) == ("inconsistent", "hand"),
    "as_the_reader": lambda entry: entry.inside.by == "rule" and entry.inside.verdict == entry.claim.hand,
    "unlike_the_reader": lambda entry: entry.inside.by == "rule" and entry.inside.verdict != entry.claim.hand,
    "asked": lambda entry: entry.data.verdict != "not-in-this-source",
    "agrees": lambda entry: entry.data.verdict == "agrees",
    "differs": lambda entry: entry.data.verdict == "differs",
    "undecidable": lambda entry: entry.data.verdict == "undecidable",
    "absent": lambda entry: entry.data.verdict == "not-in-this-source",
    "other_source": lambda entry: entry.data.verdict == "not-in-this-source" and entry.claim.absent == "other-source",
}


SLOTS = tuple(f"ledger.{name}" for name in (*TOTALS, "reports"))


def audit(claims: Claims, facts: Mapping[str, Fact], *, edition: str) -> Ledger:
    """Judge every claim, inside its report and against the facts of `edition`."""
    entries = [
        Entry(claim, judge(claim, claims), against_edition(claim, claims, facts)) for claim in claims.by_id.values()
    ]
    return Ledger(edition, claims, entries, confusion(claims))


def ledger_facts(ledger: Ledger) -> dict[str, Fact]:
    """The totals of the ledger as facts `ledger.<name>`, so that a sentence can quote them; all of `SLOTS`."""
    facts = Facts("ledger", source="data/reported/claims.yml")
    for name, holds in TOTALS.items():
        facts.record(name, sum(map(holds, ledger.entries)), unit="number", indicator="claims")
    facts.record("reports", len(ledger.sources), unit="number", indicator="claims")
    return facts.by_slot()


def as_json(ledger: Ledger) -> str:
    """One object a claim, with reasons and sums."""
    rows = [
        {**_head(entry.claim), "inside": asdict(entry.inside), "data": asdict(entry.data)} for entry in ledger.entries
    ]
    return json.dumps({"edition": ledger.edition, "claims": rows}, ensure_ascii=False, indent=1) + "\n"


def as_csv(ledger: Ledger) -> str:
    """One line a claim; several numbers or sums are separated by ` | `."""
    out = io.StringIO()
    rows = [_flat(entry) for entry in ledger.entries]
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_text(ledger: Ledger) -> str:
    """What is inconsistent, what differs, and how often each verdict was given."""
    lines = [
        f"{entry.claim.id}  {kind.verdict} ({kind.by})\n  {entry.claim.text['en']}\n  {kind.reason['en']}"
        for entry in ledger.entries
        for kind in (entry.inside, entry.data)
        if kind.verdict in {"inconsistent", "differs"}
    ]
    counted = [
        f"{name}: " + ", ".join(f"{verdict} {number}" for verdict, number in Counter(verdicts).most_common())
        for name, verdicts in (
            ("inside the reports", [entry.inside.verdict for entry in ledger.entries]),
            (f"against edition {ledger.edition}", [entry.data.verdict for entry in ledger.entries]),
        )
    ]
    return "\n".join([*lines, "", *counted]) + "\n"


def as_html(ledger: Ledger) -> str:
    """One page in both languages: to filter by source, place and verdict, each claim at `#claim-ID`."""
    # The page is made of a ledger, so it knows this module.
    from copub.audit.page import part_of

    return part_of(ledger, "ledger", LANGUAGES)


FORMATS: dict[str, Callable[[Ledger], str]] = {"json": as_json, "csv": as_csv, "html": as_html, "text": as_text}


def _head(claim: Claim) -> dict[str, object]:
    printed = {name: number.text for name, number in claim.printed.items()}
    plain = ("id", "sources", "place", "text", "quantity", "unit", "kind", "words", "hand", "note", "differs")
    return {name: getattr(claim, name) for name in plain} | {"printed": printed}


def _flat(entry: Entry) -> dict[str, str]:
    claim = entry.claim
    row = {
        "id": claim.id,
        "sources": " ".join(claim.sources),
        "printed": " | ".join(number.text for number in claim.printed.values()) or claim.words,
        "unit": claim.unit,
        "hand": claim.hand,
        "inside": entry.inside.verdict,
        "by": entry.inside.by,
        "working": " | ".join(map(str, entry.inside.working)),
        "data": entry.data.verdict,
        "data_working": " | ".join(map(str, entry.data.working)),
    }
    for language in LANGUAGES:
        row[f"place_{language}"] = claim.place[language]
        row[f"text_{language}"] = claim.text[language]
        row[f"reason_{language}"] = entry.inside.reason[language]
        row[f"data_reason_{language}"] = entry.data.reason[language]
    return row
