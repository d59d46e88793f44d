"""The stand-in: countable on fingers, and in the shapes and words of the recorded real one."""

import gzip
import json
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
import yaml

from copub.errors import CopubError
from copub.harvest.calls import Call
from copub.harvest.shapes import Counts, Unknown, parse
from copub.standin import StandIn, open_works
from openalex import author, work, write_lines
from shared import REAL, needs_real

RECORDED = REAL / "openalex-api-openalexpro"


def journal(number, *authors, field=27, **more):
    """A work in a journal, with a field."""
    name = {27: "Medicine", 22: "Engineering"}[field]
    topic = {"field": {"id": f"https://openalex.org/fields/{field}", "display_name": name}}
    place = {"source": {"type": "journal"}}
    dated = {"publication_date": "2020-05-17"}
    return work(number, *authors, **{"primary_topic": topic, "primary_location": place, **dated, **more})


@pytest.fixture(scope="module")
def fingers(tmp_path_factory) -> Iterator[StandIn]:
    """Eight works. 2020: US, US+CN, US+CN+DE, CN (engineering), none, a data set of US. 2021: DE+FR (three authors), a paratext of DE."""
    us, cn, de, fr = author("US"), author("CN"), author("DE"), author("FR")
    made = [
        journal(1, us),
        journal(2, us, cn),
        journal(3, author("US", "CN"), de),
        journal(4, cn, field=22, type="review", publication_date="2020-12-31"),
        journal(5, author()),
        journal(6, us, type="dataset", primary_location=None, primary_topic=None),
        journal(7, de, fr, fr, publication_year=2021, publication_date="2021-01-01", cited_by_count=9),
        journal(8, de, publication_year=2021, is_paratext=True, is_retracted=True),
        journal(9, us, is_xpac=True),
    ]
    folder = tmp_path_factory.mktemp("fingers")
    write_lines(folder / "works" / "updated_date=2026-01-01" / "part_0000.gz", made)
    with open_works(folder) as works:
        yield StandIn(works)


def asked(stand_in: StandIn, **parameters) -> dict:
    """The body of the answer."""
    return json.loads(stand_in.reply(f"/works?{urlencode(parameters)}&api_key=none").body)


def found(stand_in: StandIn, filters: str) -> list[int]:
    """The numbers of the works that meet the filters."""
    return [int(one["id"].rpartition("W")[2]) for one in asked(stand_in, filter=filters, per_page=200)["results"]]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("is_xpac:false", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("authorships.countries:US", [1, 2, 3, 6]),
        ("authorships.countries:us", [1, 2, 3, 6]),
        ("authorships.countries:countries/us", [1, 2, 3, 6]),
        ("authorships.countries:us|fr", [1, 2, 3, 6, 7]),
        ("authorships.countries:us,authorships.countries:cn", [2, 3]),
        ("authorships.countries:us|de,authorships.countries:cn|fr", [2, 3, 7]),
        ("authorships.countries:!us", [4, 5, 7, 8]),
        ("authorships.countries:!us|cn", [5, 7, 8]),
        ("authorships.countries:us|cn,authorships.countries:!de|fr", [1, 2, 4, 6]),
        ("countries_distinct_count:0", [5]),
        ("countries_distinct_count:1", [1, 4, 6, 8]),
        ("countries_distinct_count:2", [2, 7]),
        ("countries_distinct_count:>1", [2, 3, 7]),
        ("countries_distinct_count:<2", [1, 4, 5, 6, 8]),
        ("countries_distinct_count:!1", [2, 3, 5, 7]),
        ("publication_year:2020-2021", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("publication_year:2021", [7, 8]),
        ("publication_year:-2020", [1, 2, 3, 4, 5, 6]),
        ("publication_year:2020|2021,is_paratext:true", [8]),
        ("is_paratext:false,is_retracted:false,publication_year:2021-", [7]),
        ("type:review|dataset", [4, 6]),
        ("type:!article", [4, 6]),
        ("primary_location.source.type:journal,type:article", [1, 2, 3, 5, 7, 8]),
        ("primary_location.source.type:!journal", [6]),
        ("primary_topic.field.id:22", [4]),
        ("primary_topic.field.id:fields/22|27,publication_year:2021", [7, 8]),
        ("authors_count:>2", [7]),
        ("from_publication_date:2020-05-18,to_publication_date:2020-12-31", [4]),
        ("cited_by_count:>1", [7]),
    ],
)
def test_filters(fingers, filters, numbers):
    assert found(fingers, filters) == numbers


def test_a_work_counts_once_in_each_of_its_countries_and_keys_come_in_order(fingers):
    page = asked(fingers, group_by="authorships.countries", cursor="*", filter="type:article|review")
    assert {group["key"].rpartition("/")[2]: group["count"] for group in page["group_by"]} == {
        "CN": 3,
        "DE": 3,
        "FR": 1,
        "US": 3,
    }
    assert [group["key"] for group in page["group_by"]] == sorted(group["key"] for group in page["group_by"])
    assert page["group_by"][3] == {
        "key": "https://openalex.org/countries/US",
        "key_display_name": "United States",
        "count": 3,
    }
    by_size = asked(fingers, group_by="publication_year")["group_by"]
    assert [(group["key"], group["count"]) for group in by_size] == [("2020", 6), ("2021", 2)]


def test_unknown_groups_are_shown_when_asked_for(fingers):
    assert "unknown" not in str(asked(fingers, group_by="authorships.countries"))
    shown = asked(fingers, group_by="authorships.countries:include_unknown")["group_by"]
    assert {"key": "unknown", "key_display_name": "unknown", "count": 1} in shown
    fields = asked(fingers, group_by="primary_topic.field.id:include_unknown")["group_by"]
    assert {group["key_display_name"]: group["count"] for group in fields} == {"Medicine": 6, "Engineering": 1, "unknown": 1}  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_a_cursor_leads_through_all_groups_and_all_works_once(fingers, size):
    seen, cursor = [], "*"
    while cursor:
        page = asked(fingers, group_by="authorships.countries", per_page=size, cursor=cursor)
        seen += [group["key"][-2:] for group in page["group_by"]]
        cursor = page["meta"]["next_cursor"]
    assert seen == ["CN", "DE", "FR", "US"]
    works, cursor = [], "*"
    while cursor:
        page = asked(fingers, per_page=size, cursor=cursor, select="id")
        works += [one["id"] for one in page["results"]]
        cursor = page["meta"]["next_cursor"]
    assert works == [f"https://openalex.org/W{number}" for number in range(1, 9)]


def test_a_sample_is_the_same_for_the_same_seed_and_in_pages_without_repetition(fingers):
    def drawn(seed, page=1):
        answer = asked(fingers, sample=6, seed=seed, per_page=4, page=page, select="id,fwci")
        assert answer["meta"]["count"] == 6
        assert all(set(one) == {"id", "fwci"} for one in answer["results"])
        return [one["id"] for one in answer["results"]]

    assert drawn(1) == drawn(1)
    assert len({*drawn(1), *drawn(1, page=2)}) == 6
    assert len({tuple(drawn(seed)) for seed in range(10)}) > 5


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"filter": "DOESNTEXIST:1"}, "DOESNTEXIST is not a valid field. Valid fields are underscore or hyphenated versions of: "),
        ({"select": "DOESNTEXIST"}, "DOESNTEXIST is not a valid select field. Valid fields for select are: id, "),
        ({"filter": "authorships.countries:us|!cn"}, "The ! operator can only be used at the beginning of an OR query"),
        ({"filter": "authorships.countries:" + "|".join(["us"] * 101)}, "Maximum number of values exceeded for authorships.countries"),
        ({"filter": "publication_year:many"}, "Value for param publication_year must be a number."),
        ({"filter": "is_paratext:maybe"}, "Value for is_paratext must be true"),
        ({"filter": "to_publication_date:2020-13-01"}, "is an invalid date"),
        ({"group_by": "title"}, "Cannot group by title."),
        ({"group_by": "type:all"}, "The only valid filters for a group_by param is 'include_unknown'"),
        ({"group_by": "type", "select": "id"}, "select does not work with group_by."),
        ({"group_by": "type", "sample": 3}, "sample does not work with group_by."),
        ({"seed": 3}, "You must include the sample parameter"),
        ({"sample": 10001}, "Sample size must be less than or equal to 10,000."),
        ({"per_page": 201}, "per-page parameter must be between 1 and 200"),
        ({"page": 2, "cursor": "*"}, "Cannot use page parameter with cursor."),
        ({"flter": "type:article"}, "flter is not a valid parameter."),
    ],
)  # fmt: skip
def test_what_the_real_one_refuses_is_refused_in_its_words(fingers, parameters, told):
    reply = fingers.reply(f"/works?{urlencode(parameters)}")
    assert reply.status == 400
    body = json.loads(reply.body)
    assert body["error"] == "Invalid query parameters error."
    assert body["message"].startswith(told) or told in body["message"]


def test_calls_are_paid_for_and_a_spent_budget_is_429(works):
    stand_in = StandIn(works)
    left = [float(stand_in.reply("/works?per_page=1&api_key=some").headers["X-RateLimit-Remaining-USD"]) for _ in "ab"]
    assert left == [0.9999, 0.9998]
    stand_in.spent[""] = 999
    replies = [stand_in.reply("/works?per_page=1") for _ in "ab"]
    assert [reply.status for reply in replies] == [200, 429]
    assert [reply.headers["X-RateLimit-Cost-USD"] for reply in replies] == ["0.0001", "0"]
    assert stand_in.reply("/authors").status == 404


def test_a_folder_without_works_is_refused(tmp_path):
    with pytest.raises(CopubError, match="no works in OpenAlex's layout here"):
        open_works(tmp_path)


def exchanges() -> list[dict]:
    """The recorded exchanges about works in general."""
    if not RECORDED.is_dir():
        return []
    texts = [
        (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8").read()
        for path in sorted((RECORDED / "cassettes").iterdir())
    ]
    every = [one for text in texts for one in yaml.safe_load(text)["http_interactions"]]
    return [one for one in every if urlsplit(one["request"]["uri"]).path == "/works"]


def shape(value: object) -> object:
    """Names and types of a JSON value, a list by its first element."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


@needs_real
@pytest.mark.parametrize("exchange", exchanges(), ids=lambda one: urlsplit(one["request"]["uri"]).query[:60])
def test_the_shape_of_an_answer_is_the_recorded_ones(fingers, exchange):
    parameters = dict(part.split("=") for part in urlsplit(exchange["request"]["uri"]).query.split("&"))
    # It has no text to search; what the answer looks like does not depend on which works are found.
    if "search" in parameters["filter"]:
        parameters["filter"] = "type:article"
    if parameters.get("select") == "ids":
        parameters["select"] = "id"
    reply = fingers.reply("/works?" + "&".join(f"{name}={value}" for name, value in parameters.items()))
    theirs, ours = json.loads(exchange["response"]["body"]["string"]), json.loads(reply.body)
    assert reply.status == exchange["response"]["status"]
    assert list(ours) == list(theirs)
    if reply.status != 200:
        assert ours["error"] == theirs["error"]
        assert ours["message"].partition(": ")[0] == theirs["message"].partition(": ")[0]
        return
    assert shape(ours["meta"]) == shape(theirs["meta"])
    assert list(ours["meta"]) == list(theirs["meta"])
    assert shape(ours["group_by"]) == shape(theirs["group_by"])
    headers = {name.lower() for name in reply.headers}
    kept = {name for name in exchange["response"]["headers"] if name.startswith("x-ratelimit-")}
    assert kept - headers <= {"x-ratelimit-onetime-remaining", "x-ratelimit-reset"}


@needs_real
def test_the_recorded_counts_parse_and_their_last_page_is_known_as_the_last():
    recorded = [one for one in exchanges() if "group_by=" in one["request"]["uri"]]
    assert recorded
    bodies = [one["response"]["body"]["string"].encode() for one in recorded]
    for body in [*bodies, (RECORDED / "group_by_type.json").read_bytes()]:
        page = parse(body, Call((), "type"))
        assert isinstance(page, Counts)
        assert (len(page.group_by), sum(group.count for group in page.group_by)) == (18, page.meta.count)
        # 18 groups of 200 are all, although a cursor is named.
        assert page.meta.next_cursor is not None
        assert page.after(Call((), "type"), "*") is None


@needs_real
def test_the_recorded_lists_parse_and_errors_do_not():
    lists = [*RECORDED.glob("*.json.gz"), *RECORDED.glob("parallel/*.json.gz"), *RECORDED.glob("snowball/cit*.json*")]
    assert len(lists) >= 8
    sample = Call((), sample=100, seed=1, select="id")
    for path in lists:
        page = parse((gzip.open if path.suffix == ".gz" else open)(path, "rb").read(), sample)
        assert page.meta.count >= 0
    for exchange in exchanges():
        if exchange["response"]["status"] != 200:
            with pytest.raises(Unknown):
                parse(exchange["response"]["body"]["string"].encode(), Call((), "type"))
