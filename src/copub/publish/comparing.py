"""A run set beside the edition that it is compared with, once for both languages, and kept as long as both stay the same."""

import json
from pathlib import Path
from typing import Any

from copub.audit.claims import FILE as CLAIMS
from copub.audit.diff import FORMATS, compare, counted_again, side_of
from copub.editions import load_edition
from copub.publish.files import key_of
from copub.publish.run import PACKAGE
from copub.publish.store import Store

FILE = "compared.json"


def compared(root: Path, run: Path) -> dict[str, Any] | None:
    """What `copub diff --format json` says from the other edition to the run in the folder `run`; None where it names no other.

    The other edition is not run: its facts are those that the recount finds, so that no part of a change is `method`.
    """
    record = run / "edition.json"
    other = json.loads(record.read_text(encoding="utf-8"))["compared_with"]
    if not other:
        return None
    store = Store(root)
    # The keys in the record stand for the tables that the run was made from.
    parts = [run / "facts", record, root / other, root / CLAIMS, PACKAGE / "recount", PACKAGE / "audit"]
    key = key_of(parts, root=root)
    kept = store.find("compared", key)
    if kept is None:
        with store.making("compared") as folder:
            made = folder / "made"
            made.mkdir()
            here = side_of(run, root)
            there = counted_again(load_edition(root / other), root, here.facts)
            (made / FILE).write_text(FORMATS["json"](compare(there, here, root)), encoding="utf-8")
            kept = store.keep(made, "compared", key)
    found: dict[str, Any] = json.loads((kept / FILE).read_text(encoding="utf-8"))
    return found
