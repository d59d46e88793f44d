"""Every real file of OpenAlex records that was gathered is read, with the counts that its manifest gives."""

import csv
import json
import re
from functools import cache

import pytest

from copub.corpus.openalex import content, reader
from copub.corpus.openalex.record import take
from openalex import rejected, rows
from shared import REAL, ROOT, needs_real

pytestmark = needs_real

LEDGER = ROOT / "src" / "copub" / "corpus" / "openalex" / "fields.csv"
# Where the reader looks below the record, the ledger does too.
NESTS = ("authorships", "institutions", "primary_topic", "topics", "subfield", "field", "primary_location", "source")


@cache
def files():
    """Each file of OpenAlex works with what the manifest of the gathered files says about it."""
    with (REAL / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        told = {row[next(iter(row))]: list(row.values()) for row in csv.DictReader(file)}
    found = [path for path in sorted(REAL.glob("openalex-*/**/*")) if path.is_file()]
    return {
        name: (path, told[name])
        for path in found
        if reader.recognise(path) and (name := path.relative_to(REAL).as_posix()) in told
    }


def records(path):
    """The records of a file in JSON."""
    if reader.recognise(path) == reader.JSON_LINES:
        return [json.loads(line) for _, line in content.lines(path) if line and line.strip()]
    if reader.recognise(path) == reader.PAGE:
        return json.loads(b"".join(content.blocks(path)))["results"]
    return []


def test_the_files_are_those_that_hold_works():
    assert len(files()) == 19


def test_every_file_has_the_records_that_the_manifest_counts():
    for name, (path, told) in files().items():
        count = sum(batch.records for batch in reader.read(path))
        assert str(count) in told, name


def test_works_with_a_country_and_international_works_are_those_of_the_manifest():
    compared = 0
    for name, (path, told) in files().items():
        counts = re.search(r"with country (\d+); >1 country (\d+)", told[-1])
        if counts and "select" not in name:
            sets = [row["cset"] for row in rows(path)]
            assert (sum(map(bool, sets)), sum(len(one) > 2 for one in sets)) == tuple(map(int, counts.groups())), name
            compared += 1
    assert compared >= 17


def test_the_number_of_countries_is_the_one_that_openalex_gives():
    compared = 0
    for name, (path, _) in files().items():
        for record in records(path):
            if "authorships" in record and "countries_distinct_count" in record:
                taken = take(json.dumps(record).encode())
                assert len(taken.row[12]) // 2 == record["countries_distinct_count"], name
                compared += 1
    assert compared == 1156


def test_the_flattened_works_are_international_as_counted_before():
    table = rows(REAL / "openalex-flat-tula" / "works.parquet")
    assert len(table) == 1684 - 7
    assert sum(bool(row["cset"]) for row in table) == 1454
    assert sum(len(row["cset"]) > 2 for row in table) == 838


def test_the_work_of_5103_authors_has_no_country():
    (row,) = rows(REAL / "openalex-single-hyperauthored" / "works3.json.gz")
    assert (row["n_authors"], row["cset"], row["unknown"]) == (5103, "", 2)


def test_pages_taken_with_select_are_refused_with_the_reason():
    refused = rejected(REAL / "openalex-api-select-bavla" / "works.json")
    assert len(refused) == 228
    assert {"select=" in one.reason for one in refused} == {True}


def test_the_ledger_knows_every_field_of_the_real_records():
    with LEDGER.open(encoding="utf-8", newline="") as file:
        known = {row["theirs"] for row in csv.DictReader(file)}
    seen = set()

    def walk(value, above):
        for one in value if isinstance(value, list) else [value]:
            for key, below in one.items() if isinstance(one, dict) else ():
                seen.add(f"{above}{key}")
                if key in NESTS and (above or key != "institutions"):
                    walk(below, f"{above}{key}.")

    for path, _ in files().values():
        walk(records(path), "")
    assert seen - known == set()


@pytest.mark.parametrize("column", ["theirs", "ours", "note"])
def test_the_ledger_has_its_columns_and_each_field_once(column):
    with LEDGER.open(encoding="utf-8", newline="") as file:
        rows_ = list(csv.DictReader(file))
    assert column in rows_[0]
    assert len({row["theirs"] for row in rows_}) == len(rows_)
