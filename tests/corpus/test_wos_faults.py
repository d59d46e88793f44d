"""What is wrong with a file costs the records it spoils and no other, and is told."""

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.corpus.exported import opening, sheet
from copub.corpus.wos.reader import read, recognise
from shared import ROOT

SAMPLE = ROOT / "data" / "sample" / "wos"


def taken(path):
    """Identifiers of accepted works, and position and reason of the rejected, after the balance is checked."""
    works, rejected = [], []
    for batch in read(path):
        assert batch.records == batch.works.num_rows + len(batch.rejected)
        works += batch.works["work_id"].to_pylist()
        rejected += [(one.position, one.reason) for one in batch.rejected]
    return works, rejected


@pytest.fixture
def spoiled(tmp_path):
    def change(name, old="", new="", count=1):
        path = tmp_path / name
        path.write_text((SAMPLE / name).read_text(encoding="utf-8-sig").replace(old, new, count), encoding="utf-8")
        return path

    return change


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ("UT WOS:900000000000003\n", "", "record 3, line", "no identifier"),
        ("TC 10\n", "TC many\n", "record 2, line", "citations (TC) is not a whole number"),
        ("PY 2019\n", "PY 99999\n", "record 3, line", "publication year (PY) is not a year"),
        ("DT Letter\n", "a line at the margin\n", "record 4, line", "has no field"),
        ("SC Mathematics\n", "SC Mathe\0matics\n", "record 4, line", "NUL"),
    ],
)
def test_a_spoiled_tagged_record_is_set_aside_alone(spoiled, old, new, where, why):
    works, rejected = taken(spoiled("tagged.txt", old, new))
    assert len(works) == 9
    ((position, reason),) = rejected
    assert position.startswith(where) and why in reason


def test_the_last_record_without_its_end_is_set_aside(spoiled):
    works, rejected = taken(spoiled("tagged.txt", "ER\n\nEF", ""))
    assert len(works) == 9 and rejected[0][1] == "the file ends within the record"


@pytest.mark.parametrize(("new", "why"), [("", "cells where"), ("\t\t\tmore", "cells where"), ("\0\t", "NUL")])
def test_a_spoiled_line_of_a_table_is_set_aside_alone(spoiled, new, why):
    works, rejected = taken(spoiled("tab.txt", "\tWOS:900000000000004", new))
    assert len(works) == 9
    assert rejected[0][0] == "line 5" and why in rejected[0][1]


def test_an_entry_that_is_not_closed_is_set_aside_alone(spoiled):
    works, rejected = taken(spoiled("bibtex.bib", "DOI = {{10.9999/invented.2}},", "DOI = {{10.9999/invented.2},"))
    assert len(works) == 9 and "not closed" in rejected[0][1]


def test_a_damaged_workbook_is_refused_aloud(tmp_path):
    path = tmp_path / "savedrecs.xls"
    path.write_bytes((SAMPLE / "workbook.xls").read_bytes()[:9_000])
    works, rejected = taken(path)
    assert works == [] and "the workbook is damaged" in rejected[0][1]


def test_a_workbook_that_unpacks_beyond_measure_is_not_opened(monkeypatch):
    monkeypatch.setattr(sheet, "LARGEST", 10_000)
    with pytest.raises(opening.Broken, match="larger than 10,000 bytes when unpacked"):
        sheet.sheets(SAMPLE / "workbook.xlsx")


def test_exports_glued_together_are_one_file_and_repeated_records_stay(tmp_path):
    path = tmp_path / "glued.txt"
    text = (SAMPLE / "tagged.txt").read_text(encoding="utf-8-sig")
    one_line = text.replace(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "FN ISI Export Format VR 1.0 PT J\n", 1
    )
    path.write_text(f"{text}\ufeff{one_line}\n{text.replace('EF', '')}", encoding="utf-8")
    works, rejected = taken(path)
    assert (len(works), len(set(works)), rejected) == (30, 10, [])


def test_line_separators_of_unicode_do_not_end_a_line(spoiled):
    works, rejected = taken(spoiled("tab.txt", "Invented work 4", "Invented\u2028work\x0b4"))
    assert (len(works), rejected) == (10, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["tab.txt", "tagged.txt"])
def test_every_encoding_says_the_same(tmp_path, name, encoding):
    path = tmp_path / name
    text = (SAMPLE / name).read_text(encoding="utf-8-sig").replace("Invented work 3", "Œuvre – inventée")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + text).encode(encoding))
    assert taken(path) == taken(SAMPLE / name)


def test_a_line_without_end_is_no_record(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LONGEST_LINE", 2_000)
    path = tmp_path / "bomb.txt"
    path.write_bytes(gzip.compress((SAMPLE / "tab.txt").read_bytes() + b"x" * 100_000))
    works, rejected = taken(path)
    assert len(works) == 10 and "longer than 2,000 bytes; what follows is lost" in rejected[0][1]


@given(part=st.floats(0.02, 0.99), name=st.sampled_from(["tab.txt", "tagged.txt"]))
def test_a_file_cut_short_gives_its_first_records_and_says_where_it_broke(part, name):
    content = gzip.compress((SAMPLE / name).read_bytes() * (20 if name == "tagged.txt" else 1))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "savedrecs.txt.gz"
        path.write_bytes(content[: max(300, int(len(content) * part))])
        works, rejected = taken(path)
    whole = taken(SAMPLE / name)[0] * 20
    assert works == whole[: len(works)]
    assert [reason for _, reason in rejected if "what follows is lost" in reason]
    assert len(rejected) == 1


def test_a_workbook_whose_sheet_is_lost_is_refused_aloud(tmp_path):
    content = bytearray((SAMPLE / "workbook.xls").read_bytes())
    content[int(len(content) * 0.43025651242480295)] = 35
    (tmp_path / "workbook.xls").write_bytes(content)
    works, rejected = taken(tmp_path / "workbook.xls")
    assert works == [] and "its first sheet is empty" in rejected[0][1]


@given(
    name=st.sampled_from(["tab.txt", "tagged.txt", "bibtex.bib", "workbook.xls", "workbook.xlsx"]),
    changes=st.lists(st.tuples(st.floats(0.2, 0.99), st.integers(0, 255)), min_size=1, max_size=5),
)
def test_no_byte_can_stop_the_reading(name, changes):
    content = bytearray((SAMPLE / name).read_bytes())
    for part, byte in changes:
        content[int(len(content) * part)] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        if recognise(path):
            works, rejected = taken(path)
            assert len(works) <= 10 and len(works) + 10 * len(rejected) >= 9
