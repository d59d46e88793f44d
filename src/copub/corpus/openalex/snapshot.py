"""The folder of a snapshot, old layout and new: which files hold works, in the order of the manifest."""

import json
import re
from pathlib import Path

from copub.errors import CopubError

MANIFEST = "manifest.json"
_WORKS = re.compile(r"(?:^|/)works/(.+)$")


def manifest_order(folder: Path) -> list[Path] | None:
    """The files of works in a snapshot's folder; None where the folder is not one.

    `data/works/manifest.json` (until 2025) lists works; `data/jsonl/manifest.json` (since 2026) lists every entity. Files that
    the manifest lists but the folder lacks are a part not downloaded and are passed over; works that it does not list follow at the end.
    """
    manifests = sorted(path for path in folder.rglob(MANIFEST) if path.is_file())
    works = sorted(path for path in folder.rglob("works") if path.is_dir() and any(path.glob("updated_date*")))
    if folder.name == "works" and any(folder.glob("updated_date*")):
        works = [folder]
    if not works:
        return None
    listed = [
        works_folder / name
        for manifest in manifests
        for name in _listed(manifest)
        for works_folder in works
        if works_folder.parent in (manifest.parent, manifest.parent.parent)
    ]
    below = [path for one in works for path in sorted(one.rglob("*")) if path.is_file() and path.name != MANIFEST]
    here = set(below)
    return list(dict.fromkeys([*(path for path in listed if path in here), *below]))


def _listed(manifest: Path) -> list[str]:
    """The paths below `works/` that a manifest names, in its order."""
    try:
        texts = _urls(json.loads(manifest.read_bytes()))
    except (ValueError, RecursionError):
        raise CopubError(
            "the manifest is not JSON",
            where=str(manifest),
            do="download it again, or remove it: files then come by name",
        ) from None
    return [found[1] for text in texts if (found := _WORKS.search(text))]


def _urls(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["url"]] if isinstance(value.get("url"), str) else []
        return own + [text for one in value.values() if isinstance(one, dict | list) for text in _urls(one)]
    return [text for one in value for text in _urls(one)] if isinstance(value, list) else []
