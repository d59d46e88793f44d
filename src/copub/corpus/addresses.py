"""The country an address names: its last element, looked up whole, never searched for inside other words.

"Beth Israel Hospital, Boston" is not in Israel and "Melcior de Palau Street, Barcelona" not in Palau, because only the last
element is asked, and asked whether it *is* a country. The nations of the United Kingdom are GB, former states keep their own
code, and what the tables do not know stays unknown.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from copub.corpus.credit import Credit, credit
from copub.errors import CopubError
from copub.project import find_root
from copub.reference import aliases, countries

_STATE = re.compile(r"([A-Z]{2})(?: [0-9][0-9-]*)?")
_STATES = Path("data", "reference", "us_states.csv")


@dataclass(frozen=True)
class Address:
    """One address of a work: the authors it is linked to (none where the source does not say), its country, its organisation."""

    authors: tuple[str, ...]
    country: str  # empty where unknown
    organisation: str = ""


class Countries:
    """The countries as one source spells them. Called with an address, gives the code of the country at its end, or nothing.

    An address that ends with `USA`, also after state and postal code (`FL 32611 USA`), is in the US. Old Web of Science
    addresses stop there (`GAINESVILLE,FL 32611`): a last element that is a US state's postal abbreviation, alone or with a
    number, is in the US too. No source writes countries as two letters, so `IN`, `DE`, `CA`, `GA` and `CO` are states.
    """

    def __init__(self, source: str) -> None:
        known, theirs = countries(), aliases()
        theirs = theirs[(theirs["source"] == source) & theirs["code"].isin(known["code"])]
        pairs = [*zip(known["en"], known["code"], strict=True), *zip(theirs["name"], theirs["code"], strict=True)]
        # A part that one source counts apart (PS-GZ) is its country here.
        self._names = {str(name).casefold(): str(code).partition("-")[0] for name, code in pairs}
        self._states = _states(find_root()) if source == "wos" else frozenset()
        self._seen: dict[str, str] = {}

    def __call__(self, address: str) -> str:
        last = address.rstrip(" .;").rpartition(",")[2].strip()
        if last not in self._seen:
            self._seen[last] = self._look_up(last)
        return self._seen[last]

    def _look_up(self, last: str) -> str:
        if self._states:
            state = _STATE.fullmatch(last)
            if state or last.upper().endswith(" USA"):
                return "US" if state is None or state[1] in self._states else ""
        return self._names.get(last.replace("’", "'").casefold(), "")


@cache
def _states(root: Path) -> frozenset[str]:
    path = root / _STATES
    if not path.is_file():
        raise CopubError("no table `us_states.csv`", where=str(path), do="restore it from the project's history")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["state"] for row in csv.DictReader(file))


def credited(authors: Sequence[str], addresses: Iterable[Address]) -> Credit:
    """What the addresses say about a work with these authors; the rule of shares is `copub.corpus.credit`.

    An author has the countries of the addresses that name him; of two authors with one name, both. An address that names
    none of the authors stands for one author of its own: so a work whose addresses name nobody is spread evenly over its
    addresses, which is all that old records and exports without links can tell, and an author whom no address names is
    unknown only where no such address is left. The only author of a work has all its addresses.
    """
    known = set(authors)
    theirs: dict[str, set[str]] = {}
    nobodys: list[tuple[str, ...]] = []
    for address in addresses:
        named = authors if len(authors) == 1 else [name for name in address.authors if name in known]
        for name in named:
            theirs.setdefault(name, set()).add(address.country)
        if not named:
            nobodys.append((address.country,) if address.country else ())
    linked = [tuple(sorted(theirs[name] - {""})) for name in authors if name in theirs]
    unlisted = 0 if nobodys else len(authors) - len(linked)
    return credit(linked + nobodys, unlisted)


def lead_of(authors: Sequence[str], addresses: Sequence[Address], corresponding: Sequence[Address]) -> str:
    """The country of the corresponding author, else of the first; empty where that is unknown or more than one."""
    first = authors[0] if authors else ""
    own = [address for address in addresses if first in address.authors] or [
        address for address in addresses if not address.authors
    ]
    found = {address.country for address in corresponding or own}
    return found.pop() if len(found) == 1 else ""
