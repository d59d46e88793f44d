"""The same works in every shape give the same rows, and the content says which shape it is."""

import csv
import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copub.corpus.openalex.reader import read, recognise
from copub.errors import CopubError
from openalex import author, line, rejected, rows, work, write_lines

WORKS = [work(1, author("CN"), author("US", None)), work(2, author("GB"), doi="https://doi.org/10.9/x"), work(3)]


@pytest.fixture
def reference(tmp_path):
    return rows(write_lines(tmp_path / "reference.gz", WORKS))


def _page(results):
    return {"meta": {"count": len(results)}, "results": results, "group_by": []}


@pytest.mark.parametrize(
    ("shape", "content"),
    [
        ("JSON lines", b"".join(map(line, WORKS))),
        ("JSON lines", b"\xef\xbb\xbf" + b"\r\n".join(json.dumps(one).encode() for one in WORKS)),
        ("JSON lines", b"\n\n".join(json.dumps(one).encode() for one in WORKS)),
        ("JSON lines", b"".join(gzip.compress(line(one)) for one in WORKS)),
        ("API page", json.dumps(_page(WORKS)).encode()),
        ("API page", gzip.compress(json.dumps(_page(WORKS), indent=1).encode())),
        ("list of works", json.dumps(WORKS).encode()),
        ("list of works", json.dumps(WORKS, indent=2).encode()),
    ],
)
def test_every_shape_of_json_gives_the_same_rows(tmp_path, reference, shape, content):
    path = tmp_path / "works.xls"
    path.write_bytes(content)
    assert recognise(path) == shape
    assert rows(path) == reference


def test_a_single_work_on_many_lines_is_one_record(tmp_path, reference):
    path = tmp_path / "work.json"
    path.write_text(json.dumps(WORKS[0], indent=1))
    assert recognise(path) == "single work"
    assert rows(path) == reference[:1]


def test_snapshot_parquet_gives_the_same_rows(tmp_path, reference):
    path = tmp_path / "part_0000.parquet"
    pq.write_table(pa.Table.from_pylist([{"title": "not read", "doi": None, **one} for one in WORKS]), path)
    assert recognise(path) == "snapshot Parquet"
    assert rows(path) == reference


def test_a_snapshot_in_parquet_judges_rows_as_json_does(tmp_path):
    path = tmp_path / "part_0000.parquet"
    broken = [work(1, publication_year=None), work(2), {**work(3), "authorships": None}]
    pq.write_table(pa.Table.from_pylist(broken), path)
    assert [one.position for one in rejected(path)] == ["row 1", "row 3"]
    assert [one["work_id"] for one in rows(path)] == ["W2"]


def _maybe(some):
    return st.none() | some


PLACE = st.sampled_from(["CN", "US", "XX"])
INSTITUTION = st.fixed_dictionaries({"id": _maybe(st.just("https://openalex.org/I1")), "country_code": _maybe(PLACE)})
AUTHOR = st.fixed_dictionaries(
    {
        "countries": _maybe(st.lists(_maybe(PLACE), max_size=2)),
        "institutions": _maybe(st.lists(_maybe(INSTITUTION), max_size=2)),
        "is_corresponding": _maybe(st.booleans()),
    }
)
TOPIC = st.fixed_dictionaries(
    {name: _maybe(st.fixed_dictionaries({"display_name": _maybe(st.just("Optics"))})) for name in ("subfield", "field")}
)
ROW = st.fixed_dictionaries(
    {
        "id": _maybe(st.integers(1, 5).map("https://openalex.org/W{}".format)),
        "doi": _maybe(st.just("https://doi.org/10.9/X")),
        "publication_year": _maybe(st.sampled_from([1066, 2020])),
        "type": _maybe(st.just("article")),
        "cited_by_count": _maybe(st.integers(-1, 2)),
        "is_xpac": _maybe(st.booleans()),
        "authors_count": _maybe(st.integers(0, 3)),
        "authorships": _maybe(st.lists(_maybe(AUTHOR), max_size=3)),
        "primary_topic": _maybe(TOPIC),
        "topics": _maybe(st.lists(_maybe(TOPIC), max_size=2)),
        "primary_location": _maybe(
            st.fixed_dictionaries({"source": _maybe(st.fixed_dictionaries({"type": _maybe(st.just("conference"))}))})
        ),
    }
)
NAMED = pa.struct([("display_name", pa.string())])
TOPICS = pa.struct([("subfield", NAMED), ("field", NAMED)])
INSTITUTIONS = pa.struct([("id", pa.string()), ("country_code", pa.string())])
AUTHORS = pa.struct(
    [("countries", pa.list_(pa.string())), ("institutions", pa.list_(INSTITUTIONS)), ("is_corresponding", pa.bool_())]
)
COLUMNS = pa.schema(
    {
        "id": pa.string(),
        "doi": pa.string(),
        "publication_year": pa.int32(),
        "type": pa.string(),
        "cited_by_count": pa.int32(),
        "is_xpac": pa.bool_(),
        "authors_count": pa.int32(),
        "authorships": pa.list_(AUTHORS),
        "primary_topic": TOPICS,
        "topics": pa.list_(TOPICS),
        "primary_location": pa.struct([("source", pa.struct([("type", pa.string())]))]),
    }
)


def _left_out(value):
    """Without the keys that are null, as JSON of old vintages has it."""
    if isinstance(value, dict):
        return {key: _left_out(one) for key, one in value.items() if one is not None}
    return [_left_out(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=5))
def test_whatever_is_null_a_row_is_judged_as_the_record_without_these_keys(tmp_path_factory, records):
    folder = tmp_path_factory.mktemp("null")
    # The first is whole, so that the lines are recognised.
    records = [{name: value for name, value in work(9).items() if name in COLUMNS.names}, *records]
    table = pa.Table.from_pylist(records, schema=COLUMNS)
    pq.write_table(table, folder / "works.parquet")
    # Of several faults the first in the order of the keys is named.
    lines = write_lines(folder / "works.gz", map(_left_out, table.to_pylist()))
    for one, other in zip(read(lines), read(folder / "works.parquet"), strict=True):
        assert other.works.equals(one.works)
        assert other.weights.equals(one.weights)
        assert other.institutions.equals(one.institutions)
        assert [(bad.position.replace("row", "line"), bad.reason, bad.work_id) for bad in other.rejected] == [
            (bad.position, bad.reason, bad.work_id) for bad in one.rejected
        ]


FLAT = {
    "work_id": "W7",
    "doi": "10.9/X",
    "year": 2018.0,
    "type": "article",
    "cited_by_count": 4,
    "primary_field": "Medicine",
    "n_authors": 3,
    "institution_ids": "I1|I2",
    "countries": "US|CA",
    "title": "not read",
}


def test_a_flattened_table_knows_countries_but_not_whose(tmp_path):
    pq.write_table(pa.Table.from_pylist([FLAT]), tmp_path / "works.parquet")
    with (tmp_path / "works.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, FLAT)
        table.writeheader()
        table.writerow(FLAT)
    assert recognise(tmp_path / "works.parquet") == "flattened Parquet"
    assert recognise(tmp_path / "works.csv") == "flattened CSV"
    (row,) = rows(tmp_path / "works.parquet")
    assert rows(tmp_path / "works.csv") == [row]
    assert (row["cset"], row["year"], row["field"], row["n_authors"]) == ("CAUS", 2018, "Medicine", 3)
    assert (row["lead"], row["dual"], row["unknown"]) == ("", None, None)


def test_a_flattened_row_without_a_whole_year_is_rejected(tmp_path):
    pq.write_table(
        pa.Table.from_pylist([{**FLAT, "year": None}, {**FLAT, "year": 2018.5}, FLAT]), tmp_path / "works.parquet"
    )
    assert [one.position for one in rejected(tmp_path / "works.parquet")] == ["row 1", "row 2"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"FN Clarivate Analytics Web of Science\n",
        json.dumps({"meta": {}, "results": [], "group_by": [{"key": "https://openalex.org/types/article"}]}).encode(),
        line({"id": "https://openalex.org/S1", "display_name": "a journal"}),
        b"interactions:\n- response:\n    body:\n      string: '" + line(WORKS[0]) + b"'\n",
    ],
)
def test_what_holds_no_works_of_openalex_is_not_recognised(tmp_path, content):
    path = tmp_path / "works.json"
    path.write_bytes(content)
    assert recognise(path) is None
    with pytest.raises(CopubError, match="not a file of OpenAlex works"):
        list(read(path))
