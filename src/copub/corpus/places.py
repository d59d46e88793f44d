"""Where records lie: files of this machine, or objects of a store (`s3://bucket/key`), of which only what is needed is asked for.

A store is asked without a name, or with `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` of the environment;
`AWS_REGION` and `AWS_ENDPOINT_URL` say where it is. What it answers to a failure is told in our words, for its own may quote a key.
"""

import hashlib
import io
import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeVar, cast

import pyarrow.fs as pafs

from copub.errors import CopubError

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]+)(?:/(.*))?")
AT_ONCE = 4 << 20
"""Bytes that a store is asked for in one go where a file is read from end to end."""
_FAILED = re.compile(r"AWS Error (\w+|\[code \d+\])(?: \(HTTP status (\d+)\))?")
_NOTHING = {"NO_SUCH_BUCKET", "NO_SUCH_KEY", "RESOURCE_NOT_FOUND", "404"}
_CHANGED = {"INVALID_RANGE", "416"}
_ELSEWHERE = {"PERMANENT_REDIRECT", "301", "307"}
_REFUSED = {
    "ACCESS_DENIED",
    "INVALID_ACCESS_KEY_ID",
    "SIGNATURE_DOES_NOT_MATCH",
    "REQUEST_TIME_TOO_SKEWED",
    "400",
    "401",
    "403",
}


@dataclass(frozen=True)
class Stored:
    """An object of a store, in the manner of `pathlib.Path`; without `size`, all that lies below a prefix.

    `path` is the bucket and the key.
    """

    path: PurePosixPath
    size: int | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The last part of the key."""
        return self.path.name

    def is_dir(self) -> bool:
        """Whether objects lie below, so that it is none itself."""
        return self.size is None

    def resolve(self) -> "Stored":
        """An address is whole as it is."""
        return self

    def __str__(self) -> str:
        return f"s3://{self.path}"


Place = Path | Stored
P = TypeVar("P", bound=Place)


def place(text: str) -> Place:
    """What a path or an address names. Raises CopubError for an address that is none, that names nothing, or that gives no access."""
    if not _SCHEME.match(text):
        return Path(text)
    found = _ADDRESS.fullmatch(text)
    if not found:
        # The text is not repeated: an address in the style of other tools may hold a password.
        raise CopubError(
            "not an address of a store",
            where="the command line",
            do="write s3://bucket/prefix, and put credentials, if any, in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
    path = PurePosixPath(found[1], found[2] or "")
    try:
        info = _store(found[1]).get_file_info(path.as_posix())
    except OSError as error:
        raise told(error, f"s3://{path}") from None
    if info.type == pafs.FileType.NotFound:
        raise _nothing(f"s3://{path}")
    return Stored(path, info.size)


def files_below(folder: P) -> dict[PurePosixPath, P]:
    """Every file below a folder or prefix by its path from there, in the order of these paths."""
    found: dict[PurePosixPath, Place]
    if isinstance(folder, Path):
        found = {PurePosixPath(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    else:
        selected = pafs.FileSelector(folder.path.as_posix(), recursive=True)
        listed = _store(folder.path.parts[0]).get_file_info(selected)
        objects = (Stored(PurePosixPath(one.path), one.size) for one in listed if one.type == pafs.FileType.File)
        found = {one.path.relative_to(folder.path): one for one in objects}
    return cast(dict[PurePosixPath, P], dict(sorted(found.items())))


def size(file: Place) -> int:
    """The bytes of a file."""
    return (file.size or 0) if isinstance(file, Stored) else file.stat().st_size


def opened(file: Place, at_once: int = AT_ONCE) -> BinaryIO:
    """The bytes of a file, from the first; of a store's object so many are asked for at once."""
    if isinstance(file, Path):
        return file.open("rb")
    return io.BufferedReader(_open(file), at_once)


def located(file: Place) -> tuple[str | Path, "pafs.FileSystem | None"]:
    """A file as pyarrow wants it named, to read the ranges it needs: path and filesystem."""
    return (file, None) if isinstance(file, Path) else (file.path.as_posix(), _store(file.path.parts[0]))


def identity(file: Place) -> dict[str, str]:
    """What changes when the content does: the checksum of a file; of an object the tag that the store gives it, to read it only once."""
    if isinstance(file, Path):
        with file.open("rb") as content:
            return {"sha256": hashlib.file_digest(content, "sha256").hexdigest()}
    with _open(file) as content:
        if content.size() != file.size:
            raise changed(str(file))
        return {"address": str(file), "etag": content.metadata()["ETag"].decode().strip('"')}


def from_store(error: Exception) -> bool:
    """Whether a store gave this answer, or gave none."""
    return isinstance(error, OSError) and bool(_FAILED.search(str(error)))


def out_of_reach(error: Exception) -> bool:
    """Whether disk or store failed, which says nothing about the data: pyarrow tells bad data as OSError too."""
    return from_store(error) or (isinstance(error, OSError) and error.errno is not None)


def changed(where: str) -> CopubError:
    """The refusal of a file that is not what it was when the reading began."""
    return CopubError(
        "the file changed while it was read",
        where=where,
        do="wait until it is written, then run the same command again",
    )


def told(error: OSError, where: str) -> CopubError:
    """What a store answered, in words."""
    found = _FAILED.search(str(error))
    said = set(found.groups("")) if found else set[str]()
    if said & _REFUSED:
        return CopubError(
            "the store gives no access",
            where=where,
            do="for a bucket that is not public set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, for one that is unset them",
        )
    if said & _CHANGED:
        return changed(where)
    if said & _ELSEWHERE:
        return CopubError("the bucket lies in another region", where=where, do="set AWS_REGION to its region")
    if found and not said & _NOTHING:
        return CopubError(
            f"the store does not answer, or the connection was lost ({' '.join(sorted(said - {''}))})",
            where=where,
            do="run the same command again: what is finished is kept",
        )
    return _nothing(where)


def _nothing(where: str) -> CopubError:
    return CopubError("the store has nothing there", where=where, do="check bucket and key")


def _open(file: Stored) -> "pafs.NativeFile":
    return _store(file.path.parts[0]).open_input_file(file.path.as_posix())


def _store(bucket: str) -> pafs.S3FileSystem:
    """The store that has a bucket. Raises OSError where none has."""
    here = os.environ
    endpoint = here.get("AWS_ENDPOINT_URL_S3") or here.get("AWS_ENDPOINT_URL") or ""
    region = here.get("AWS_REGION") or here.get("AWS_DEFAULT_REGION") or ("us-east-1" if endpoint else _region(bucket))
    return _connected(region, endpoint, here.get("AWS_ACCESS_KEY_ID", ""))


@cache
def _connected(region: str, endpoint: str, key: str) -> pafs.S3FileSystem:
    # Named one by one: left to itself the library would also look for files and for a machine of a cloud.
    credentials = {
        "access_key": key,
        "secret_key": os.environ.get("AWS_SECRET_ACCESS_KEY", ""),
        "session_token": os.environ.get("AWS_SESSION_TOKEN"),
    }
    return pafs.S3FileSystem(
        region=region,
        endpoint_override=endpoint or None,
        connect_timeout=10,
        request_timeout=60,
        **(credentials if key else {"anonymous": True}),
    )


@cache
def _region(bucket: str) -> str:
    return str(pafs.resolve_s3_region(bucket))
