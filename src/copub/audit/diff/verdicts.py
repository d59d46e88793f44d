"""Which verdicts flipped: every judge of sentences is asked about both sides."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from copub.audit.claims import FILE, Text, load_claims
from copub.audit.diff.sides import Side
from copub.audit.edition import against_edition
from copub.audit.sentences import ground, judge, load_sentences


@dataclass(frozen=True)
class Judged:
    """A sentence by its id, its verdict, and the facts that were asked."""

    id: str
    text: Text
    verdict: str
    asked: Collection[str]


@dataclass(frozen=True)
class Flip:
    """A sentence whose verdict is another one on the later side."""

    id: str
    text: Text
    before: str
    after: str


def of_reports(root: Path, side: Side) -> Iterator[Judged]:
    """What the source reports say, against the facts of an edition; nothing where the project has no claims."""
    if not (root / FILE).is_file():
        return
    claims = load_claims(root)
    for claim in claims.by_id.values():
        asked = {name for check in claim.data for name in check.references.values()}
        yield Judged(claim.id, claim.text, against_edition(claim, claims, side.facts).verdict, asked)


def of_the_book(root: Path, side: Side) -> Iterator[Judged]:
    """What the book itself says, of the facts of an edition."""
    standing = ground(root, side.facts, side.desk.parameters, side.corpus)
    for sentence in load_sentences(root).by_id.values():
        verdict = judge(sentence, standing)
        yield Judged(sentence.id, sentence.says, verdict.verdict, verdict.rests_on)


JUDGES: tuple[Callable[[Path, Side], Iterator[Judged]], ...] = (of_reports, of_the_book)
"""Each gives the verdicts on its sentences, under ids of its own."""


def flips(root: Path, a: Side, b: Side, *, but: Collection[str]) -> tuple[Flip, ...]:
    """The sentences whose verdict differs between the sides `a` and `b`, leaving out those that ask for one of the facts `but`."""
    return tuple(
        Flip(now.id, now.text, was.verdict, now.verdict)
        for judge in JUDGES
        for was, now in zip(judge(root, a), judge(root, b), strict=True)
        if was.verdict != now.verdict and not set(now.asked) & set(but)
    )
