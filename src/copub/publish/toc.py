"""The order of the pages: `_toc.yml` at the root lists the English ones; every language has the same."""

from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.errors import CopubError, nearest
from copub.publish.words import word_ids

PREFIX = "book/en/"


def load_toc(root: Path) -> dict[str, Any]:
    """The table of contents as written. Raises `CopubError` when a line does not name an English page."""
    content: dict[str, Any]
    content, lines = marked_yaml.load(root / "_toc.yml")
    for name in [content["root"], *_files(content)]:
        if not name.startswith(PREFIX):
            raise CopubError(
                f"`{name}` is not below {PREFIX}",
                where=f"{root / '_toc.yml'}:{lines.get(('root',), 1)}",
                do=f"write {PREFIX}<page>",
            )
    return content


def pages(root: Path) -> list[str]:
    """The slugs of all pages, in order, the first page first."""
    content = load_toc(root)
    return [name.removeprefix(PREFIX) for name in [content["root"], *_files(content)]]


def toc_of(root: Path, language: str) -> dict[str, Any]:
    """The table of contents of one language's own tree: bare slugs, captions in its words.

    A caption is the English text of a word `part.*` of the press; another is refused with the nearest.
    """
    content = load_toc(root)
    captions = {both["en"]: both[language] for label, both in word_ids().items() if label.startswith("part.")}
    for part in content.get("parts", []):
        if part["caption"] not in captions:
            raise CopubError(
                f"no words for the part `{part['caption']}`.{nearest(part['caption'], captions)}",
                where=str(root / "_toc.yml"),
                do="add it under `part` in src/copub/publish/words.yml with both languages",
            )
        part["caption"] = captions[part["caption"]]
        for chapter in part["chapters"]:
            chapter["file"] = chapter["file"].removeprefix(PREFIX)
    return {**content, "root": content["root"].removeprefix(PREFIX)}


def _files(content: dict[str, Any]) -> list[str]:
    return [chapter["file"] for part in content.get("parts", []) for chapter in part["chapters"]]
