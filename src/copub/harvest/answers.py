"""The stored answers of a harvest, looked up by what they answer."""

from collections import defaultdict
from functools import cached_property

from copub.errors import CopubError
from copub.harvest.calls import Call
from copub.harvest.plan import questions
from copub.harvest.scope import codes
from copub.harvest.shapes import Counts, Drawn, Page, Unknown, Works, pages, parse
from copub.harvest.storage import Store


class Answers:
    """The counts and samples of a harvest, read from its folder alone.

    Raises CopubError where an answer is missing or damaged, and for a country's code that data/reference lacks.
    """

    def __init__(self, store: Store) -> None:
        self.store, self.scope = store, store.scope
        self._read: dict[Call, list[Page]] = {}

    def by_year(self, *key: str) -> dict[int, int]:
        """Works by year, the years without any left out."""
        found: defaultdict[int, int] = defaultdict(int)
        for group, works in self._groups(key):
            found[int(group)] += works
        return dict(found)

    def by_country(self, *key: str) -> dict[str, int]:
        """Works by country."""
        found = {group.upper(): works for group, works in self._groups(key)}
        for code in found.keys() - set(codes()):
            raise CopubError(
                f"OpenAlex counts a country `{code}` that data/reference/countries.csv lacks",
                where=f"the answer to {' '.join(key)}",
                do="add it there; leaving it out would lose collaborations",
            )
        return found

    def by_field(self) -> dict[str, str]:
        """The names of the fields by number."""
        named: dict[str, str] = {}
        for call in self._calls[("fields",)]:
            for page in self._pages(call):
                assert isinstance(page, Counts)
                named |= {_last(group.key): str(group.key_display_name) for group in page.group_by if group.count}
        return named

    def drawn(self, *key: str) -> list[Drawn]:
        """The works of a sample."""
        works = []
        for call in self._calls[key]:
            for page in self._pages(call):
                assert isinstance(page, Works)
                works += page.results
        return works

    @property
    def invented(self) -> bool:
        """Whether the answers came from a stand-in."""
        call = self._calls[("world", "all")][0]
        return "x-copub-invented" in self.store.read(call, call.first).headers

    @property
    def answered(self) -> int:
        """How many pages were asked for."""
        return sum(len(self._pages(call)) for calls in self._calls.values() for call in calls)

    @cached_property
    def _calls(self) -> dict[tuple[str, ...], list[Call]]:
        found: defaultdict[tuple[str, ...], list[Call]] = defaultdict(list)
        for question in questions(self.scope):
            found[question.key].append(question.call)
        return dict(found)

    def _groups(self, key: tuple[str, ...]) -> list[tuple[str, int]]:
        found = []
        for call in self._calls[key]:
            for page in self._pages(call):
                assert isinstance(page, Counts)
                # Pages are filled up with groups of no works.
                found += [(_last(group.key), group.count) for group in page.group_by if group.count]
        return found

    def _pages(self, call: Call) -> list[Page]:
        if call not in self._read:
            self._read[call] = list(pages(call, self._page))
        return self._read[call]

    def _page(self, call: Call, at: str) -> Page:
        try:
            return parse(self.store.read(call, at).body, call)
        except Unknown as error:
            raise CopubError(
                f"a stored answer has a shape that we do not know: {error}",
                where=call.text(at),
                do="use the version of copub that harvested it",
            ) from None


def _last(key: str | int) -> str:
    """`CN` of `https://openalex.org/countries/CN` and of `CN`."""
    return str(key).rpartition("/")[2]
