"""The `source-list` directive: every public table the report stands on, from `data/open/datapackage.json`."""

import json
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.errors import CopubError
from copub.languages.numbers import exact
from copub.publish.extension.build import bullets, code, fields, folded, plain, section
from copub.publish.extension.links import to_site
from copub.publish.extension.material import Material, complain, material_of


class SourceList(SphinxDirective):
    """One section a table, under the anchor `table-<name>`: what it is, licence, notes, columns, rows, checksum."""

    def run(self) -> list[nodes.Node]:
        """All tables in the order of the data package."""
        material = material_of(self.env)
        path = material.root / "data" / "open" / "datapackage.json"
        self.env.note_dependency(str(path))
        if not path.is_file():
            where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
            complain(
                CopubError(f"no file {path}", where=where, do="make the public tables with `python -m copub.corpus`")
            )
            return []
        package = json.loads(path.read_text(encoding="utf-8"))
        return [self._section(resource, material) for resource in package["resources"]]

    def _section(self, table: dict[str, Any], material: Material) -> nodes.section:
        word, language = material.word, material.language
        node = section(self, f"table-{table['name']}", table["titles"][language])
        origins = [
            f"{source['organisation'][language]} ({source['accessed'][language]})" for source in table["sources"]
        ]
        node += fields(
            [
                (word("table.source"), _paragraphs(origins)),
                (word("table.licence"), _paragraphs(licence["titles"][language] for licence in table["licenses"])),
                (word("table.notes"), [bullets(table["notes"][language])]),
                (word("table.rows"), plain(exact(table["rows"], language))),
                (word("table.file"), self._file(f"data/open/{table['path']}", f"tables/{table['path']}")),
                (word("table.checksum"), code(table["hash"].removeprefix("sha256:"))),
            ]
        )
        columns = [(column["name"], plain(column["meaning"][language])) for column in table["schema"]["fields"]]
        node += folded(word("table.columns"), [fields(columns)], css="table-columns")
        node += folded(
            word("table.originals"), [bullets(source["title"] for source in table["sources"])], css="table-originals"
        )
        return node

    def _file(self, name: str, address: str) -> list[nodes.Node]:
        """The table's name; in the press it leads to the table, which lies in the site."""
        if not self.config.copub_assets:
            return code(name)
        link = nodes.reference(
            "", "", nodes.literal(text=name), refuri=to_site(self.env.app, self.env.docname) + address
        )
        return [nodes.paragraph("", "", link)]


def _paragraphs(texts: Iterable[str]) -> list[nodes.Node]:
    """Each text once, in order."""
    return [one for text in dict.fromkeys(texts) for one in plain(text)]


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("source-list", SourceList)
