"""The folder of a harvest: one day, one scope, the same bytes again, and nothing damaged taken for an answer."""

import gzip
import hashlib
import json
import shutil
from dataclasses import replace

import pytest

from copub import releases
from copub.errors import CopubError
from copub.harvest import begin, folder_of, harvest, unanswered, write_tables
from copub.standin import StandIn
from openalex_api import DAY, SMALL, client, files, harvested


@pytest.fixture(scope="module")
def whole(works, tmp_path_factory):
    return harvested(tmp_path_factory.mktemp("whole") / "mine", StandIn(works))


@pytest.fixture
def copy(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "mine")
    return tmp_path / "mine"


def test_each_answer_is_kept_with_its_question_day_status_headers_and_hash(whole):
    kept = [json.loads(gzip.decompress(path.read_bytes())) for path in (whole / "responses").iterdir()]
    assert all(set(one) == {"query", "date", "status", "headers", "sha256", "body"} for one in kept)
    assert {(one["date"], one["status"]) for one in kept} == {(DAY, 200)}
    assert {tuple(one["headers"]) for one in kept} == {("content-type", "x-copub-invented", "x-ratelimit-cost-usd")}
    about = json.loads((whole / "harvest.json").read_text(encoding="utf-8"))
    assert all(one["query"].startswith(f"works?filter={about['filter']},") for one in kept)


def test_the_tables_follow_from_the_folder_alone_byte_by_byte(copy, whole):
    shutil.rmtree(copy / "tables")
    write_tables(copy)
    assert files(copy) == files(whole)


def test_nothing_is_asked_that_is_stored(works, copy):
    stand_in = StandIn(works)
    assert unanswered(begin(copy, SMALL, "2027-01-01")) == []
    harvested(copy, stand_in, today=lambda: "2027-01-01")
    assert sum(stand_in.paid.values()) == 0


def test_answers_of_two_days_are_never_mixed(works, copy):
    next((copy / "responses").iterdir()).unlink()
    stand_in = StandIn(works)
    with pytest.raises(CopubError, match="is of 2026-11-22, and today is 2026-11-23") as told:
        harvested(copy, stand_in, today=lambda: "2026-11-23")
    assert "`--to` another name, such as mine-2026-11-23" in str(told.value)
    assert sum(stand_in.paid.values()) == 0


def test_a_day_that_ends_during_the_harvest_ends_it(works, tmp_path):
    days = iter([DAY] * 10 + ["2026-11-23"] * 10)
    stand_in = StandIn(works)
    with pytest.raises(CopubError, match="never mixed"):
        harvested(tmp_path / "h", stand_in, today=lambda: next(days))
    assert sum(stand_in.paid.values()) == 9


def test_another_scope_in_the_same_folder_is_refused(copy):
    with pytest.raises(CopubError, match="was begun for other years, places or works"):
        begin(copy, replace(SMALL, last_year=2021), DAY)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-20],
        lambda raw: b"",
        lambda raw: gzip.compress(b"[]"),
        lambda raw: gzip.compress(gzip.decompress(raw).replace(b'count\\":', b'count\\": 1', 1)),
        lambda raw: gzip.compress(gzip.decompress(raw).replace(b"works?", b"works!", 1)),
    ],
    ids=["cut", "empty", "other shape", "changed body", "other question"],
)
def test_a_damaged_answer_is_not_read(copy, damage):
    path = next((copy / "responses").iterdir())
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(CopubError, match="missing or damaged") as told:
        write_tables(copy)
    assert str(path) in str(told.value)


def test_a_harvest_and_a_corpus_do_not_share_a_name(tmp_path):
    (tmp_path / "data" / "corpora" / "both" / "tables").mkdir(parents=True)
    with pytest.raises(CopubError, match="there is a corpus `both`"):
        folder_of(tmp_path, "both")
    (tmp_path / "data" / "harvests" / "both" / "tables").mkdir(parents=True)
    with pytest.raises(CopubError, match="a corpus and a harvest are both called `both`"):
        releases.tables_of(tmp_path, "both")
    with pytest.raises(CopubError, match="is no name for a harvest"):
        folder_of(tmp_path, "../elsewhere")


def test_another_index_during_the_harvest_is_seen_where_two_lists_disagree(works, copy):
    def told(country, number):
        for path in (copy / "responses").iterdir():
            kept = json.loads(gzip.decompress(path.read_bytes()))
            query = kept["query"]
            if f"publication_year:2019,authorships.countries:{country}&group_by=authorships" in query:
                page = json.loads(kept["body"])
                for group in page["group_by"]:
                    if group["key"].endswith(number):
                        return path, kept, page, group
        raise AssertionError

    path, kept, page, group = told("CN", "US")
    group["count"] += 1
    kept["body"] = json.dumps(page, ensure_ascii=False)
    kept["sha256"] = hashlib.sha256(kept["body"].encode()).hexdigest()
    path.write_bytes(gzip.compress(json.dumps(kept).encode()))
    write_tables(copy)
    assert json.loads((copy / "tables" / "tables.json").read_text(encoding="utf-8"))["disagreeing_pairs"] == 1


def test_a_country_that_we_do_not_know_is_refused_and_not_dropped(works, copy):
    for path in (copy / "responses").iterdir():
        kept = json.loads(gzip.decompress(path.read_bytes()))
        if "countries/US" in kept["body"]:
            kept["body"] = kept["body"].replace("countries/US", "countries/QQ")
            kept["sha256"] = hashlib.sha256(kept["body"].encode()).hexdigest()
            path.write_bytes(gzip.compress(json.dumps(kept).encode()))
    with pytest.raises(CopubError, match=r"a country `QQ` that data/reference/countries\.csv lacks"):
        write_tables(copy)


def test_two_runs_do_not_add_to_one_harvest(works, copy):
    next((copy / "responses").iterdir()).unlink()
    stand_in, store = StandIn(works), begin(copy, SMALL, DAY)
    with store.alone(), pytest.raises(CopubError, match="another run is adding to this harvest"):
        harvested(copy, stand_in)
    assert sum(stand_in.paid.values()) == 0
    harvested(copy, stand_in)
    assert sum(stand_in.paid.values()) == 1


def test_a_client_is_not_needed_for_a_whole_harvest(copy, works):
    with client(StandIn(works)) as asking:
        harvest(begin(copy, SMALL, DAY), asking, today=lambda: DAY)
        assert asking.left is None
