"""A bad record is rejected with a reason, and nothing else is lost: one test for each way in which files of records break."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.corpus.openalex import content
from copub.corpus.openalex.reader import read, recognise
from openalex import author, ids, line, rejected, rows, work, write_lines

GOOD = line(work(1)), line(work(3))


def _text(**more):
    return line(work(2, **more)).decode()


DEFECTS = {
    "broken line": (_text()[:60].encode() + b"\n", "broken JSON"),
    "two records glued": (line(work(2)).strip() + line(work(4)), "broken JSON: trailing characters"),
    "null where a list belongs": (_text(authorships=None).encode(), "wrong type: Expected `array`"),
    "object where a list belongs": (_text(authorships={}).encode(), "wrong type: Expected `array`"),
    "null for the countries of an author": (_text(authorships=[{"countries": None}]).encode(), "wrong type"),
    "text for a count": (_text(cited_by_count="12").encode(), "wrong type: Expected `int | null`, got `str`"),
    "words for a count": (_text(cited_by_count="many").encode(), "wrong type: Expected `int | null`, got `str`"),
    "3.0 for a count": (_text(cited_by_count=3.0).encode(), "wrong type: Expected `int | null`, got `float`"),
    "3.7 for a count": (_text(cited_by_count=3.7).encode(), "wrong type: Expected `int | null`, got `float`"),
    "a count below nothing": (_text(cited_by_count=-1).encode(), "impossible number of citations"),
    "year 99999": (_text(publication_year=99999).encode(), "publication year outside"),
    "no year": (_text(publication_year=None).encode(), "no publication year"),
    "no identifier": (_text(id=None).encode(), "no identifier of a work"),
    "an identifier of something else": (_text(id="https://openalex.org/A1").encode(), "no identifier of a work"),
    "invalid UTF-8 in a used field": (_text(doi="?").encode().replace(b'"?"', b'"\xff"'), "broken JSON: not UTF-8"),
    "NaN": (_text(fwci=float("nan")).encode(), "broken JSON: invalid character"),
    "NUL byte in a string": (_text(title="?").encode().replace(b"?", b"\0"), "broken JSON: invalid character"),
    "NUL bytes for a record": (b"\0" * 4096 + b"\n", "broken JSON: invalid character"),
    "a country nobody knows": (line(work(2, author("ZZ"))), "a country code that data/reference/countries.csv lacks"),
    "no authorships": (line({"id": "https://openalex.org/W2", "publication_year": 2020}), "taken with select="),
    "nested without end": (_text(title="?").encode().replace(b'"?"', b"[" * 100_000), "broken JSON"),
    "a surrogate without its twin": (_text(doi="?").encode().replace(b"?", rb"\ud800"), "broken JSON"),
    "a number of authors that nobody has": (_text(authors_count=10**12).encode(), "impossible number of authors"),
    "not an object": (b"[]\n", "wrong type: Expected `object`"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_bad_record_is_rejected_and_the_others_kept(tmp_path, defect):
    bad, reason = DEFECTS[defect]
    path = write_lines(tmp_path / "part.gz", [GOOD[0], bad, GOOD[1]])
    assert ids(path) == [1, 3]
    (only,) = rejected(path)
    assert only.reason.startswith(reason) or reason in only.reason
    assert (only.file, only.position) == ("part.gz", "line 2")


KEPT = {
    "invalid UTF-8 in an unused field": _text(title="?").encode().replace(b'"?"', b'"\xff"'),
    "an unknown field": _text(something_new={"a": [1]}).encode(),
    "a key that stands twice": b'{"cited_by_count": 99, ' + _text().encode()[1:],
    "a null among the countries": line(work(2, author("CN", None))),
    "U+2028 inside a string": json.dumps(work(2, title="a\u2028b"), ensure_ascii=False).encode() + b"\n",
    "a line of 20 MB": _text(abstract="x" * 20_000_000).encode(),
    "a line that ends in a carriage return": _text().strip().encode() + b"\r\n",
}


@pytest.mark.parametrize("oddity", KEPT)
def test_what_is_only_odd_is_kept(tmp_path, oddity):
    path = write_lines(tmp_path / "part.gz", [GOOD[0], KEPT[oddity], b"\n", GOOD[1]])
    assert ids(path) == [1, 2, 3]
    assert rejected(path) == []
    assert rows(path)[1]["citations"] == 1


def test_a_work_of_5000_authors_is_kept_with_its_countries(tmp_path):
    codes = ["CN", "DE", "FR", "GB", "US"]
    path = write_lines(tmp_path / "part.gz", [work(1, *(author(codes[i % 5]) for i in range(5000)))])
    (row,) = rows(path)
    assert (row["n_authors"], row["cset"], row["unknown"]) == (5000, "CNDEFRGBUS", 0)
    (batch,) = read(path)
    assert batch.weights["weight"].to_pylist() == [144_144] * 5


MANY = [work(number, title=f"{number * 7919}") for number in range(1, 301)]


def test_a_truncated_gz_gives_every_readable_record_and_says_where_it_ends(tmp_path):
    whole = write_lines(tmp_path / "part.gz", MANY).read_bytes()
    cut = tmp_path / "cut.gz"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    (last,) = rejected(cut)
    found = ids(cut)
    assert found == list(range(1, len(found) + 1)) and 150 < len(found) < 300
    assert last.position == f"line {len(found) + 1}"
    assert last.reason == "the file ends inside its compressed data; nothing after this is read"


def test_a_bit_flip_is_told_though_every_record_can_be_read(tmp_path):
    # Level 0 stores the bytes as they are, so one letter of a title changes and only the checksum knows.
    stored = gzip.compress(b"".join(map(line, MANY)), compresslevel=0, mtime=0).replace(b"7919", b"7918", 1)
    path = tmp_path / "part.gz"
    path.write_bytes(stored)
    assert ids(path) == list(range(1, 301))
    (last,) = rejected(path)
    assert last.reason == "the compressed data are damaged; nothing after this is read"


def test_garbage_after_the_first_member_of_a_gz_ends_it(tmp_path):
    path = tmp_path / "part.gz"
    path.write_bytes(gzip.compress(GOOD[0]) + gzip.compress(GOOD[1]) + b"garbage that is not gzip")
    assert ids(path) == [1, 3]
    assert len(rejected(path)) == 1


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_whatever_bit_flips_reading_ends_and_every_record_is_accounted_for(tmp_path_factory, at, bit):
    whole = bytearray(gzip.compress(b"".join(map(line, MANY[:40])), mtime=0))
    # The header is left alone: without it the file is not gzip.
    whole[10 + at % (len(whole) - 10)] ^= 1 << bit
    path = tmp_path_factory.mktemp("flipped") / "part.gz"
    path.write_bytes(bytes(whole))
    if recognise(path):
        assert rejected(path)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=5))
def test_whatever_bytes_change_every_line_is_accounted_for(tmp_path_factory, changes):
    topic = {"subfield": {"display_name": "Oncology"}, "field": {"display_name": "Medicine"}}
    whole = bytearray(
        line(work(2, author("CN", "US"), author(None), doi="10.9/x", primary_topic=topic, topics=[topic]))
    )
    for at, byte in changes:
        whole[at % (len(whole) - 1)] = byte
    # A line feed in the middle makes two lines of one, a line of blanks none.
    expected = sum(bool(one.strip()) for one in bytes(whole).split(b"\n"))
    path = write_lines(
        tmp_path_factory.mktemp("changed") / "part.json", [GOOD[0], bytes(whole), GOOD[1]], compressed=False
    )
    assert sum(batch.records for batch in read(path)) == expected + 2
    rejected(path)


def test_a_broken_page_gives_the_records_before_the_break(tmp_path):
    page = json.dumps({"meta": {}, "results": [work(1), work(2), work(3)]}).encode()
    path = tmp_path / "page.json"
    path.write_bytes(page[: page.index(b"W3") + 20])
    assert ids(path) == [1, 2]
    (last,) = rejected(path)
    assert last.position == "record 3"
    assert "broken" in last.reason


def test_a_truncated_compressed_page_gives_the_records_before_the_break(tmp_path):
    page = gzip.compress(json.dumps({"meta": {}, "results": MANY}).encode())
    path = tmp_path / "page.json.gz"
    path.write_bytes(page[: len(page) // 2])
    found = ids(path)
    assert found == list(range(1, len(found) + 1)) and len(found) > 100
    assert len(rejected(path)) == 1


def test_a_line_without_end_is_skipped_within_bounded_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "LONGEST", 2 << 20)
    path = write_lines(tmp_path / "part.gz", [GOOD[0], b"{" + b" " * (5 << 20) + b"\n", GOOD[1]], compressed=False)
    assert ids(path) == [1, 3]
    (only,) = rejected(path)
    assert (only.position, only.reason) == ("line 2", "the line is longer than 64 MB")


def test_a_zip_bomb_is_put_down(tmp_path):
    bomb = gzip.compress(b"".join(GOOD) + b" " * (128 << 20))
    path = tmp_path / "part.gz"
    path.write_bytes(bomb)
    assert ids(path) == [1, 3]
    (only,) = rejected(path)
    assert only.reason.startswith("the file decompresses to more than 200 times its size")


def test_a_reason_never_quotes_the_record(tmp_path):
    secret = "somebody@example.org"
    lines = [GOOD[0], *(bad.replace(b'"article"', f'"{secret}"'.encode()) for bad, _ in DEFECTS.values())]
    lines.append(line(work(5, publication_year=secret)))
    for one in rejected(write_lines(tmp_path / "part.gz", lines)):
        assert not re.search("example|@", one.reason + one.work_id + one.position)
