"""`copub harvest`: ask what is not stored yet, then make the tables."""

from collections.abc import Callable
from dataclasses import dataclass

from copub.errors import CopubError
from copub.harvest.calls import Call
from copub.harvest.client import COST, PACE, Client, spent
from copub.harvest.derive import write_tables
from copub.harvest.plan import most_pages, questions
from copub.harvest.scope import Question, Scope
from copub.harvest.shapes import Page, Unknown, pages, parse
from copub.harvest.storage import Answer, Store

Report = Callable[[int, int], None]
"""Told how many of the open questions are answered, of how many."""


@dataclass(frozen=True)
class Cost:
    """What a harvest takes at most."""

    calls: int

    @property
    def usd(self) -> float:
        """In USD."""
        return self.calls * COST

    def sentence(self) -> str:
        """In words, with the time at the pace that we keep; slow answers take longer."""
        minutes, seconds = divmod(round(self.calls * PACE), 60)
        return f"at most {self.calls:,} calls, {self.usd:.4f} USD, {minutes} min {seconds} s at {1 / PACE:.0f} calls a second"


def cost(scope: Scope) -> Cost:
    """What the harvest of a scope takes when nothing is stored yet."""
    return Cost(most_pages(questions(scope)))


def unanswered(store: Store) -> list[Question]:
    """The questions of a harvest of which a page is not stored."""

    def stored(call: Call, at: str) -> Page:
        if not store.has(call, at):
            raise LookupError
        return parse(store.read(call, at).body, call)

    found = []
    for question in questions(store.scope):
        try:
            list(pages(question.call, stored))
        except LookupError:
            found.append(question)
    return found


def harvest(
    store: Store, client: Client, *, today: Callable[[], str], report: Report = lambda done, total: None
) -> dict[str, int]:
    """Ask OpenAlex for what is not stored, and write the tables; their rows by name.

    `today` is the day in UTC, looked at before every call. Raises CopubError where it is not the harvest's, where the budget does not
    suffice, where another run is at it, and for an answer of an unknown shape, which is stored in `refused/`.
    """
    asked = unanswered(store)

    def page(call: Call, at: str) -> Page:
        if store.has(call, at):
            return parse(store.read(call, at).body, call)
        store.check_day(today())
        if client.left is not None and client.left < COST:
            raise spent(client.left)
        unmeasured = client.left is None
        found = _ask(store, client, call, at)
        if unmeasured and client.left is not None and client.left < (len(asked) - 1) * COST:
            raise CopubError(
                f"the harvest costs another {(len(asked) - 1) * COST:.4f} USD or more, and {client.left:.4f} USD are left today",
                where="the header X-RateLimit-Remaining-USD",
                do="use a key, buy credit, or harvest fewer places and years",
            )
        return found

    with store.alone():
        for number, question in enumerate(asked, 1):
            for _ in pages(question.call, page):
                pass
            report(number, len(asked))
        return write_tables(store.folder)


def _ask(store: Store, client: Client, call: Call, at: str) -> Page:
    """The page from OpenAlex, stored."""

    def set_aside(answer: Answer) -> None:
        store.refuse(call, at, answer, "not JSON")

    answer = client.ask(call, at, set_aside)
    try:
        found = parse(answer.body, call)
    except Unknown as error:
        path = store.refuse(call, at, answer, str(error))
        raise CopubError(
            f"OpenAlex's answer has a shape that we do not know: {error}",
            where=f"{path}, the answer to `{call.text(at)}`",
            do="the API has changed: teach copub.harvest.shapes the new shape; nothing is guessed",
        ) from None
    store.keep(call, at, answer)
    return found
