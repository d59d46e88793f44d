"""The glossary page and the `term` role that leads to it: {term}`full-counting`, {term}`whole counts <full-counting>`."""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from copub.errors import CopubError, nearest
from copub.publish.extension.material import complain, material_of
from copub.publish.words import words


class GlossaryList(SphinxDirective):
    """All terms under anchors `term-<id>`: this language's word and meaning, then the other's."""

    def run(self) -> list[nodes.Node]:
        """A definition list in the order of the glossary."""
        material = material_of(self.env)
        here, there = material.language, "zh" if material.language == "en" else "en"
        made = nodes.definition_list(classes=["glossary-list"])
        for term in material.terms.values():
            anchor = f"term-{term.id}"
            head = nodes.term("", getattr(term, here), ids=[anchor], names=[anchor])
            head += nodes.inline("", f" {getattr(term, there)}", classes=["twin"], lang=words(there)("language.code"))
            self.state.document.note_explicit_target(head)
            twin = nodes.container(classes=["twin"])
            twin += self.parse_text_to_nodes(getattr(term, f"meaning_{there}"))
            meaning = nodes.definition("", *self.parse_text_to_nodes(getattr(term, f"meaning_{here}")), twin)
            made += nodes.definition_list_item("", head, meaning)
        return [made]


class TermRole(ReferenceRole):
    """A link to a term of the glossary, in the page's language. An unknown term is refused with the nearest."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A reference that Sphinx resolves to the glossary page."""
        material = material_of(self.env)
        term = material.terms.get(self.target)
        if term is None:
            where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
            complain(
                CopubError(
                    f"no term `{self.target}`.{nearest(self.target, material.terms)}",
                    where=where,
                    do="mend the id, or add the term to book/glossary.yml",
                )
            )
            return [nodes.Text(self.title)], []
        shown = self.title if self.has_explicit_title else getattr(term, material.language)
        reference = addnodes.pending_xref(
            "", nodes.inline("", shown, classes=["term"]), refdomain="std", reftype="ref", reftarget=f"term-{term.id}",
            refexplicit=True, refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        self.set_source_info(reference)
        return [reference], []


def register(app: Sphinx) -> None:
    """Register the directive; the role takes the place of Sphinx's own."""
    app.add_directive("glossary-list", GlossaryList)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
