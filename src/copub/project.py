"""Where things lie: the project's root and the folders named after it."""

from pathlib import Path

from copub.errors import CopubError

LANGUAGES = ("en", "zh")


def find_root(start: Path | None = None) -> Path:
    """The nearest folder, from `start` (default: the working directory) upwards, that holds `_toc.yml` and `data/editions`.

    So a notebook finds its data from the root (papermill) and from `notebooks/` (jupyter lab) alike.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "_toc.yml").is_file() and (folder / "data" / "editions").is_dir():
            return folder
    raise CopubError(
        "no copub project here",
        where=f"{start} and the folders above it",
        do="change into the project's folder (it holds _toc.yml and data/editions)",
    )
