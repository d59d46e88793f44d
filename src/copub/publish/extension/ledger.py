"""The `ledger` directive: parts of the ledger of the source reports' claims, `{ledger} claims`, in the page's language."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from copub.audit.claims import FILE
from copub.audit.page import FOLDER, PARTS, part_of
from copub.errors import CopubError, nearest
from copub.publish.extension.material import complain, material_of

CSS = "ledger"


class LedgerPart(SphinxDirective):
    """One of `PARTS`, made from the claims and the facts of the edition when the page is built."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The part; a warning for one that there is not, and in a project that has no claims."""
        material, part = material_of(self.env), self.arguments[0]
        where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
        if part not in PARTS:
            complain(
                CopubError(
                    f"the ledger has no part `{part}`.{nearest(part, PARTS)}",
                    where=where,
                    do=f"use {', '.join(PARTS)}",
                )
            )
            return []
        if material.ledger is None:
            complain(CopubError("there are no claims to show", where=where, do=f"write {FILE}"))
            return []
        self.env.note_dependency(str(material.root / FILE))
        return [nodes.raw("", part_of(material.ledger, part, [material.language]), format="html", classes=[CSS])]


def register(app: Sphinx) -> None:
    """Register the directive, and its style and script for the pages that use it."""
    app.add_directive("ledger", LedgerPart)
    app.connect("config-inited", _bring)
    app.connect("html-page-context", _dress)


def _bring(app: Sphinx, config: Config) -> None:
    config.html_static_path = [*config.html_static_path, str(FOLDER / "ledger.css"), str(FOLDER / "ledger.js")]


def _dress(app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is not None and any(CSS in node["classes"] for node in doctree.findall(nodes.raw)):
        app.add_css_file("ledger.css", priority=900)
        app.add_js_file("ledger.js")
