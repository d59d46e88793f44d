"""A call to OpenAlex's API: what is asked for, its one text, and the name its answer is kept under.

Documented at developers.openalex.org (November 2026): filters joined with a comma must all hold, values joined with `|` are
alternatives (100 at most), `!` before them means none of them. `authorships.countries` takes plain codes, which keep the longest
list of countries within a request line.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

GROUPS = 200
"""Groups a page of counts holds at most."""
RECORDS = 100
"""Works a page of a list holds at most."""
ALTERNATIVES = 100
"""Values that one filter may join with `|`."""
START = "*"

Filter = tuple[str, str]


@dataclass(frozen=True)
class Call:
    """Counts of works by `group_by`, or where `sample` is above zero so many works drawn with `seed`, of which only `select` is given."""

    filters: tuple[Filter, ...]
    group_by: str = ""
    sample: int = 0
    seed: int = 0
    select: str = ""

    @property
    def first(self) -> str:
        """What the first page is asked for with: a cursor for counts, a number for a sample."""
        return "1" if self.sample else START

    def parameters(self, at: str) -> dict[str, str]:
        """The parameters of the page `at`, in the order of the text."""
        asked = {"filter": ",".join(f"{name}:{value}" for name, value in self.filters)}
        if self.sample:
            size = str(min(RECORDS, self.sample))
            return asked | {
                "sample": str(self.sample),
                "seed": str(self.seed),
                "select": self.select,
                "per_page": size,
                "page": at,
            }
        return asked | {"group_by": self.group_by, "per_page": str(GROUPS), "cursor": at}

    def text(self, at: str) -> str:
        """The page `at` as one line that can be read, the same for the same question; it never holds a key."""
        return "works?" + "&".join(f"{name}={value}" for name, value in self.parameters(at).items())

    def name(self, at: str) -> str:
        """What the answer of the page `at` is kept under."""
        return hashlib.sha256(self.text(at).encode()).hexdigest()[:32]


def any_of(name: str, values: Iterable[str]) -> tuple[Filter, ...]:
    """At least one of `values`, of which there may be 100: the sets of a bloc and of a region are smaller."""
    together = tuple(values)
    assert len(together) <= ALTERNATIVES, f"{len(together)} alternatives for {name}"
    return ((name, "|".join(together)),)


def none_of(name: str, values: Iterable[str]) -> tuple[Filter, ...]:
    """None of `values`, as many as there are."""
    every = tuple(values)
    starts = range(0, len(every), ALTERNATIVES)
    return tuple((name, "!" + "|".join(every[at : at + ALTERNATIVES])) for at in starts)


def years(first: int, last: int) -> tuple[Filter, ...]:
    """Published from `first` to `last`."""
    return (("publication_year", str(first) if first == last else f"{first}-{last}"),)
