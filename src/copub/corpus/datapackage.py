"""`datapackage.json`: what each open table is, where it comes from, and its fingerprint (Frictionless Data Package v1).

Texts come from the sources' `resources.yml`, columns from the contract, sizes and balances from the import. Beyond the
standard, `titles`, `notes` and `meaning` hold both languages and `records` says what became of every number read.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from copub.corpus.contract import TABLES
from copub.corpus.importing import Written

FILE = "datapackage.json"
LANGUAGES = ("en", "zh")
_PACKAGE = {
    "profile": "data-package",
    "name": "copub-open-tables",
    "title": "Public tables on who does research with whom",
    "titles": {"en": "Public tables on who does research with whom", "zh": "科研合作公开数据表"},
    "description": "Country output, collaboration and citation tables in the public domain, tidied for copub.",
}


@dataclass(frozen=True)
class Origin:
    """One published table: its `number` at the source, the `release` it belongs to, and its title as published."""

    number: str
    release: str
    title: str


def describe(texts: Path, written: Iterable[Written], origins: dict[str, Origin]) -> list[dict[str, Any]]:
    """One resource per table of `written`, with the texts of the file `texts` and the `origins` of its original tables."""
    text = yaml.safe_load(texts.read_text(encoding="utf-8"))
    return [_resource(text, table, origins) for table in written]


def update(folder: Path, resources: list[dict[str, Any]]) -> None:
    """Put `resources` into the package in `folder`, replacing those of the same name; order is the contract's."""
    path = folder / FILE
    known = json.loads(path.read_text(encoding="utf-8"))["resources"] if path.is_file() else []
    named = {resource["name"]: resource for resource in [*known, *resources]}
    package = _PACKAGE | {"resources": [named[name] for name in TABLES if name in named]}
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(text: dict[str, Any], written: Written, origins: dict[str, Origin]) -> dict[str, Any]:
    imported, table = written.imported, TABLES[written.imported.name]
    own = text["tables"][imported.name]
    notes = {
        language: [note[language].format_map(imported.counts) for note in [*own["notes"], *text["common"]]]
        for language in LANGUAGES
    }
    return {
        "profile": "tabular-data-resource",
        "name": imported.name,
        "path": table.file,
        "title": own["title"]["en"],
        "titles": own["title"],
        "description": notes["en"][0],
        "notes": notes,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if table.file.endswith(".gz") else {}),
        "sources": [_source(text, original, origins[original]) for original in imported.originals],
        "licenses": [text["licence"] | {"title": text["licence"]["title"]["en"], "titles": text["licence"]["title"]}],
        "rows": written.rows,
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "records": {"read": imported.records, "kept": imported.kept, "set_aside": dict(imported.set_aside)},
        "schema": {
            "fields": [
                {
                    "name": name,
                    "type": column.type,
                    "unit": column.unit,
                    "description": column.en,
                    "meaning": {"en": column.en, "zh": column.zh},
                    "constraints": {"required": not column.may_be_empty},
                }
                for name, column in table.columns.items()
            ],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }


def _source(text: dict[str, Any], table: str, origin: Origin) -> dict[str, Any]:
    release = text["releases"][origin.release]
    return {
        "title": f"{text['short']} {origin.number}: {origin.title} ({origin.release}, {table})",
        "path": release["path"],
        "organisation": text["organisation"],
        "release": origin.release,
        "table": table,
        "accessed": release["accessed"],
    }
