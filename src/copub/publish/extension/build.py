"""Small makers of document nodes shared by the generated pages."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


def section(directive: SphinxDirective, anchor: str, title: str) -> nodes.section:
    """A section with a heading that the page's contents list and that `[](#anchor)` reaches."""
    node = nodes.section(ids=[anchor], names=[anchor])
    directive.set_source_info(node)
    node += nodes.title(title, title)
    directive.state.document.note_explicit_target(node)
    return node


def fields(rows: list[tuple[str, list[nodes.Node]]]) -> nodes.definition_list:
    """Names with their contents, as a definition list."""
    made = nodes.definition_list(classes=["card-fields"])
    for name, content in rows:
        made += nodes.definition_list_item("", nodes.term("", name), nodes.definition("", *content))
    return made


def plain(text: str) -> list[nodes.Node]:
    """Text as one paragraph, not parsed."""
    return [nodes.paragraph("", "", nodes.Text(" ".join(text.split())))]


def bullets(texts: Iterable[str]) -> nodes.bullet_list:
    """Short texts, not parsed, one under another."""
    return nodes.bullet_list("", *(nodes.list_item("", *plain(text)) for text in texts))


def code(text: str) -> list[nodes.Node]:
    """A short formula or name in code letters, line by line."""
    return [nodes.paragraph("", "", nodes.literal("", line.strip())) for line in text.strip().splitlines()]


def folded(summary: str, content: list[nodes.Node], *, css: str) -> list[nodes.Node]:
    """Content that opens on a click."""
    opening = nodes.raw("", f'<details class="{css}"><summary>{summary}</summary>', format="html")
    return [opening, *content, nodes.raw("", "</details>", format="html")]
