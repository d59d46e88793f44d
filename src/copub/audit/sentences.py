"""What the book's own sentences say, as lines that must hold over the facts: `book/claims.yml`, read, checked and judged.

A sentence that gives a direction, an order, a comparison or a multiple is followed in both languages by its mark, {claim}`section.name`.
The file's head says what the parts of a claim mean. A claim is judged in every edition that shows its sentence.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.audit.checks import Absent, Answer, Check, Value, every, find
from copub.audit.claims import Text
from copub.audit.edition import is_absent, value_of
from copub.audit.intervals import Interval
from copub.audit.judge import Verdict, reason_of
from copub.audit.wording import words, working_of
from copub.errors import CopubError, nearest
from copub.facts import Fact, edition_facts, load_facts
from copub.languages.passages import KINDS, SHOWN, kind_of, passages
from copub.project import LANGUAGES

FILE = Path("book/claims.yml")
MARK = re.compile(r"\{claim\}`([^`]*)`")
OF_ANSWER = {True: "holds", False: "fails", None: "untold"}
REASONS: dict[Answer, str] = {True: "sentence_holds", False: "sentence_fails", None: "sentence_open"}
# Facts are floating-point numbers: a quotient recorded and one worked out here may differ in the last digits.
CLOSE = Fraction(1, 10**9)

# Phrases of the profiles that stand where a country has no number.
NOTHING = ("no_works", "no_international")

Checks = tuple[Check, ...]


@dataclass(frozen=True)
class Sentence:
    """What one sentence says (`says`), the lines for it by the kind of source, and those for each story that the data can choose."""

    id: str
    says: Text
    line: int
    check: Mapping[str, Checks]
    cases: Mapping[str, Mapping[str, Checks]]


@dataclass(frozen=True)
class Exempt:
    """Sentences of a page that compare without being claims about the data: each language's own words, and the reason."""

    page: str
    quotes: Text
    why: str
    line: int


@dataclass(frozen=True)
class Sentences:
    """All claims of the book by their id, and the sentences that need none."""

    by_id: Mapping[str, Sentence]
    exempt: tuple[Exempt, ...]


@dataclass(frozen=True)
class Ground:
    """What sentences are judged on: facts by slot, the edition's lists of places by parameter, and its kind of source."""

    facts: Mapping[str, Fact]
    places: Mapping[str, Sequence[str]]
    kind: str


@dataclass(frozen=True)
class Shown:
    """A claim as an edition shows it: its verdict, and the page and line of each of its marks in the English pages."""

    sentence: Sentence
    verdict: Verdict
    places: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        where = ", ".join(f"book/en/{page}.md:{line}" for page, line in self.places)
        return "\n  ".join(
            [f"{where}: {self.sentence.says['en']} ({self.sentence.id})", *map(str, self.verdict.working)]
        )


def load_sentences(root: Path) -> Sentences:
    """Read `book/claims.yml` below `root`; a book without it claims nothing.

    Raises `CopubError` with file and line for a part that is missing or unknown, a claim without lines, and a digit in what it says:
    the numbers of a sentence are its slots.
    """
    if not (root / FILE).is_file():
        return Sentences({}, ())
    content, lines = marked_yaml.load(root / FILE)
    by_id = {name: _sentence(name, parts, lines[("claims", name)]) for name, parts in content["claims"].items()}
    exempt = tuple(
        Exempt(page, {one: str(quote[one]) for one in LANGUAGES if one in quote}, quote["why"], lines[("exempt", page)])
        for page, quotes in content.get("exempt", {}).items()
        for quote in quotes
    )
    return Sentences(by_id, exempt)


def ground_of(root: Path, run: Path) -> Ground:
    """The ground of the run in the folder `run`."""
    edition = json.loads((run / "edition.json").read_text(encoding="utf-8"))
    return ground(root, load_facts(run), edition["parameters"], edition["corpus"])


def ground(root: Path, facts: Mapping[str, Fact], parameters: Mapping[str, Any], corpus: str) -> Ground:
    """The ground of an edition with these facts and parameters; `corpus` is empty for the public tables."""
    places = {
        name: value
        for name, value in parameters.items()
        if isinstance(value, list) and all(isinstance(one, str) for one in value)
    }
    return Ground({**facts, **edition_facts(parameters)}, places, kind_of(root, corpus))


def judge(sentence: Sentence, ground: Ground) -> Verdict:
    """`holds`, `fails`, or `untold` where a fact is absent or the numbers leave it open, with the reason and the lines worked out.

    Raises `CopubError` for a story without lines of its own.
    """
    checks = [*sentence.check.get("", ())]
    checks += [check for kind in SHOWN[ground.kind] for check in sentence.check.get(kind, ())]
    for slot, stories in sentence.cases.items():
        fact = ground.facts.get(slot)
        if fact is None or is_absent(fact):
            return Verdict(OF_ANSWER[None], "rule", words("missing", facts=slot))
        if fact.value not in stories:
            raise CopubError(
                f"claim `{sentence.id}` has no lines for the story `{fact.value}` of {slot}",
                where=f"{FILE}:{sentence.line}",
                do="write under `cases` what must hold when the data choose it",
            )
        checks += stories[str(fact.value)]
    try:
        findings = [find(check, lambda name: _value(name, ground), equal=close) for check in checks]
    except Absent as lack:
        return Verdict(OF_ANSWER[None], "rule", words("missing", facts=str(lack)))
    except ZeroDivisionError:
        return Verdict(OF_ANSWER[None], "rule", words("no_divisor"))
    answer = every([finding.answer for finding in findings])
    asked = [*sentence.cases]
    asked += [slot for check in checks for name in check.references.values() for slot in _slots(name, ground).values()]
    return Verdict(
        OF_ANSWER[answer],
        "rule",
        reason_of(findings, answer, REASONS, {}),
        tuple(working_of(finding, {}) for finding in findings),
        tuple(dict.fromkeys(asked)),
    )


def judge_shown(root: Path, run: Path) -> list[Shown]:
    """Every claim whose sentence the edition of the run shows, in the order of the file. Raises `CopubError` as `judge` does."""
    sentences, ground = load_sentences(root), ground_of(root, run)
    places: dict[str, list[tuple[str, int]]] = {}
    for path in sorted((root / "book" / "en").rglob("*.md")):
        page = path.relative_to(root / "book" / "en").with_suffix("").as_posix()
        shown = passages(path.read_text(encoding="utf-8"), ground.kind, where=str(path))
        for name, line in marks_of(shown):
            places.setdefault(name, []).append((page, line))
    return [
        Shown(sentence, judge(sentence, ground), tuple(places[name]))
        for name, sentence in sentences.by_id.items()
        if name in places
    ]


def marks_of(text: str) -> list[tuple[str, int]]:
    """Every mark of a page's text, with its line."""
    return [(mark[1], text.count("\n", 0, mark.start()) + 1) for mark in MARK.finditer(text)]


def close(a: Interval, b: Interval) -> Answer:
    """Two numbers are equal up to the last digits of a floating-point number; a band is equal to nothing for certain."""
    if a.is_point and b.is_point:
        return abs(Fraction(a.low) - Fraction(b.low)) <= CLOSE * max(abs(Fraction(a.low)), abs(Fraction(b.low)))
    return None if a.meets(b) else False


def _value(name: str, ground: Ground) -> Value:
    slot, _, over = name.partition(" of ")
    if not over:
        return _fact(slot, ground)
    family: dict[str, Interval] = {}
    for place, member in _slots(name, ground).items():
        value = value_of(ground.facts[member])
        assert isinstance(value, Interval)
        family[place] = value
    if not family:
        raise Absent(name)
    return family


def _fact(slot: str, ground: Ground) -> Value:
    if _lacks(slot, ground):
        raise Absent(slot)
    return value_of(ground.facts[slot])


def _slots(name: str, ground: Ground) -> dict[str, str]:
    """The facts behind a reference that the edition has, by the place that each is of."""
    slot, _, over = name.partition(" of ")
    places = ground.places.get(over, ()) if over else ("",)
    behind = {place: slot.replace("?", place.lower().replace("-", "_")) for place in places}
    return {place: member for place, member in behind.items() if not _lacks(member, ground)}


def _lacks(slot: str, ground: Ground) -> bool:
    fact = ground.facts.get(slot)
    return fact is None or is_absent(fact) or fact.value in NOTHING


def _sentence(name: str, parts: dict[str, Any], line: int) -> Sentence:
    where = f"{FILE}:{line}"
    for key in parts.keys() - {"says", "check", "cases"}:
        raise CopubError(
            f"no part `{key}` in a claim.{nearest(key, ('says', 'check', 'cases'))}", where=where, do="remove it"
        )
    says = parts.get("says", {})
    if set(says) != set(LANGUAGES):
        raise CopubError(f"claim `{name}` does not say what it says", where=where, do="write `says` in both languages")
    if re.search(r"\d", "".join(says.values())):
        raise CopubError(f"claim `{name}` says a number", where=where, do="say it in words: the page has the numbers")
    lines, cases = parts.get("check", {}), parts.get("cases", {})
    by_kind = lines if isinstance(lines, dict) else {"": lines}
    for kind in by_kind.keys() - {"", *KINDS}:
        raise CopubError(f"no kind of source `{kind}`.{nearest(kind, KINDS)}", where=where, do="mend it")
    every_list = [*by_kind.values(), *(some for stories in cases.values() for some in stories.values())]
    if not every_list or not all(every_list):
        raise CopubError(
            f"claim `{name}` has nothing that could fail", where=where, do="write the lines that must hold"
        )
    return Sentence(
        name,
        says,
        line,
        {kind: _checks(some) for kind, some in by_kind.items()},
        {slot: {story: _checks(some) for story, some in stories.items()} for slot, stories in cases.items()},
    )


def _checks(lines: list[str]) -> Checks:
    return tuple(Check.read(line) for line in lines)
