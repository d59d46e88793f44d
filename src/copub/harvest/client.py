"""One call to OpenAlex and its answer, politely: a pace, a budget, patience with what passes, and no patience with what does not.

Documented at developers.openalex.org (November 2026). 403 and 429 mean too fast, 429 also that the day's budget is spent, which the
headers tell apart; 5xx and cut connections pass. Waits grow from attempt to attempt, by a random part, so that many clients do
not return together.
"""

import random
import time
from collections.abc import Callable
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpx
import msgspec
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from copub import __version__
from copub.errors import CopubError
from copub.harvest.calls import Call
from copub.harvest.key import HIDDEN, without_key
from copub.harvest.storage import Answer

ADDRESS = "https://api.openalex.org"
COST = 0.0001
"""USD a call of counts or of a list."""
PACE = 0.1
"""Seconds between calls: a tenth of what OpenAlex allows."""
ATTEMPTS = 8
LONGEST_WAIT = 60.0
TIMEOUT = httpx.Timeout(60, connect=10)
TOO_FAST = (403, 429)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Passing(Exception):
    """It did not work this time and may work the next; `after` is how many seconds the server asks to wait."""

    def __init__(self, reason: str, after: float = 0) -> None:
        super().__init__(reason)
        self.after = after


class WithKey(httpx.BaseTransport):
    """Adds the key on the way out, so that no request that could be logged or quoted has it."""

    def __init__(self, inner: httpx.BaseTransport, key: str) -> None:
        self._inner, self._key = inner, key

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The inner transport's answer to the request with the key."""
        url = request.url.copy_add_param("api_key", self._key) if self._key else request.url
        return self._inner.handle_request(
            httpx.Request(request.method, url, headers=request.headers, extensions=request.extensions)
        )

    def close(self) -> None:
        """Close the inner transport."""
        self._inner.close()


class Client:
    """OpenAlex at `address`. `left` is what remains of the day's budget in USD, None before the first answer.

    `transport`, `sleep` and `clock` are the network and the time, for tests to replace. Raises CopubError for a key and an address
    without encryption.
    """

    def __init__(
        self,
        key: str,
        address: str = ADDRESS,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        url = httpx.URL(address)
        if key and url.scheme != "https" and url.host not in LOOPBACK:
            raise CopubError("the key would travel in the open", where=address, do="use an address with https")
        self._key, self._sleep, self._clock = key, sleep, clock
        self._client = httpx.Client(
            base_url=address,
            transport=WithKey(transport or _network(url), key),
            timeout=TIMEOUT,
            headers={"User-Agent": f"copub/{__version__}"},
        )
        self._next = 0.0
        self.left: float | None = None

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: Any) -> None:
        self._client.close()

    def ask(self, call: Call, at: str, broken: Callable[[Answer], None]) -> Answer:
        """The answer to the page `at` of `call`, which is JSON; `broken` is told of answers that were not, before they are asked again.

        Raises CopubError where OpenAlex refuses the call or the key, where the budget is spent, and where nothing came after
        eight attempts. No error quotes the key.
        """
        retrying = Retrying(
            retry=retry_if_exception_type(Passing),
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, call, at, broken)
        except Passing as error:
            raise CopubError(
                f"OpenAlex did not answer {ATTEMPTS} times, the last time: {error}",
                where=call.text(at),
                do="run the same command again today: what is stored is not asked for again",
            ) from None

    def _once(self, call: Call, at: str, broken: Callable[[Answer], None]) -> Answer:
        self._keep_pace()
        try:
            response = self._client.get("/works", params=call.parameters(at))
        except httpx.RequestError as error:
            raise Passing(without_key(f"{type(error).__name__}: {error}", self._key)) from None
        body = without_key(response.content.decode("utf-8", "backslashreplace"), self._key).encode()
        answer = Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)
        self._note_budget(answer)
        if answer.status == 200:
            try:
                msgspec.json.decode(answer.body)
            except msgspec.DecodeError as error:
                broken(answer)
                raise Passing(f"the answer is not JSON: {error}") from None
            return answer
        raise self._failure(answer, call, at)

    def _failure(self, answer: Answer, call: Call, at: str) -> Exception:
        said = _message(answer.body)
        if answer.status == 429 and self.left is not None and self.left < COST:
            return spent(self.left)
        if answer.status in TOO_FAST or answer.status >= 500:
            return Passing(f"status {answer.status}: {said}", _seconds(answer.headers.get("retry-after", "")))
        if answer.status == 401:
            return CopubError(
                f"OpenAlex does not know the key: {said}", where=HIDDEN, do="look it up at openalex.org/settings/api"
            )
        return CopubError(
            f"OpenAlex refuses the call with status {answer.status}: {said}",
            where=call.text(at),
            do="the API may have changed: compare with developers.openalex.org and mend copub.harvest",
        )

    def _keep_pace(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + PACE

    def _note_budget(self, answer: Answer) -> None:
        free = answer.headers.get("x-ratelimit-remaining-usd")
        if free is not None:
            self.left = float(free) + float(answer.headers.get("x-ratelimit-prepaid-remaining-usd") or 0)


def _network(url: httpx.URL) -> httpx.HTTPTransport:
    """The way to `url`, through the proxy that the environment names; httpx looks for one only where no transport is given."""
    proxy = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
    return httpx.HTTPTransport(proxy=proxy)


def spent(left: float) -> CopubError:
    """The refusal to go on once the budget is spent."""
    return CopubError(
        f"the day's budget at OpenAlex is spent: {left:.4f} USD are left",
        where="the header X-RateLimit-Remaining-USD",
        do="with credit bought today, run the same command again: what is stored is not asked for again; "
        "tomorrow begin with `--to` another name, because answers of two days are never mixed",
    )


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, Passing) else 0
    grown = min(LONGEST_WAIT, 0.5 * 2**state.attempt_number)
    return max(asked, random.uniform(grown / 2, grown))


def _seconds(text: str) -> float:
    return min(float(text), LONGEST_WAIT) if text.isdigit() else 0


def _message(body: bytes) -> str:
    """What OpenAlex says of an error, shortened: it lists every field that it knows."""
    try:
        said = msgspec.json.decode(body)["message"]
    except (msgspec.DecodeError, KeyError, TypeError):
        said = body.decode("utf-8", "replace")
    return str(said)[:200]
