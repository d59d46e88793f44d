"""Claims on a page: the `claim` role, the mark of a checked sentence, and the `sentences` directive, the list of them all.

The mark stands after its sentence, {claim}`global-output.world`, at the anchor `claim-global-output.world`, and leads to the same anchor of
the page `audit`, when the report has one. A sign tells the verdict; a sentence that does not hold is called so in words.
"""

import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from copub.audit.sentences import FILE, Shown, judge_shown, load_sentences
from copub.audit.wording import MARKS
from copub.errors import CopubError, nearest
from copub.publish.extension.build import code, folded
from copub.publish.extension.material import Material, complain, material_of

SIGNS = {"holds": MARKS[True], "fails": MARKS[False], "untold": MARKS[None]}
ATTRIBUTE = "copub_sentences"
AUDIT = "audit"
# What keeps a mark on the line of its sentence: a narrow space, or nothing at all after Chinese signs.
GLUE = {"en": "\N{NARROW NO-BREAK SPACE}", "zh": "\N{WORD JOINER}"}


class ClaimRole(SphinxRole):
    """The mark of one claim. An unknown claim is refused with the nearest."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The mark, in words for who does not see it."""
        material, known = material_of(self.env), sentences_of(self.env.app)
        shown = known.get(self.text)
        if shown is None:
            where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
            do = f"mend the id, or write the claim in {FILE}"
            written = load_sentences(material.root).by_id
            complain(CopubError(f"no claim `{self.text}`.{nearest(self.text, written)}", where=where, do=do))
            return [], []
        verdict, word = shown.verdict.verdict, material.word
        told = word("claim.checked") + word(f"claim.{verdict}") + word("claim.stop")
        told = escape(told + shown.sentence.says[material.language], quote=True)
        sign = SIGNS[verdict] + (f" {word('claim.unsupported')}" if verdict == "fails" else "")
        address = _address(self.env.app, self.env.docname, AUDIT)
        if address:
            sign = f'<a href="{address}#claim-{self.text}" title="{told}" aria-label="{told}">{sign}</a>'
        else:
            sign = f'<span role="img" title="{told}" aria-label="{told}">{sign}</span>'
        glue = GLUE[material.language]
        mark = f'<span class="claim claim-{verdict}" id="claim-{self.text}">{glue}{sign}</span>'
        return [nodes.raw("", mark, format="html", classes=["claim"])], []


class SentencesList(SphinxDirective):
    """Every claim that the edition shows, by page, at the anchor `claim-<id>`: what it says, its verdict and why, the way back."""

    def run(self) -> list[nodes.Node]:
        """How many hold, and the claims under the titles of their pages."""
        material, every = material_of(self.env), list(sentences_of(self.env.app).values())
        text = material.word("claim.count").replace("SENTENCES", str(len(every)))
        for verdict in SIGNS:
            count = sum(shown.verdict.verdict == verdict for shown in every)
            text = text.replace(verdict.upper(), str(count))
        made: list[nodes.Node] = [nodes.paragraph("", text)]
        for page in dict.fromkeys(_home(shown) for shown in every):
            made.append(nodes.rubric("", _title(self.env.app, self.env.docname, page)))
            listed = nodes.definition_list(classes=["sentences"])
            listed += [self._item(shown, material) for shown in every if _home(shown) == page]
            made.append(listed)
        return made

    def _item(self, shown: Shown, material: Material) -> nodes.definition_list_item:
        app, here, word = self.env.app, self.env.docname, material.word
        verdict, name = shown.verdict, shown.sentence.id
        head = nodes.term("", f"{SIGNS[verdict.verdict]} {shown.sentence.says[material.language]}")
        head["ids"].append(f"claim-{name}")
        lines = code("\n".join(map(str, verdict.working))) or [nodes.paragraph("", verdict.reason[material.language])]
        told = folded(word("claim.checked") + word(f"claim.{verdict.verdict}"), lines, css="claim-working")
        back = nodes.paragraph("", word("claim.stands"))
        for number, page in enumerate(dict.fromkeys(page for page, _ in shown.places)):
            address = f"{_address(app, here, page)}#claim-{name}"
            back += nodes.Text(word("claim.also") if number else "")
            back += nodes.reference("", _title(app, here, page), refuri=address)
        return nodes.definition_list_item("", head, nodes.definition("", *told, back))


def sentences_of(app: Sphinx) -> dict[str, Shown]:
    """The claims of the running build by their id."""
    found: dict[str, Shown] = getattr(app, ATTRIBUTE)
    return found


def _home(shown: Shown) -> str:
    """The page of the claim's own section, or the first that shows it."""
    own = shown.sentence.id.split(".")[0]
    return own if own in {page for page, _ in shown.places} else shown.places[0][0]


def _beside(here: str, page: str) -> str:
    """The document of a page of the same language as `here`."""
    folder = here.rpartition("/")[0]
    return f"{folder}/{page}" if folder else page


def _title(app: Sphinx, here: str, page: str) -> str:
    """The heading that a page opens with."""
    text = Path(app.env.doc2path(_beside(here, page))).read_text(encoding="utf-8")
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else page


def _address(app: Sphinx, here: str, page: str) -> str:
    """The way from `here` to a page, or nothing where the report has no such page."""
    there = _beside(here, page)
    return str(app.builder.get_relative_uri(here, there)) if there in app.env.found_docs else ""


def register(app: Sphinx) -> None:
    """Judge the sentences when the material is there, before any page is read."""
    app.connect("builder-inited", _judge, priority=200)
    app.connect("doctree-read", _draw_near)
    app.add_role("claim", ClaimRole())
    app.add_directive("sentences", SentencesList)


def _judge(app: Sphinx) -> None:
    material = material_of(app)
    try:
        shown = judge_shown(material.root, material.run)
    except CopubError as error:
        complain(error)
        shown = []
    setattr(app, ATTRIBUTE, {one.sentence.id: one for one in shown})


def _draw_near(app: Sphinx, doctree: nodes.document) -> None:
    """Take away the space before a mark, where a line could break."""
    for mark in list(doctree.findall(nodes.raw)):
        at = mark.parent.index(mark)
        if "claim" in mark["classes"] and at and isinstance(mark.parent[at - 1], nodes.Text):
            mark.parent[at - 1] = nodes.Text(mark.parent[at - 1].astext().rstrip())
