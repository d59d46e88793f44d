"""Marks around the numbers of a page: put in when slots are filled, they become links to passports once the page is parsed.

A mark is one character that no text uses, whose place in Unicode says which fact it is; it does not disturb the Markdown around it.
Where no link can stand, in a heading, in another link, in code, the marks are taken out again.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from copub.facts import Fact
from copub.languages.labels import Labels
from copub.languages.slots import SLOT
from copub.publish.extension.material import material_of

FIRST, LAST, END = 0xF0000, 0xFFFFD, chr(0x100000)
BEGIN = f"[{chr(FIRST)}-{chr(LAST)}]"
MARKS = re.compile(f"{BEGIN}|{END}")
PIECES = re.compile(f"({BEGIN})([^{END}{chr(FIRST)}-{chr(LAST)}]*){END}|({BEGIN})")
# A heading, or an option of a directive: its text becomes part of an address or of an attribute.
PLAIN = re.compile(r"^\s*(#{1,6} |:[\w-]+: )")
# Words up to this length are a link themselves; a sentence has a small one at its end.
SHORT = 20
UNLINKED = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw, nodes.term)


class Marking:
    """Which mark stands for which fact."""

    def __init__(self, facts: Mapping[str, Fact], say: Labels) -> None:
        self.slots = list(facts)
        self._number = {slot: number for number, slot in enumerate(self.slots)}
        self._say = say

    def mark(self, fact: Fact, text: str) -> str:
        """A dressed fact with marks around it; a sentence chosen by the data has one at its end."""
        begin = chr(FIRST + self._number[fact.slot])
        return text + begin if self._is_sentence(fact) else begin + text + END

    def slot(self, begin: str) -> str:
        """The fact that a mark stands for."""
        return self.slots[ord(begin) - FIRST]

    def _is_sentence(self, fact: Fact) -> bool:
        words = self._say(f"phrase.{fact.value}") if fact.unit == "phrase" else ""
        return bool(SLOT.search(words)) or len(words) > SHORT


def unmarked(text: str) -> str:
    """The text without marks."""
    return MARKS.sub("", text)


def in_options(text: str) -> str:
    """The text of a page without marks in headings and in options of directives."""
    return "\n".join(unmarked(line) if PLAIN.match(line) else line for line in text.split("\n"))


def register(app: Sphinx) -> None:
    """Take marks out where no link can stand, before anything else looks at the page, and make links of the others when it is written."""
    app.connect("doctree-read", _take_out, priority=50)
    app.connect("html-page-context", _link)


def _take_out(app: Sphinx, doctree: nodes.document) -> None:
    for text in [one for one in doctree.findall(nodes.Text) if MARKS.search(one)]:
        around = text.parent
        while around is not None and not isinstance(around, UNLINKED):
            around = around.parent
        if around is not None:
            text.parent.replace(text, nodes.Text(unmarked(text)))


def _link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """A text stays one text until here, so that the search finds words that reach over the edge of a link."""
    if doctree is None:
        return
    material = material_of(app)
    marking = Marking(material.facts, material.say)
    opens, why = (escape(material.word(f"passport.{name}")) for name in ("opens", "words"))

    def link(match: re.Match[str]) -> str:
        section, _, name = marking.slot(match[1] or match[3]).partition(".")
        href = f"passports-{section}{app.builder.get_target_uri('')}#fact-{name}"
        if match[1]:
            return f'<a class="fact" href="{href}" title="{opens}">{match[2]}</a>'
        return f'<a class="fact words" href="{href}" aria-label="{why}" title="{why}"></a>'

    context["body"] = PIECES.sub(link, context["body"])
