"""Claims on a page: the `claim` role, the mark of a checked sentence, and the `sentences` directive, the list of them all.

The mark stands after its sentence, {claim}`global-output.world`, at the anchor `claim-global-output.world`, and leads to the same anchor of
the page `audit`, when the report has one. A sign tells the verdict; a sentence that does not hold is called so in words.
"""

from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from copub.audit.sentences import FILE, Shown, judge_shown
from copub.audit.wording import MARKS
from copub.errors import CopubError, nearest
from copub.publish.extension.build import code, folded
from copub.publish.extension.material import Material, complain, material_of

SIGNS = {"holds": MARKS[True], "fails": MARKS[False], "untold": MARKS[None]}
ATTRIBUTE = "copub_sentences"
AUDIT = "audit"


class ClaimRole(SphinxRole):
    """The mark of one claim. An unknown claim is refused with the nearest."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The mark, in words for who does not see it."""
        material, known = material_of(self.env), sentences_of(self.env.app)
        shown = known.get(self.text)
        if shown is None:
            where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
            do = f"mend the id, or write the claim in {FILE}"
            complain(CopubError(f"no claim `{self.text}`.{nearest(self.text, known)}", where=where, do=do))
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
        mark = f'<span class="claim claim-{verdict}" id="claim-{self.text}">{sign}</span>'
        return [nodes.raw("", mark, format="html")], []


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
            made.append(nodes.rubric("", "", _title(page, self.env.docname)))
            listed = nodes.definition_list(classes=["sentences"])
            listed += [self._item(shown, material) for shown in every if _home(shown) == page]
            made.append(listed)
        return made

    def _item(self, shown: Shown, material: Material) -> nodes.definition_list_item:
        language, word = material.language, material.word
        verdict, name = shown.verdict, shown.sentence.id
        head = nodes.term("", f"{SIGNS[verdict.verdict]} {shown.sentence.says[language]}", ids=[f"claim-{name}"])
        back = nodes.paragraph("", word("claim.stands"))
        for page in dict.fromkeys(page for page, _ in shown.places):
            link = nodes.reference("", "", nodes.Text(name), refuri=f"{_beside(self.env.app, self.env.docname, page)}#claim-{name}")
            back += [nodes.Text(" "), link, nodes.Text(" "), nodes.inline("", "", _title(page, self.env.docname))]
        told = nodes.paragraph("", word(f"claim.{verdict.verdict}"))
        lines = code("\n".join(verdict.working)) or [nodes.paragraph("", verdict.reason[language])]
        body = [told, *folded(word("claim.working"), lines, css="claim-working"), back]
        return nodes.definition_list_item("", head, nodes.definition("", *body))


def sentences_of(app: Sphinx) -> dict[str, Shown]:
    """The claims of the running build by their id."""
    found: dict[str, Shown] = getattr(app, ATTRIBUTE)
    return found


def _home(shown: Shown) -> str:
    """The page of the claim's own section, or the first that shows it."""
    own = shown.sentence.id.split(".")[0]
    return own if own in {page for page, _ in shown.places} else shown.places[0][0]


def _title(page: str, here: str) -> nodes.Node:
    """The title of a page, known when all pages are read."""
    target = f"/{here.rpartition('/')[0]}/{page}".replace("//", "/")
    return addnodes.pending_xref(
        "", nodes.inline("", page), refdomain="std", reftype="doc", reftarget=target, refexplicit=False, refwarn=True, refdoc=here
    )  # fmt: skip


def _beside(app: Sphinx, here: str, page: str) -> str:
    """The address of a page of the same language, as seen from `here`."""
    folder = here.rpartition("/")[0]
    return str(app.builder.get_relative_uri(here, f"{folder}/{page}" if folder else page))


def _address(app: Sphinx, here: str, page: str) -> str:
    """As `_beside`, or nothing where the report has no such page."""
    folder = here.rpartition("/")[0]
    found = (f"{folder}/{page}" if folder else page) in app.env.found_docs
    return _beside(app, here, page) if found else ""


def register(app: Sphinx) -> None:
    """Judge the sentences when the material is there, before any page is read."""
    app.connect("builder-inited", _judge, priority=200)
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
