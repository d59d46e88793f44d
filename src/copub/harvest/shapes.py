"""What an answer looks like. One that does not look like this is refused: a guess would become a number in the book."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from copub.harvest.calls import GROUPS, RECORDS, Call


class Unknown(Exception):
    """The answer has a shape that we do not know; the reason is its text."""


class Meta(msgspec.Struct):
    """What an answer says of itself; `groups_count` is the number of groups on the page that hold a work."""

    count: int
    per_page: int
    next_cursor: str | None = None
    groups_count: int | None = None


class Group(msgspec.Struct):
    """So many works have this `key`."""

    key: str | int
    key_display_name: str | int | None
    count: int


class Counts(msgspec.Struct):
    """A page of counts."""

    meta: Meta
    group_by: list[Group]

    def after(self, call: Call, at: str) -> str | None:
        """The cursor of the next page, None after the last, which names a cursor too that leads to nothing."""
        full = (self.meta.groups_count if self.meta.groups_count is not None else len(self.group_by)) >= GROUPS
        return self.meta.next_cursor if full else None


class Named(msgspec.Struct):
    """A field or subfield."""

    id: str


class Topic(msgspec.Struct):
    """A topic's place."""

    field: Named


class Drawn(msgspec.Struct):
    """A work of a sample."""

    id: str
    publication_year: int
    type: str
    cited_by_count: int
    primary_topic: Topic | None = None
    fwci: float | None = None


class Works(msgspec.Struct):
    """A page of works."""

    meta: Meta
    results: list[Drawn]

    def after(self, call: Call, at: str) -> str | None:
        """The number of the next page, None after the last."""
        done = int(at) * RECORDS
        return str(int(at) + 1) if done < call.sample and len(self.results) == RECORDS else None


Page = Counts | Works


def parse(body: bytes, call: Call) -> Page:
    """The page as `call` expects it. Raises Unknown for another shape, also for one whose counts are below zero."""
    shape: Any = Works if call.sample else Counts
    try:
        page: Page = msgspec.json.decode(body, type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise Unknown(str(error)) from None
    if isinstance(page, Counts) and any(group.count < 0 for group in page.group_by):
        raise Unknown("a group of fewer than no works")
    return page


def pages(call: Call, page: Callable[[Call, str], Page]) -> Iterator[Page]:
    """Every page of the answer to `call`: each says where the next begins."""
    at: str | None = call.first
    while at:
        found = page(call, at)
        yield found
        at = found.after(call, at)
