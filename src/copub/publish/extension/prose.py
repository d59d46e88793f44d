"""Prose: slots are filled before the Markdown is parsed, and what Markdown left unparsed is found afterwards."""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from copub.errors import CopubError, nearest
from copub.languages.passages import passages
from copub.languages.slots import fill, slots_of
from copub.publish.extension.links import SiteRole
from copub.publish.extension.marks import Marking, in_options
from copub.publish.extension.material import complain, material_of

DO = "mend the slot, or record the fact in the section's notebook"


def register(app: Sphinx) -> None:
    """Fill slots when a source is read; a role leads to files of the site."""
    app.add_role("site", SiteRole())
    app.connect("source-read", _fill)
    app.connect("doctree-read", _find_open_emphasis)
    # Before Sphinx collects the contents of the page, at priority 500.
    app.connect("doctree-read", _put_labels_first, priority=100)


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    path = Path(str(app.env.doc2path(docname)))
    # The workings are notebooks: what looks like a slot there is code.
    if path.suffix != ".md":
        return
    material = material_of(app)
    try:
        source[0] = passages(source[0], material.kind, where=str(path))
    except CopubError as slip:
        complain(slip)
        return
    unknown = [
        CopubError(f"no fact `{name}`.{nearest(name, material.facts)}", where=f"{path}:{line}", do=DO)
        for name, line in slots_of(source[0])
        if name not in material.facts
    ]
    for error in unknown:
        complain(error)
    if unknown:
        return
    try:
        mark = Marking(material.facts, material.say).mark
        source[0] = in_options(fill(source[0], material.facts, material.say, where=str(path), mark=mark))
    except CopubError as error:
        complain(error)


def _find_open_emphasis(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse `**` that a reader would see: Markdown closes no emphasis between a sign and a Chinese character."""
    for text in doctree.findall(nodes.Text):
        if "**" in text.astext() and not isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.raw):
            at = text.parent
            while at is not None and at.line is None:
                at = at.parent
            where = f"{app.env.doc2path(app.env.docname)}:{at.line if at is not None else 1}"
            start = text.astext().index("**")
            shown = text.astext()[start : start + 30]
            complain(
                CopubError(f"`{shown}` stays as it is written", where=where, do="move the sign outside the bold words")
            )


def _put_labels_first(app: Sphinx, doctree: nodes.document) -> None:
    """Let a section's address be its label, `(sec-x)=`, which both languages share, not its heading, which they do not."""
    labels = {identifier for name, identifier in doctree.nameids.items() if doctree.nametypes.get(name)}
    for section in doctree.findall(nodes.section):
        section["ids"].sort(key=lambda identifier: identifier not in labels)
