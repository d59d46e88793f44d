"""Faults of network and server: the harvest ends the same, and nothing that is stored is paid for again."""

import gzip
import json
import subprocess
import sys
import time

import pytest

from copub.errors import CopubError
from copub.harvest import Client, begin, calls, harvest, run, shapes
from copub.harvest.calls import Call, any_of, years
from copub.harvest.scope import FIELD, PLACES, YEAR, Question
from copub.standin import StandIn
from copub.standin.faults import KINDS, Faulty
from copub.standin.server import serving
from openalex_api import DAY, KEY, SMALL, client, files, harvested

SEEDS = 200
SOME = (
    Question(("by-year",), Call(years(2003, 2022), YEAR)),
    Question(("by-field",), Call(years(2003, 2022), FIELD)),
    Question(("by-country",), Call(years(2003, 2022), PLACES), pages=8),
    Question(("partners",), Call((*years(2003, 2022), *any_of(PLACES, ["US"])), PLACES), pages=8),
    Question(
        ("sample",), Call(years(2003, 2022), sample=250, seed=1, select="id,publication_year,type,cited_by_count"), 3
    ),
)


@pytest.fixture
def few_questions(monkeypatch):
    """Five questions of some twenty pages, of ten groups each."""
    monkeypatch.setattr(run, "questions", lambda scope: SOME)
    monkeypatch.setattr(run, "write_tables", lambda folder: {})
    monkeypatch.setattr(calls, "GROUPS", 10)
    monkeypatch.setattr(shapes, "GROUPS", 10)


def until_done(folder, stand_in, runs=5):
    """Harvest again as long as it ends early; how often it took."""
    for number in range(1, runs + 1):
        try:
            harvested(folder, stand_in)
            return number
        except CopubError as error:
            assert "OpenAlex did not answer 8 times" in str(error)
    raise AssertionError(f"not done in {runs} runs")


def test_whatever_fails_the_stored_harvest_is_the_same_and_no_call_is_paid_twice(few_questions, works, tmp_path):
    calm = StandIn(works)
    expected = files(harvested(tmp_path / "calm", calm))
    assert len(expected) == 1 + sum(calm.paid.values()) > 15
    for seed in range(SEEDS):
        stand_in = StandIn(works, known=calm.known)
        until_done(tmp_path / f"s{seed}", Faulty(stand_in, seed))
        assert files(tmp_path / f"s{seed}") == expected, seed
        assert stand_in.paid == calm.paid, seed
        assert set(stand_in.paid.values()) == {1}


def test_the_faults_are_of_all_kinds():
    class Nothing:
        def reply(self, target):
            return None

    drawn = [next(Faulty(Nothing(), seed)._faults) for seed in range(SEEDS)]
    assert set(drawn) == {"", *KINDS}


def test_a_server_that_stays_down_ends_the_harvest_with_advice_and_the_next_run_goes_on(few_questions, works, tmp_path):
    stand_in = StandIn(works)
    with pytest.raises(
        CopubError, match=r"did not answer 8 times, the last time: .*\n.*\n.*run the same command again"
    ):
        harvested(tmp_path / "h", Faulty(stand_in, 1, rate=1))
    assert sum(stand_in.paid.values()) == 0
    harvested(tmp_path / "h", stand_in)
    assert set(stand_in.paid.values()) == {1}


def test_an_answer_that_is_not_json_is_set_aside_and_asked_for_again(few_questions, works, tmp_path):
    for seed in range(5):
        until_done(tmp_path / "h", Faulty(StandIn(works), seed, rate=0.6))
        (tmp_path / "h" / "harvest.json").rename(tmp_path / "h" / f"{seed}.json")
        for path in (tmp_path / "h" / "responses").iterdir():
            path.unlink()
    kept = [json.loads(gzip.decompress(path.read_bytes())) for path in (tmp_path / "h" / "refused").iterdir()]
    assert kept
    assert {(one["reason"], one["body"]) for one in kept} == {("not JSON", '{"meta": {"count": 1')}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"data": []}, "missing required field `meta`"),
        ({"meta": {"count": 1, "per_page": 200}, "group_by": [{"name": "US"}]}, "missing required field `key`"),
        ({"meta": {"count": "many", "per_page": 200}, "group_by": []}, "Expected `int`, got `str`"),
        ({"meta": {"count": 1, "per_page": 200}, "group_by": [{"key": "US", "key_display_name": "", "count": -1}]}, "fewer than no works"),
        ([], "Expected `object`, got `array`"),
    ],
)  # fmt: skip
def test_an_answer_of_an_unknown_shape_is_stored_aside_reported_and_refused(works, tmp_path, body, told):
    class Changed(StandIn):
        def _body(self, asked):
            return json.dumps(body).encode()

    with pytest.raises(CopubError, match="a shape that we do not know") as refused:
        harvested(tmp_path / "h", Changed(works))
    assert told in str(refused.value)
    (aside,) = (tmp_path / "h" / "refused").iterdir()
    assert str(aside) in str(refused.value)
    assert json.loads(json.loads(gzip.decompress(aside.read_bytes()))["body"]) == body
    assert not (tmp_path / "h" / "responses").exists()


def test_over_a_real_connection_cut_and_silent_answers_pass(few_questions, works, tmp_path):
    stand_in = StandIn(works)
    with serving(Faulty(stand_in, 3)) as address, Client(KEY, address, sleep=lambda seconds: None) as asking:
        harvest(begin(tmp_path / "h", SMALL, DAY), asking, today=lambda: DAY)
    assert set(stand_in.paid.values()) == {1}


KILLED = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from copub.harvest import Client, begin, harvest
from openalex_api import DAY, KEY, SMALL
with Client(KEY, {address!r}, sleep=lambda seconds: None) as asking:
    harvest(begin(Path({folder!r}), SMALL, DAY), asking, today=lambda: DAY)
"""


def test_a_killed_harvest_goes_on_and_pays_again_at_most_for_the_answer_on_its_way(works, tmp_path):
    stand_in, folder = StandIn(works), tmp_path / "h"
    whole = files(harvested(tmp_path / "whole" / "h", StandIn(works)))
    with serving(stand_in) as address:
        script = KILLED.format(path=sys.path, address=address, folder=str(folder))
        running = subprocess.Popen([sys.executable, "-c", script])
        deadline = time.monotonic() + 60
        while sum(stand_in.paid.values()) < 40 and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        running.kill()
        running.wait()
        stored = len(list((folder / "responses").glob("*.gz")))
        assert 30 <= stored < len(whole)
        subprocess.run([sys.executable, "-c", script], check=True)
    assert files(folder) == whole
    assert sum(stand_in.paid.values()) <= len(list((folder / "responses").iterdir())) + 1


def test_the_budget_is_looked_at_before_it_ends(works, tmp_path):
    stand_in = StandIn(works)
    stand_in.spent[KEY] = 10_000 - 40
    with pytest.raises(
        CopubError, match=r"the harvest costs another 0\.0\d+ USD or more, and 0\.0039 USD are left"
    ) as told:
        harvested(tmp_path / "h", stand_in)
    assert "use a key, buy credit" in str(told.value)
    assert sum(stand_in.paid.values()) == 1
    with pytest.raises(CopubError, match="the day's budget at OpenAlex is spent"), client(stand_in) as asking:
        asking.left = 0.00005
        run.harvest(begin(tmp_path / "h", SMALL, DAY), asking, today=lambda: DAY)
    assert sum(stand_in.paid.values()) == 1


def test_a_spent_budget_is_not_asked_again_and_again(works, tmp_path):
    stand_in = StandIn(works)
    stand_in.spent[KEY] = 10_000
    with pytest.raises(CopubError, match=r"the day's budget at OpenAlex is spent: 0\.0000 USD") as told:
        harvested(tmp_path / "h", stand_in)
    assert "answers of two days are never mixed" in str(told.value)
