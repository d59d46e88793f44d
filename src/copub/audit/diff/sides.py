"""One side of a comparison: an edition with its facts and a desk with its tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from copub import releases
from copub.audit.diff.telling import tell
from copub.editions import Edition
from copub.errors import CopubError
from copub.facts import Fact, load_facts
from copub.recount import Carried, Desk, Files, desk_of


@dataclass(frozen=True)
class Side:
    """An edition: its name, its facts by slot, the desk of its recount, its corpus (empty: the public tables) and the works of that
    corpus where they are on this machine.

    `recounted_only` where no notebook ran and the facts are the recount's own.
    """

    name: str
    facts: Mapping[str, Fact]
    desk: Desk
    corpus: str = ""
    works: Path | None = None
    recounted_only: bool = False


def side_of(folder: Path, root: Path) -> Side:
    """The run or the built site in `folder`; works of a corpus are looked for below `root`.

    Raises `CopubError` where the folder holds no edition, or not the tables that its facts rest on.
    """
    if not (folder / "edition.json").is_file():
        raise CopubError(
            "the folder holds no edition", where=str(folder), do="name an edition file, a built site or a copy of a run"
        )
    edition = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    if not (folder / "tables" / "reference").is_dir():
        raise CopubError(
            "the folder does not carry its tables",
            where=str(folder),
            do="run or build the edition again with this version",
        )
    desk = desk_of(Carried(folder), edition)
    corpus = edition["corpus"]
    return Side(edition["name"], load_facts(folder), desk, corpus, _works(root, corpus))


def counted_again(edition: Edition, root: Path, like: Mapping[str, Fact]) -> Side:
    """An edition without a run: its facts are those that the recount finds, in the units of the facts `like`."""
    desk = desk_of(Files(root), {"parameters": edition.parameters, "corpus": edition.corpus})
    facts = {
        slot: replace(like[slot], value=found.value, source="recount")
        for slot, found in tell(desk).items()
        if slot in like
    }
    return Side(edition.name, facts, desk, edition.corpus, _works(root, edition.corpus), recounted_only=True)


def _works(root: Path, corpus: str) -> Path | None:
    if not corpus:
        return None
    path = releases.tables_of(root, corpus).parent / "works.parquet"
    return path if path.is_file() else None
