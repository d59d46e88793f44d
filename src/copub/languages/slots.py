"""Slots: the named places in a page's prose where a fact stands.

`{{ global-output.share_2022 }}` dresses the fact by its unit; `{{ global-output.total_2022 | about }}` asks for another dress:

=========== =====================================================================================
about       three digits with a word: `3.34 million`, `334万` (works)
whole       no decimals: `23%` (share)
fine        two decimals: `1.86%` (share)
size        without the sign: `2.6 percentage points` of a fall (points, share, works)
signed      the number alone with its sign, `+2.9`, for a table whose head says percentage points (points)
short       the name as on an axis, without an article (place)
=========== =====================================================================================

A band `[low, high]` is written `low–high`. A fact of unit `phrase` is a label chosen by the data; its text may hold slots of its own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from copub.errors import CopubError, nearest
from copub.facts import ABSENT, Fact
from copub.languages import numbers
from copub.languages.labels import Labels

SLOT = re.compile(r"\{\{\s*([^{}|\s]+)\s*(?:\|\s*([^{}\s]*)\s*)?\}\}")
STYLES = {
    "works": {"about", "size"},
    "share": {"whole", "fine", "size"},
    "points": {"signed", "size"},
    "place": {"short"},
    "places": {"short"},
}


def slots_of(text: str) -> list[tuple[str, int]]:
    """Every slot's name and the line (from 1) it stands on."""
    return [(match[1], text.count("\n", 0, match.start()) + 1) for match in SLOT.finditer(text)]


Mark = Callable[[Fact, str], str]


def unmarked(fact: Fact, text: str) -> str:
    """A dressed fact as it is."""
    return text


def fill(text: str, facts: Mapping[str, Fact], say: Labels, *, where: str, mark: Mark = unmarked) -> str:
    """`text` with every slot replaced by its fact, dressed for the language of `say`.

    `where` names the file; errors add the line. `mark` is given each fact with its dressed text and gives what stands on the page; of
    words with slots of their own, it sees the inner ones first. Raises `CopubError` for an unknown slot (with the nearest name) or style.
    """

    def one(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        name, style = match[1], match[2]
        if name not in facts:
            raise CopubError(
                f"no fact `{name}`.{nearest(name, facts)}",
                where=f"{where}:{line}",
                do="mend the slot, or record the fact in the section's notebook",
            )
        fact = facts[name]
        return mark(fact, dress(fact, style, facts, say, where=f"{where}:{line}", mark=mark))

    return SLOT.sub(one, text)


def dress(
    fact: Fact, style: str | None, facts: Mapping[str, Fact], say: Labels, *, where: str, mark: Mark = unmarked
) -> str:
    """One fact in words of the language of `say`; where the fact is the reason of an absence, no style applies.

    `mark` is for the facts inside its words.
    """
    if fact.unit == "phrase" and str(fact.value).startswith(ABSENT):
        style = None
    if style is not None and style not in STYLES.get(fact.unit, set()):
        known = sorted(STYLES.get(fact.unit, set()))
        raise CopubError(
            f"`{fact.slot}` is of unit `{fact.unit}` and has no style `{style}`.{nearest(style, known)}",
            where=where,
            do=f"use {', '.join(known)}" if known else "use the slot without a style",
        )
    language, value = say.language, fact.value
    group = "field" if fact.unit == "field" else "place" if style == "short" else "place_in_sentence"
    if isinstance(value, list) and fact.unit != "places":
        return "–".join(dress(replace(fact, value=end), style, facts, say, where=where) for end in value)
    if isinstance(value, list):
        return numbers.listed([say(f"{group}.{code}") for code in value], language)
    if isinstance(value, str):
        if fact.unit == "phrase":
            return fill(say(f"phrase.{value}"), facts, say, where=f"{where} (label phrase.{value})", mark=mark)
        word = say(f"{group}.{value}")
        # A field's name begins like any noun inside a sentence.
        return word[0].lower() + word[1:] if fact.unit == "field" else word
    number = abs(value) if style == "size" else value
    match fact.unit:
        case "works":
            return numbers.about(number, language) if style == "about" else numbers.exact(number, language)
        case "share":
            return numbers.percent(number, decimals={"whole": 0, "fine": 2}.get(style or "", 1))
        case "points":
            return numbers.signed(number * 100) if style == "signed" else numbers.points(number, language)
        case "ratio" | "index" | "mean":
            return numbers.exact(number, language, decimals=2)
        case "number" | "rank":
            return numbers.exact(number, language)
    return str(number)  # a year
