"""The cells that each fact of a run rests on, retraced once and kept: both languages, and `copub explain`, ask for the same."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import copub
from copub.audit.passport import InFile, Passport, load_passports, retrace
from copub.publish.files import key_of
from copub.publish.store import Store
from copub.releases import tables_of

ROOMS = ("recount", "audit")


def passports(root: Path, run: Path) -> dict[str, Passport]:
    """The passport of every fact of a run, by slot."""
    return load_passports(root, run, retraced(root, run))


def retraced(root: Path, run: Path) -> dict[str, tuple[InFile, ...]]:
    """The cells of each fact, by slot, from the store or made now."""
    edition = json.loads((run / "edition.json").read_text(encoding="utf-8"))
    store, key = Store(root), _key(root, edition)
    kept = store.find("retraced", key)
    if kept is None:
        with store.making("retraced") as folder:
            rows = {slot: [asdict(one) for one in files] for slot, files in retrace(root, edition).items()}
            (folder / "cells.json").write_text(json.dumps(rows), encoding="utf-8")
            kept = store.keep(folder, "retraced", key)
    content = json.loads((kept / "cells.json").read_text(encoding="utf-8"))
    return {
        slot: tuple(InFile(**{**row, "first": tuple(map(tuple, row["first"]))}) for row in rows)
        for slot, rows in content.items()
    }


def _key(root: Path, edition: dict[str, Any]) -> str:
    package = Path(copub.__file__).parent
    tables = [tables_of(root, edition["corpus"])] if edition["corpus"] else []
    given = json.dumps([edition["parameters"], edition["corpus"], list(edition["sections"])], sort_keys=True)
    return key_of(
        [given, root / "data" / "open", root / "data" / "reference", *tables, *(package / room for room in ROOMS)],
        root=root,
    )
