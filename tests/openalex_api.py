"""A harvest against the stand-in without a network: requests go straight to it, and time is not waited for."""

from collections.abc import Callable
from pathlib import Path

import httpx

from copub.harvest import Client, Scope, begin, harvest
from copub.standin.server import Replies

KEY = "k3y-of-nobody-8f2c"
DAY = "2026-11-22"
SMALL = Scope(
    first_year=2019,
    last_year=2022,
    countries=("US", "CN"),
    groups=("EU27",),
    windows=((2019, 2020), (2021, 2022)),
)


class Direct(httpx.BaseTransport):
    """Requests to a stand-in; `asked` are their addresses as they went out."""

    def __init__(self, stand_in: Replies) -> None:
        self.stand_in, self.asked = stand_in, list[str]()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        reply = self.stand_in.reply(request.url.raw_path.decode())
        if reply == "timeout":
            raise httpx.ReadTimeout("timed out", request=request)
        if isinstance(reply, str):
            raise httpx.RemoteProtocolError("peer closed connection", request=request)
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body)


def client(stand_in: Replies, key: str = KEY) -> Client:
    """A client of a stand-in that never waits."""
    return Client(key, transport=Direct(stand_in), sleep=lambda seconds: None, clock=lambda: 0)


def harvested(
    folder: Path, stand_in: Replies, scope: Scope = SMALL, key: str = KEY, today: Callable[[], str] = lambda: DAY
) -> Path:
    """A harvest from a stand-in in `folder`."""
    with client(stand_in, key) as asking:
        harvest(begin(folder, scope, today()), asking, today=today)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """What a harvest holds, but for what was set aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "refused" not in path.parts
    }
