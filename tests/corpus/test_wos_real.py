"""Real Web of Science exports: every record is read, and the same records say the same in every format."""

import csv

import pyarrow as pa
import pytest

from copub.corpus.doc_types import doc_types
from copub.corpus.exported import bibtex, tab
from copub.corpus.exported.opening import content
from copub.corpus.exported.record import Record
from copub.corpus.exported.sheet import sheets
from copub.corpus.wos import tagged
from copub.corpus.wos.ledger import names
from copub.corpus.wos.reader import read, recognise
from shared import REAL, needs_real
from unmasked import unmasked

pytestmark = needs_real

# Masking e-mail addresses damaged this workbook: no program opens it as it is.
MASKED = "wos-xls-vuyon/data file 1.csv.gz"


def listed() -> dict[str, int]:
    """The exports of the manifest with their numbers of records."""
    if not REAL.is_dir():
        return {}
    with (REAL / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: int(row["records"]) for row in csv.DictReader(file) if row["records"].isdigit()}
    ours = ("wos-tab-", "wos-tagged-", "wos-formats-", "wos-txt-", "bib-pybibx/wos")
    return {name: number for name, number in rows.items() if name.startswith(ours)}


@pytest.fixture(scope="module")
def works() -> dict[str, list[dict[str, object]]]:
    """The works of every export, none rejected."""
    found = {}
    for name, number in listed().items():
        batches = list(read(REAL / name))
        assert sum(batch.records for batch in batches) == number, name
        assert not [one for batch in batches for one in batch.rejected], name
        found[name] = pa.concat_tables([batch.works for batch in batches]).to_pylist()
    return found


def by_id(works: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {work["work_id"]: work for work in works}


def international(works: list[dict[str, object]]) -> float:
    known = [len(str(work["cset"])) > 2 for work in works if work["cset"]]
    return sum(known) / len(known)


def test_every_export_of_the_manifest_is_read_whole(works):
    assert sum(map(len, works.values())) == 25_921


def test_the_same_fifty_records_in_three_encodings_are_the_same_works(works):
    plain, *others = (works[name] for name in works if name.startswith("wos-formats"))
    assert len(plain) == 50
    assert all(other == plain for other in others)


def test_the_same_records_in_three_formats_are_the_same_works(works):
    folder = "wos-txt-ciw-bib-baig/savedrecs"
    table = works[f"{folder}.txt.gz"]
    assert len(table) == 232
    assert works[f"{folder}.ciw.gz"] == table
    some = by_id(works[f"{folder}.bib.gz"])  # this export holds 50 of the 232; no column is lost
    assert len(some) == 50
    assert {id_: work for id_, work in by_id(table).items() if id_ in some} == some


def test_text_exports_hold_22255_works_of_which_about_41_percent_are_international(works):
    """The number of the issue counts the text exports without headers' test files and without the file that has no address."""
    text = [name for name in works if ".txt" in name and "/edge/" not in name and "/noC1/" not in name]
    records = [work for name in text for work in works[name]]
    assert len(records) == 24_519
    assert len(by_id(records)) == 22_255
    # 637 works have no address; 677 have some, mostly the corresponding author's alone, and count as far as it is known.
    assert international(list(by_id(records).values())) == pytest.approx(0.4157, abs=2e-3)


def test_records_without_addresses_are_kept_with_countries_unknown(works):
    (bare,) = (works[name] for name in works if "/noC1/" in name)
    assert {(work["cset"], work["unknown"]) for work in bare} == {("", 2)}


def test_early_access_gives_the_year_that_the_issue_has_not(works):
    assert all(1969 <= work["year"] <= 2026 for some in works.values() for work in some)


def test_every_field_is_in_the_ledger_and_every_document_type_in_the_table():
    seen, types = set(), set()
    for name in listed():
        records = {"wos-tagged": tagged.records, "wos-tab": tab.records, "wos-bibtex": bibtex.records}[
            recognise(REAL / name)
        ]
        for record in records(REAL / name):
            assert isinstance(record, Record)
            theirs = names().bibtex if ".bib" in name else {tag: tag for tag in names().tags}
            assert set(record.cells) <= set(theirs), name
            seen |= set(record.cells)
            types |= {one.lower() for tag in ("DT", "Type") for one in record.items(tag)}
    assert {"UT", "C1", "Affiliation", "RID"} <= seen
    assert types - {"early access", "retracted publication"} <= set(doc_types("wos"))


def test_the_workbook_that_masking_damaged_is_recognised_and_refused_aloud():
    assert recognise(REAL / MASKED) == "wos-sheet"
    ((rejected,),) = (batch.rejected for batch in read(REAL / MASKED))
    assert "the workbook is damaged" in rejected.reason


def test_the_workbook_as_it_was_is_read_whole_whatever_its_name(tmp_path):
    path = tmp_path / "data file 1.csv"
    path.write_bytes(unmasked(content(REAL / MASKED)))
    (batch,) = read(path)
    assert (batch.works.num_rows, batch.rejected) == (1_000, ())
    assert {code for cset in batch.works["cset"].to_pylist() for code in (cset[:2], cset[-2:])} >= {"ZA", "KE"}
    assert set(next(iter(sheets(path).values()))[0]) <= set(names().sheet)


def test_header_variants_and_other_encodings_are_recognised(works):
    edge = {name.rpartition("/")[2]: len(some) for name, some in works.items() if "/edge/" in name}
    assert edge == {"BadHeader.txt": 10, "ISItop.txt": 2, "PubExample.txt": 10, "example_data_cp1252.txt": 49}
