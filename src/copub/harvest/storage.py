"""The folder of a harvest, `data/harvests/NAME/`: every answer as it came, and what was asked, when and of whom.

`harvest.json`       source, day, scope and filter; a folder has one day, because OpenAlex changes from day to day
`responses/`         one file a page, gzip, named by the question: `query`, `date`, `status`, `headers`, `sha256` and `body`, the text
`refused/`           answers that could not be read, as they came, with the reason
`tables/`            what `derive` makes of the answers

A file appears whole or not at all, so that a harvest that is stopped at any moment goes on from what it has.
"""

import fcntl
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copub.errors import CopubError
from copub.harvest.calls import Call
from copub.harvest.scope import Scope

SCHEMA = 1
SOURCE = "OpenAlex API"
KEPT_HEADERS = ("content-type", "x-copub-invented", "x-ratelimit-cost-usd")
"""What is true of the answer whenever it is given; what is left of the day's budget is not."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Answer:
    """What came back: `headers` have names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Store:
    """An open harvest."""

    folder: Path
    date: str
    scope: Scope

    def has(self, call: Call, at: str) -> bool:
        """Whether the page is stored."""
        return self._path(call, at).is_file()

    def read(self, call: Call, at: str) -> Answer:
        """The stored page. Raises CopubError for a file that is damaged or answers another question."""
        path = self._path(call, at)
        try:
            kept = json.loads(gzip.decompress(path.read_bytes()))
            body = kept["body"].encode()
            whole = kept["query"] == call.text(at) and kept["sha256"] == hashlib.sha256(body).hexdigest()
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
            whole = False
        if not whole:
            raise CopubError(
                f"the answer to `{call.text(at)}` is missing or damaged",
                where=str(path),
                do="remove the file and run the harvest again on the same day, or restore it from a copy",
            )
        return Answer(kept["status"], kept["headers"], body)

    def keep(self, call: Call, at: str, answer: Answer) -> None:
        """Store a page."""
        _write(self._path(call, at), self._record(call, at, answer))

    def refuse(self, call: Call, at: str, answer: Answer, reason: str) -> Path:
        """Store aside what cannot be read; where it lies."""
        digest = hashlib.sha256(answer.body).hexdigest()
        path = self.folder / "refused" / f"{call.name(at)}-{digest[:8]}.json.gz"
        _write(path, {**self._record(call, at, answer), "reason": reason})
        return path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else adds to the harvest while the block runs. Raises CopubError where somebody does."""
        path = self.folder / "harvest.json"
        with path.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CopubError(
                    "another run is adding to this harvest", where=str(path), do="wait for it, or end it"
                ) from None
            yield

    def check_day(self, date: str) -> None:
        """Raises CopubError where `date` is another day than the harvest's, so that nothing of it may be added."""
        if date != self.date:
            raise CopubError(
                f"the harvest `{self.folder.name}` is of {self.date}, and today is {date}; answers of two days are never mixed",
                where=str(self.folder / "harvest.json"),
                do=f"begin a new one with `--to` another name, such as {self.folder.name}-{date}",
            )

    def _path(self, call: Call, at: str) -> Path:
        return self.folder / "responses" / f"{call.name(at)}.json.gz"

    def _record(self, call: Call, at: str, answer: Answer) -> dict[str, Any]:
        return {
            "query": call.text(at),
            "date": self.date,
            "status": answer.status,
            "headers": {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers},
            "sha256": hashlib.sha256(answer.body).hexdigest(),
            "body": answer.body.decode("utf-8", "backslashreplace"),
        }


def folder_of(root: Path, name: str) -> Path:
    """Where a harvest lies. Raises CopubError for a name that is no plain name, or that a corpus has already."""
    if not _NAME.fullmatch(name):
        raise CopubError(f"`{name}` is no name for a harvest", where="--to", do="use letters, digits, - and _")
    if (root / "data" / "corpora" / name).exists():
        raise CopubError(
            f"there is a corpus `{name}`", where=f"data/corpora/{name}", do="give the harvest another name"
        )
    return root / "data" / "harvests" / name


def begin(folder: Path, scope: Scope, date: str) -> Store:
    """The harvest of `scope` in `folder`, a new one of the day `date` where there is none.

    Raises CopubError for a folder with a harvest of another scope.
    """
    path = folder / "harvest.json"
    if not path.is_file():
        about = {
            "schema": SCHEMA,
            "source": SOURCE,
            "date": date,
            "filter": ",".join(f"{name}:{value}" for name, value in scope.base),
            "scope": scope.as_json(),
        }
        _write_bytes(path, (json.dumps(about, indent=1, sort_keys=True) + "\n").encode())
    found = opened(folder)
    if found.scope != scope:
        raise CopubError(
            f"the harvest `{folder.name}` was begun for other years, places or works",
            where=str(path),
            do="begin a new one with `--to` another name",
        )
    for left in folder.rglob(".*.new"):
        if left.is_file():
            left.unlink()
    return found


def opened(folder: Path) -> Store:
    """The harvest in `folder`, as it is. Raises CopubError where there is none that we can read."""
    path = folder / "harvest.json"
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        if about["schema"] != SCHEMA:
            raise ValueError(about["schema"])
        return Store(folder, about["date"], Scope.from_json(about["scope"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise CopubError(
            "no harvest here that this copub reads", where=str(path), do="run `copub harvest openalex --to NAME`"
        ) from None


def _write(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    _write_bytes(path, gzip.compress(text.encode(), mtime=0))


def _write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
