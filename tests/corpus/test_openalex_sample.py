"""The invented works in `data/sample/openalex` become the table beside them, and the manifest gives their order."""

import csv
import json

from copub.corpus.openalex.reader import files
from openalex import rows
from shared import ROOT

SAMPLE = ROOT / "data" / "sample" / "openalex"


def test_the_sample_becomes_its_table():
    found = [row for path in files(SAMPLE) for row in rows(path)]
    with (SAMPLE / "becomes.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in found] == expected


def test_files_come_in_the_order_of_the_manifest():
    assert [path.parent.name for path in files(SAMPLE)] == ["updated_date=2026-01-01", "updated_date=2024-02-02"]


def test_other_entities_of_a_snapshot_are_not_works(tmp_path):
    for name in ("works", "authors"):
        part = tmp_path / "data" / "jsonl" / name / "updated_date=2026-01-01" / "part_0000.gz"
        part.parent.mkdir(parents=True)
        part.write_bytes(b"")
    entries = {
        "authors": {"entries": [{"url": "s3://openalex/data/jsonl/authors/updated_date=2026-01-01/part_0000.gz"}]}
    }
    (tmp_path / "data" / "jsonl" / "manifest.json").write_text(json.dumps(entries))
    assert [path.parent.parent.name for path in files(tmp_path)] == ["works"]
