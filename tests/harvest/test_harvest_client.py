"""One call: its pace, its patience, what it refuses; and the key, which is nowhere."""

import gzip
import logging
import sys

import httpx
import pytest

from copub.cli import main
from copub.errors import CopubError
from copub.harvest import Client, begin, find_key, harvest
from copub.harvest.calls import Call, years
from copub.harvest.client import ATTEMPTS, LONGEST_WAIT, PACE
from copub.harvest.key import key_file
from copub.project import find_root
from copub.standin import Reply, StandIn
from openalex_api import DAY, KEY, SMALL, Direct, client, harvested

CALL = Call(years(2020, 2020), "publication_year")
FINE = Reply(200, {"X-RateLimit-Remaining-USD": "0.5"}, b'{"meta": {"count": 0, "per_page": 200}, "group_by": []}')


class Said:
    """Replies in a row, the last again and again."""

    def __init__(self, *replies: Reply | str) -> None:
        self.replies, self.asked = list(replies), 0

    def reply(self, target: str) -> Reply | str:
        self.asked += 1
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def ask(said: Said, sleep=lambda seconds: None, clock=lambda: 0, broken=lambda answer: None):
    with Client(KEY, transport=Direct(said), sleep=sleep, clock=clock) as asking:
        return asking.ask(CALL, "*", broken), asking.left


def test_what_passes_is_waited_for_longer_and_longer_and_by_a_random_part():
    def waits():
        slept = []
        ask(Said(*[Reply(500, {}, b"")] * 6, FINE), sleep=slept.append, clock=iter(range(1000)).__next__)
        return slept

    first, second = waits(), waits()
    assert len(first) == len(second) == 6
    assert all(grown / 2 <= wait <= grown for wait, grown in zip(first, [1, 2, 4, 8, 16, 32], strict=True))
    assert first != second


@pytest.mark.parametrize(("said", "least"), [("7", 7), ("100000", LONGEST_WAIT), ("Sun, 22 Nov 2026", 0)])
def test_the_wait_that_is_asked_for_is_kept_within_reason(said, least):
    slept = []
    ask(Said(Reply(429, {"Retry-After": said}, b""), FINE), sleep=slept.append, clock=iter(range(1000)).__next__)
    assert least <= slept[0] <= max(least, 1)


def test_ten_calls_a_second_and_no_more():
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    with Client(KEY, transport=Direct(Said(FINE)), sleep=sleep, clock=lambda: now[0]) as asking:
        for _ in range(11):
            asking.ask(CALL, "*", lambda answer: None)
    assert now[0] == pytest.approx(10 * PACE)
    assert len(slept) == 10


def test_prepaid_credit_counts_as_budget():
    headers = {"X-RateLimit-Remaining-USD": "0.25", "X-RateLimit-Prepaid-Remaining-USD": "2"}
    assert ask(Said(Reply(200, headers, FINE.body)))[1] == 2.25


@pytest.mark.parametrize(
    ("status", "told"),
    [(400, "refuses the call with status 400: no such field"), (404, "status 404"), (401, "does not know the key")],
)
def test_what_does_not_pass_is_not_asked_again(status, told):
    said = Said(Reply(status, {}, b'{"error": "e", "message": "no such field"}'))
    with pytest.raises(CopubError, match=told):
        ask(said)
    assert said.asked == 1


@pytest.mark.parametrize("reply", ["timeout", "cut", Reply(403, {}, b""), Reply(429, {}, b""), Reply(503, {}, b"down")])
def test_eight_times_and_then_the_advice_to_come_back(reply):
    said = Said(reply)
    with pytest.raises(CopubError, match=f"did not answer {ATTEMPTS} times") as told:
        ask(said)
    assert said.asked == ATTEMPTS
    assert "what is stored is not asked for again" in str(told.value)


def test_a_key_never_travels_in_the_open():
    with pytest.raises(CopubError, match="would travel in the open"):
        Client(KEY, "http://api.openalex.org")
    Client(KEY, "http://127.0.0.1:1")
    Client("", "http://api.openalex.org")


class Telltale(StandIn):
    """Repeats the key in bodies and in errors."""

    status = 200

    def reply(self, target):
        reply = super().reply(target)
        extra = b', "you_asked": "' + target.encode() + b'"}'
        return Reply(self.status, reply.headers | {"Location": target}, reply.body.removesuffix(b"}") + extra)


def test_the_key_is_in_no_file_no_log_and_no_output(works, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    stand_in = Telltale(works)
    transport = Direct(stand_in)
    with Client(KEY, transport=transport, sleep=lambda seconds: None, clock=lambda: 0) as asking:
        harvest(begin(tmp_path / "h", SMALL, DAY), asking, today=lambda: DAY)
    assert all(f"api_key={KEY}" in address for address in transport.asked)
    written = [path for path in (tmp_path / "h").rglob("*") if path.is_file()]
    assert len(written) > 100
    for path in written:
        raw = path.read_bytes()
        assert KEY.encode() not in (gzip.decompress(raw) if path.suffix == ".gz" else raw), path
    assert "HTTP Request: GET https://api.openalex.org/works" in caplog.text
    assert KEY not in caplog.text
    assert KEY not in "".join(capfd.readouterr())


@pytest.mark.parametrize("status", [400, 401, 429, 500])
def test_the_key_is_in_no_error(works, tmp_path, status):
    stand_in = Telltale(works)
    stand_in.status = status
    with pytest.raises(CopubError) as told:
        harvested(tmp_path / "h", stand_in)
    error: BaseException | None = told.value
    while error:
        assert KEY not in repr(error) + str(error)
        error = error.__cause__


def test_the_key_is_in_no_error_of_the_network(tmp_path):
    class Chatty(httpx.BaseTransport):
        def handle_request(self, request):
            raise httpx.ConnectError(f"cannot reach {request.url}", request=request)

    with (
        pytest.raises(CopubError, match="<api-key>") as told,
        Client(KEY, transport=Chatty(), sleep=lambda s: None) as asking,
    ):
        harvest(begin(tmp_path / "h", SMALL, DAY), asking, today=lambda: DAY)
    assert KEY not in str(told.value)


def test_the_key_comes_from_the_environment_or_a_file_outside_the_project(tmp_path, monkeypatch):
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    root = tmp_path / "project"
    with pytest.raises(CopubError, match="no key to OpenAlex"):
        find_key(root)
    key_file().parent.mkdir(parents=True)
    key_file().write_text(f"{KEY}\n")
    assert find_key(root) == KEY
    with pytest.raises(CopubError, match="inside the project"):
        find_key(tmp_path)
    monkeypatch.setenv("OPENALEX_API_KEY", "another-key")
    assert find_key(root) == "another-key"
    monkeypatch.setenv("OPENALEX_API_KEY", "2019")
    with pytest.raises(CopubError, match="this is no key") as told:
        find_key(root)
    assert "2019" not in str(told.value)


def test_without_a_key_the_command_says_where_to_get_one(monkeypatch, tmp_path, capfd):
    monkeypatch.chdir(find_root())
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("copub.harvest.folder_of", lambda root, name: tmp_path / name)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.setattr(sys, "argv", ["copub", "harvest", "openalex", "--to", "mine", "--quiet"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert "get one free at openalex.org/settings/api" in str(ended.value)


def test_a_stand_in_knows_only_the_keys_it_is_given(works, tmp_path):
    stand_in = StandIn(works, keys=frozenset({"another-key"}))
    with pytest.raises(CopubError, match="does not know the key: API key not found"):
        harvested(tmp_path / "h", stand_in)
    assert sum(stand_in.paid.values()) == 0
    with client(stand_in, "another-key") as asking:
        assert asking.ask(CALL, "*", lambda answer: None).status == 200
