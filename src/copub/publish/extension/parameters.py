"""The `parameter-box` directive: what the page's notebook was given by the edition."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.editions import RELEASES
from copub.errors import CopubError
from copub.publish.extension.build import folded
from copub.publish.extension.material import Material, complain, material_of


class ParameterBox(SphinxDirective):
    """A folded table of parameter names, their words and values; the section is the page's own name.

    Where records take the place of releases of public tables, the corpus stands for them, once.
    """

    def run(self) -> list[nodes.Node]:
        """The box, empty of what the page's notebook does not take."""
        material = material_of(self.env)
        section = self.env.docname.rsplit("/", 1)[-1]
        given = {**material.edition["parameters"], "corpus": material.edition["corpus"]}
        names = dict.fromkeys(
            "corpus" if name in RELEASES and material.kind == "records" else name
            for name in material.edition["sections"].get(section, [])
        )
        try:
            rows = [(material.say(f"parameter.{name}"), _shown(given[name], material)) for name in names]
        except CopubError as error:
            complain(error, where=f"{self.env.doc2path(self.env.docname)}:{self.lineno}")
            return []
        items = nodes.definition_list(classes=["parameters"])
        for label, value in rows:
            items += nodes.definition_list_item(
                "", nodes.term("", label), nodes.definition("", nodes.paragraph("", value))
            )
        title = material.edition["title"][material.language]
        edition = nodes.paragraph("", f"{material.word('parameters.edition')} {title}")
        return folded(material.word("parameters.title"), [edition, items], css="parameter-box")


def _shown(value: Any, material: Material) -> str:
    """A value in words: codes of places by their names, a window of years as `2018–2022`."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(year, int) for year in value):
        return f"{value[0]}–{value[1]}"
    if isinstance(value, list):
        return material.word("figure.and").join(_shown(one, material) for one in value)
    label = f"place.{value}"
    return material.say(label) if label in material.say else str(value)


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("parameter-box", ParameterBox)
