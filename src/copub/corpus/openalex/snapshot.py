"""The folder of a snapshot, old layout and new: which files hold works, in the order of the manifest."""

import json
import re
from itertools import pairwise
from pathlib import PurePosixPath

from copub.corpus.places import Place, files_below, opened
from copub.errors import CopubError

MANIFEST = "manifest.json"
_WORKS = re.compile(r"(?:^|/)works/(.+)$")


def manifest_order(folder: Place) -> list[Place] | None:
    """The files of works in a snapshot's folder or prefix; None where it is not one.

    `data/works/manifest.json` (until 2025) lists works; `data/jsonl/manifest.json` (since 2026) lists every entity. Files that
    the manifest lists but the folder lacks are a part not downloaded and are passed over; works that it does not list follow at the end.
    """
    here: dict[PurePosixPath, Place] = {
        PurePosixPath(folder.name, name): file for name, file in files_below(folder).items()
    }
    works = {found for name in here if (found := _works(name))}
    if not works:
        return None
    listed = [
        one / name
        for manifest in here
        if manifest.name == MANIFEST
        for name in _listed(here[manifest])
        for one in sorted(works)
        if one.parent in (manifest.parent, manifest.parent.parent)
    ]
    below = {name: file for name, file in here.items() if works.intersection(name.parents) and name.name != MANIFEST}
    return [below[name] for name in dict.fromkeys([*listed, *below]) if name in below]


def _works(file: PurePosixPath) -> PurePosixPath | None:
    """The folder `works` of a snapshot in which a file lies."""
    for folder, below in pairwise([file, *file.parents][::-1]):
        if folder.name == "works" and below.name.startswith("updated_date"):
            return folder
    return None


def _listed(manifest: Place) -> list[str]:
    """The paths below `works/` that a manifest names, in its order."""
    try:
        with opened(manifest) as file:
            texts = _urls(json.loads(file.read()))
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
