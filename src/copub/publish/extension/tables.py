"""The `source-list` directive: every public table the report stands on, from `data/open/datapackage.json`."""

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.errors import CopubError
from copub.languages.numbers import exact
from copub.publish.extension.build import fields, folded, plain, section
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
        return [self._section(resource, package, material) for resource in package["resources"]]

    def _section(self, resource: dict[str, Any], package: dict[str, Any], material: Material) -> nodes.section:
        word, language = material.word, material.language
        node = section(self, f"table-{resource['name']}", _in(resource["title"], language))
        sources = resource.get("sources", [])
        licences = resource.get("licenses") or package.get("licenses", [])
        notes = resource.get("notes") or resource.get("description") or ""
        rows = [
            (word("table.source"), [one for source in sources for one in plain(_in(source["title"], language))]),
            (
                word("table.licence"),
                [one for licence in licences for one in plain(_in(licence.get("title", licence["name"]), language))],
            ),
            (word("table.notes"), [one for note in _list(_in(notes, language)) for one in plain(note)]),
            (word("table.rows"), plain(exact(resource["rows"], language)) if "rows" in resource else []),
            (word("table.file"), [nodes.paragraph("", "", nodes.literal("", f"data/open/{resource['path']}"))]),
            (
                word("table.checksum"),
                [nodes.paragraph("", "", nodes.literal("", str(resource.get("hash", "")).removeprefix("sha256:")))],
            ),
        ]
        node += fields([(name, content) for name, content in rows if content])
        columns = [
            (
                column["name"],
                plain(_in(column.get("meaning") or column.get("description") or column.get("title", ""), language)),
            )
            for column in resource.get("schema", {}).get("fields", [])
        ]
        node += folded(word("table.columns"), [fields(columns)], css="table-columns")
        return node


def _in(text: Any, language: str) -> Any:
    """The part of a text in `language`, where the text has both."""
    return text[language] if isinstance(text, dict) else text


def _list(notes: Any) -> list[str]:
    return [str(note) for note in notes] if isinstance(notes, list) else [str(notes)] if notes else []


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("source-list", SourceList)
