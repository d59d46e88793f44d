"""Which sentences of the book must carry a claim, and whether they do, in both languages alike."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.audit.sentences import FILE, MARK, Sentences, load_sentences, marks_of
from copub.errors import CopubError, nearest
from copub.facts import Fact
from copub.languages.labels import Labels, load_labels
from copub.languages.passages import SHOWN, passages
from copub.languages.slots import SLOT
from copub.project import LANGUAGES

# Lines that hold no sentence: tables, directives and their options, headings, anchors. A card's title is one.
CARD = re.compile(r"^:{3,}\{grid-item-card\}[ \t]+(.+)$")
NOT_PROSE = re.compile(r"^\s*(\||:|#|\([\w.-]+\)=|$)")
SENTENCE = re.compile(r".+?(?:[.!?](?=\s|\x01|$)|[。！？]|$)[”\"）)]*(?:\s*\x01[^\x02]*\x02)*")
HIDDEN = re.compile(r"\x03(\d+)\x04")


@dataclass(frozen=True)
class Written:
    """A sentence as it stands in a page's source: its words, the slots in it, its line and its claims."""

    words: str
    slots: tuple[str, ...]
    line: int
    claims: tuple[str, ...]


def faults_of_claims(root: Path, pages: Iterable[str], facts: Mapping[str, Fact]) -> Iterator[CopubError]:
    """What is wrong with the marks of all pages, and the sentences of `pages` that lack one.

    `facts` are those of the last run, by which a slot's unit is known; without them only words tell.
    """
    sentences, say, used = load_sentences(root), load_labels(root), set()
    texts = {
        (path.relative_to(root / "book" / language).with_suffix("").as_posix(), language): path.read_text("utf-8")
        for language in LANGUAGES
        for path in sorted((root / "book" / language).rglob("*.md"))
    }
    for (page, language), text in texts.items():
        where = f"book/{language}/{page}.md"
        for name, line in marks_of(text):
            used.add(name)
            if name not in sentences.by_id:
                yield CopubError(
                    f"no claim `{name}`.{nearest(name, sentences.by_id)}",
                    where=f"{where}:{line}",
                    do=f"mend the id, or write the claim in {FILE}",
                )
    for page in sorted({page for page, _ in texts}):
        both = {language: texts.get((page, language), "") for language in LANGUAGES}
        # What several kinds of source show alike is said once.
        yield from {str(one): one for kind in SHOWN for one in _of_page(page, both, kind)}.values()
    for name, sentence in sentences.by_id.items():
        if name not in used:
            yield CopubError(
                f"claim `{name}` stands after no sentence",
                where=f"{FILE}:{sentence.line}",
                do=f"write {{claim}}`{name}` after it in both languages, or remove the claim",
            )
    if sentences.by_id:
        yield from _unclaimed(texts, list(pages), sentences, say, facts)


def written(text: str, closing: Iterable[str] = ()) -> list[Written]:
    """The sentences of a page's source; a slot of `closing` holds whole sentences."""
    found, ends = [], set(closing)
    for number, line in enumerate(text.split("\n"), 1):
        title = CARD.match(line)
        if NOT_PROSE.match(line) and not title:
            continue
        slots: list[str] = []

        def hide(slot: re.Match[str], slots: list[str] = slots) -> str:
            slots.append(slot[1])
            return f"\x03{len(slots) - 1}\x04{'.' if slot[1] in ends else ''}"

        masked = SLOT.sub(hide, MARK.sub(lambda mark: f"\x01{mark[1]}\x02", title[1] if title else line))
        # A full stop after a slot that ends with one is the same stop.
        for part in SENTENCE.findall(masked.replace("\x04..", "\x04.").replace("\x04.。", "\x04。")):
            words = re.sub(r"\x01[^\x02]*\x02", "", part).strip()
            if words:
                named = tuple(slots[int(at)] for at in HIDDEN.findall(words))
                claims = tuple(re.findall(r"\x01([^\x02]*)\x02", part))
                found.append(Written(HIDDEN.sub("…", words), named, number, claims))
    return found


def _of_page(page: str, both: Mapping[str, str], kind: str) -> Iterator[CopubError]:
    shown = {
        language: marks_of(passages(text, kind, where=f"book/{language}/{page}.md")) for language, text in both.items()
    }
    for language, marks in shown.items():
        (other,) = set(LANGUAGES) - {language}
        there, times = {name for name, _ in shown[other]}, Counter(name for name, _ in marks)
        for name, line in marks:
            where = f"book/{language}/{page}.md:{line}"
            if name not in there:
                yield CopubError(
                    f"claim `{name}` is not in the other language",
                    where=where,
                    do=f"mark the same sentence in book/{other}/{page}.md, in the same kind of passage",
                )
            if times[name] > 1:
                yield CopubError(
                    f"claim `{name}` stands twice on a page", where=where, do="give each sentence a claim of its own"
                )


def _unclaimed(
    texts: Mapping[tuple[str, str], str],
    pages: list[str],
    sentences: Sentences,
    say: Mapping[str, Labels],
    facts: Mapping[str, Fact],
) -> Iterator[CopubError]:
    chosen = {slot: stories for sentence in sentences.by_id.values() for slot, stories in sentence.cases.items()}
    idle = {(one.page, language, quote) for one in sentences.exempt for language, quote in one.quotes.items()}
    for page in pages:
        for language in LANGUAGES:
            closing = {
                slot for slot, stories in chosen.items() if say[language](f"phrase.{next(iter(stories))}")[-1] in ".。"
            }
            quotes = {quote for where, spoken, quote in idle if (where, spoken) == (page, language)}
            for one in written(texts.get((page, language), ""), closing):
                exempt = {quote for quote in quotes if quote in one.words}
                idle -= {(page, language, quote) for quote in exempt}
                if not one.claims and not exempt and (why := _demand(one, language, chosen, facts)):
                    yield CopubError(
                        f"`{why}` without a claim: {one.words[:60]}",
                        where=f"book/{language}/{page}.md:{one.line}",
                        do=f"write the claim in {FILE} and {{claim}}`id` after the sentence, or exempt it there with a reason",
                    )
    for page, language, quote in sorted(idle):
        yield CopubError(
            f"no sentence without a claim says `{quote}` on `{page}`",
            where=f"{FILE} (exempt, {language})",
            do="mend the words, or remove the exemption",
        )


def _demand(one: Written, language: str, chosen: Mapping[str, object], facts: Mapping[str, Fact]) -> str:
    """What in the sentence asks for a claim: a slot's name, or a word; empty if nothing does."""
    rules = _rules()
    slots = [slot for slot in one.slots if slot in chosen or (slot in facts and facts[slot].unit in rules["units"])]
    expression = "|".join(rules["words"][language])
    word = re.search(rf"\b(?:{expression})\b" if language == "en" else expression, one.words, re.IGNORECASE)
    return slots[0] if slots else word[0] if word else ""


@cache
def _rules() -> Any:
    return marked_yaml.load(Path(__file__).with_name("claimed.yml"))[0]
