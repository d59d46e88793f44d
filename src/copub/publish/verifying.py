"""The second count of a run, made once for both languages and kept as long as the run and the way of counting stay the same."""

import json
from pathlib import Path
from typing import Any

from copub.publish.files import key_of
from copub.publish.run import PACKAGE
from copub.publish.store import Store
from copub.recount.agreement import verify
from copub.recount.telling import Verified, as_json

FILE = "verified.json"


def verified(root: Path, run: Path) -> dict[str, Any]:
    """What `copub verify --format json` says of the run in the folder `run`, from the store or counted now."""
    store, record = Store(root), run / "edition.json"
    # The keys in the record stand for the tables that the run was made from.
    key = key_of([run / "facts", record, PACKAGE / "recount"], root=root)
    kept = store.find("verified", key)
    if kept is None:
        with store.making("verified") as folder:
            made = folder / "made"
            made.mkdir()
            told = Verified(json.loads(record.read_text(encoding="utf-8"))["name"], verify(root, run))
            (made / FILE).write_text(as_json(told), encoding="utf-8")
            kept = store.keep(made, "verified", key)
    found: dict[str, Any] = json.loads((kept / FILE).read_text(encoding="utf-8"))
    return found
