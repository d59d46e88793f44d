"""The `chart` directive: a figure in the page's language, light and dark, wide and narrow, with its caption, source, data and workings.

:::{chart} global-output_world
:alt: Works a year, rising from {{ global-output.works_2003 | about }} to {{ global-output.works_2022 | about }}
The caption, in Markdown.
:::
"""

import re
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from copub.errors import CopubError, nearest
from copub.publish.extension.links import to_site
from copub.publish.extension.material import Material, complain, material_of
from copub.publish.files import copy_tree

log = logging.getLogger(__name__)
SIZE = re.compile(r'<svg\b[^>]*?\bviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', re.DOTALL)


class chart(nodes.General, nodes.Element):
    """A figure of the report; its children are the caption."""


class ChartDirective(SphinxDirective):
    """See the head of this module. Refuses a figure that no notebook draws and an empty `alt`."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """One chart node, its caption parsed."""
        name, alt = self.arguments[0].strip(), " ".join(self.options.get("alt", "").split())
        material = material_of(self.env)
        where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
        try:
            _check(name, alt, material, where)
            sources = [material.say(f"source.{source}") for source in material.figures[name]["sources"]]
        except CopubError as error:
            complain(error, where=where)
            return []
        node = chart(names=[name], ids=[name], figure=name, alt=alt, sources=sources)
        self.set_source_info(node)
        self.state.document.note_explicit_target(node)
        node += self.parse_content_to_nodes()
        return [node]


def _check(name: str, alt: str, material: Material, where: str) -> None:
    if name not in material.figures:
        raise CopubError(
            f"no figure `{name}`.{nearest(name, material.figures)}",
            where=where,
            do="mend the name, or draw the figure in a notebook",
        )
    if not alt:
        raise CopubError(f"figure `{name}` has no `:alt:`", where=where, do="say in words what the figure shows")


def size_of(svg: Path) -> tuple[int, int]:
    """Width and height of a drawing, in its own units; lets the page keep the place before the image has come."""
    match = SIZE.search(svg.read_text(encoding="utf-8")[:2000])
    if match is None:
        raise CopubError("the drawing has no viewBox", where=str(svg), do="draw it again with `copub run`")
    return round(float(match[1])), round(float(match[2]))


def _visit(translator: Any, node: chart) -> None:
    app, material = translator.builder.app, material_of(translator.builder.app)
    up, name, alt = to_site(app, translator.builder.current_docname), node["figure"], escape(node["alt"])
    folder = material.run / "figures" / material.language
    wide, narrow = ('width="{}" height="{}"'.format(*size_of(folder / f"{name}{twin}.svg")) for twin in ("", ".narrow"))
    address = f"{up}figures/{material.language}/{name}"
    pictures = "".join(
        f'<picture><source media="(max-width: 600px)" srcset="{address}.narrow{ground}.svg" {narrow}>'
        f'<img class="in-{mode}" src="{address}{ground}.svg" alt="{alt}" {wide} loading="lazy"></picture>'
        for mode, ground in (("light", ""), ("dark", ".dark"))
    )
    translator.body.append(f'<figure class="chart" id="{name}">{pictures}<figcaption>')


def _depart(translator: Any, node: chart) -> None:
    app, material = translator.builder.app, material_of(translator.builder.app)
    up, name, word = to_site(app, translator.builder.current_docname), node["figure"], material.word
    section = material.figures[name]["section"]
    links = [(f"data/{name}.csv", "figure.data"), (f"figures/{material.language}/{name}.svg", "figure.image")]
    if app.config.copub_workings:
        links.insert(1, (f"workings/{section}.html", "figure.workings"))
    anchors = " · ".join(f'<a href="{up}{path}">{escape(word(label))}</a>' for path, label in links)
    sources = escape(word("figure.and").join(node["sources"]))
    if str(PurePosixPath(translator.builder.current_docname).with_name("data-sources")) in app.env.found_docs:
        # What the sources count and leave out stands beside every use of them, one step away.
        sources = f'<a href="data-sources.html">{sources}</a>'
    translator.body.append(
        f'<p class="chart-links">{escape(word("figure.source"))} {sources} · {anchors}</p></figcaption></figure>\n'
    )


def _copy_assets(app: Sphinx, exception: Exception | None) -> None:
    """A book that stands alone carries its figures and data; in the press they lie beside both languages."""
    if exception is None and not app.config.copub_assets and app.builder.format == "html":
        for folder in ("figures", "data"):
            copy_tree(material_of(app).run / folder, Path(app.outdir) / folder)


def register(app: Sphinx) -> None:
    """Register node, directive and the copying of assets."""
    app.add_node(chart, html=(_visit, _depart))
    app.add_directive("chart", ChartDirective)
    app.connect("build-finished", _copy_assets)
