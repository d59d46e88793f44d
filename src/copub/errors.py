"""The one kind of error a person sees: what happened, where, and what to do about it."""

from collections.abc import Iterable
from difflib import get_close_matches


class CopubError(Exception):
    """A refusal that a person can act on.

    `what` states the fact, `where` names file and line (or table and row), `do` the remedy.
    """

    def __init__(self, what: str, *, where: str, do: str) -> None:
        super().__init__(f"{what}\n  where: {where}\n  do:    {do}")
        self.what, self.where, self.do = what, where, do

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.what, self.where, self.do)


def _rebuild(what: str, where: str, do: str) -> CopubError:
    # Exceptions with keyword arguments do not survive pickling between worker processes by themselves.
    return CopubError(what, where=where, do=do)


def nearest(name: str, names: Iterable[str]) -> str:
    """` Did you mean `x`?` for the closest of `names`, or an empty string when none is close."""
    close = get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f" Did you mean `{close[0]}`?" if close else ""
