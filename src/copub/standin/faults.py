"""Faults of a network and a server, drawn from a seed, for trying what a client makes of them."""

import random
from collections.abc import Iterator
from dataclasses import replace

from copub.standin.answers import Reply, StandIn

KINDS = ("timeout", "cut", "429", "500", "malformed")


class Faulty:
    """A stand-in whose replies fail with probability `rate`; `reply` gives the reply, or the kind of fault that has none.

    A reply that fails is not paid for: the real one does not charge for it either, except for the answer that got lost on its way.
    """

    def __init__(self, stand_in: StandIn, seed: int, rate: float = 0.3) -> None:
        self._stand_in, self._faults = stand_in, _drawn(seed, rate)

    def reply(self, target: str) -> Reply | str:
        """The reply to a GET of `target`, or `timeout` or `cut`."""
        kind = next(self._faults)
        if kind in ("timeout", "cut"):
            return kind
        if kind == "429":
            return Reply(429, {"Retry-After": "1"}, b'{"error": "Rate limit exceeded", "message": "Too many requests"}')
        if kind == "500":
            return Reply(500, {}, b"<html>Internal Server Error</html>")
        if kind == "malformed":
            return Reply(200, {"Content-Type": "application/json"}, b'{"meta": {"count": 1')
        return replace(self._stand_in.reply(target))


def _drawn(seed: int, rate: float) -> Iterator[str]:
    chance = random.Random(seed)
    while True:
        yield chance.choice(KINDS) if chance.random() < rate else ""
