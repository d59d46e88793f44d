"""The `second-count` directive: how many facts of each section a second count finds again, and those that it does not."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.languages.numbers import exact
from copub.publish.extension.build import plain
from copub.publish.extension.material import Material, material_of
from copub.publish.verifying import verified
from copub.recount.agreement import EDITION

NUMBERS = ("facts", "agree", "cells")
COLUMNS = ("section", *NUMBERS, "files")
WIDTHS = (30, 12, 12, 16, 30)


class SecondCount(SphinxDirective):
    """A sentence, a table with a row a section, and a line for each fact on which the two counts differ."""

    def run(self) -> list[nodes.Node]:
        """The second count of the run that the pages are made of."""
        material = material_of(self.env)
        self.env.note_dependency(str(material.run / "edition.json"))
        found = verified(material.root, material.run)
        language = material.language
        differing = found["facts"] - found["agree"]
        numbers = {"FACTS": found["facts"], "AGREE": found["agree"], "DIFFER": differing}
        said = material.word("verified.some" if differing else "verified.all")
        for name, number in numbers.items():
            said = said.replace(name, exact(number, language))
        made: list[nodes.Node] = [*plain(said), self._table(found["sections"], material)]
        if differing:
            lines = [_line(one, material) for one in found["disagreements"]]
            made.append(nodes.bullet_list("", *lines, classes=["disagreements"]))
        return made

    def _table(self, sections: list[dict[str, Any]], material: Material) -> nodes.table:
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in WIDTHS), cols=len(COLUMNS))
        heads = [plain(material.word(f"verified.{name}")) for name in COLUMNS]
        group += nodes.thead("", _row(heads))
        group += nodes.tbody("", *(_row(self._cells(one, material)) for one in sections))
        return nodes.table("", group, classes=["second-count"])

    def _cells(self, one: dict[str, Any], material: Material) -> list[list[nodes.Node]]:
        numbers = [plain(exact(one[name], material.language)) for name in NUMBERS]
        names = material.word("verified.list").join(
            Path(file).name.removesuffix(".gz").removesuffix(".csv") for file in one["files"]
        )
        return [self._title(one["section"], material), *numbers, plain(names)]

    def _title(self, section: str, material: Material) -> list[nodes.Node]:
        """The section's heading, which leads to it."""
        if section == EDITION:
            return plain(material.word("verified.edition"))
        link = pending_xref(
            "", nodes.inline("", section), refdomain="std", reftype="ref", reftarget=f"sec-{section}", refexplicit=False
        )
        link["refdoc"], link["refwarn"] = self.env.docname, True
        return [nodes.paragraph("", "", link)]


def _row(cells: list[list[nodes.Node]]) -> nodes.row:
    """A row of the table; numbers stand at the right of their column."""
    sides = [["text-right"] if name in NUMBERS else [] for name in COLUMNS]
    return nodes.row("", *(nodes.entry("", *cell, classes=side) for cell, side in zip(cells, sides, strict=True)))


def _line(one: dict[str, Any], material: Material) -> nodes.list_item:
    """A fact and its two values; of its cells, where the first stands."""
    said = material.word("verified.differs")
    values = {
        name: material.word("verified.nothing") if one[key] is None else json.dumps(one[key], ensure_ascii=False)
        for name, key in (("RUN", "run"), ("AGAIN", "again"))
    }
    for name, text in values.items():
        said = said.replace(name, text)
    return nodes.list_item("", nodes.paragraph("", "", nodes.literal(text=one["slot"]), nodes.Text(said)))


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("second-count", SecondCount)
