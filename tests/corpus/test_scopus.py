"""Scopus exports: invented records counted on fingers, faults, and the real files."""

import csv

import pytest

from copub.corpus.addresses import Countries
from copub.corpus.doc_types import doc_types
from copub.corpus.exported import bibtex, comma
from copub.corpus.scopus import ledger
from copub.corpus.scopus.reader import column, read, recognise
from copub.errors import CopubError
from shared import REAL, ROOT, needs_real

SAMPLE = ROOT / "data" / "sample" / "scopus"


def works(path):
    return [work for batch in read(path) for work in batch.works.to_pylist()]


def columns(path, *names):
    return [tuple(work[name] for name in names) for work in works(path)]


def weights(path):
    names = ("work_id", "country", "weight")
    return [tuple(row[name] for name in names) for batch in read(path) for row in batch.weights.to_pylist()]


def test_four_records_become_works():
    with (SAMPLE / "works.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [
        {name: str(value) for name, value in work.items()} for work in works(SAMPLE / "affiliations.csv")
    ] == written


def test_an_author_has_the_affiliations_that_follow_the_name():
    assert weights(SAMPLE / "affiliations.csv")[:2] == [
        ("2-s2.0-90000000001", "CN", 540_540),  # one author, and half of the other
        ("2-s2.0-90000000001", "US", 180_180),
    ]


def test_bibtex_has_no_links_so_a_work_is_spread_evenly_over_its_affiliations():
    assert [share for *_, share in weights(SAMPLE / "bibtex.bib")[:2]] == [360_360, 360_360]
    same = ("work_id", "doi", "year", "doc_type", "citations", "cset", "lead", "n_authors", "unknown")
    assert columns(SAMPLE / "bibtex.bib", *same) == columns(SAMPLE / "affiliations.csv", *same)


def test_an_export_without_affiliations_has_works_of_unknown_countries():
    assert columns(SAMPLE / "bare.csv", "cset", "unknown", "n_authors") == [
        ("", 2, 2),
        ("", 2, 1),
        ("", 2, 2),
        ("", 2, 0),
    ]


def test_an_empty_cell_of_citations_means_none_and_a_missing_column_unknown(tmp_path):
    path = tmp_path / "scopus.csv"
    path.write_text("Authors,EID,Cited by\nAster A.,2-s2.0-1,\n", encoding="utf-8")
    assert columns(path, "citations") == [(0,)]
    path.write_text("Authors,EID\nAster A.,2-s2.0-1\n", encoding="utf-8")
    assert columns(path, "citations") == [(None,)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Birch B.,,1", "no identifier"),
        ("Birch B.,2-s2.0-2,many", "not a whole number"),
        ("Birch B.,2-s2.0-2", "2 cells where"),
        ('"Birch" B.,2-s2.0-2,1', "cannot be read"),
        ("Bir\0ch B.,2-s2.0-2,1", "NUL"),
    ],
)
def test_a_spoiled_row_is_set_aside_alone(tmp_path, row, why):
    path = tmp_path / "scopus.csv"
    path.write_text(f"Authors,EID,Cited by\nAster A.,2-s2.0-1,1\n{row}\nCedar C.,2-s2.0-3,1\n", encoding="utf-8")
    (batch,) = read(path)
    assert (batch.records, batch.works["work_id"].to_pylist()) == (3, ["2-s2.0-1", "2-s2.0-3"])
    assert batch.rejected[0].position == "line 3" and why in batch.rejected[0].reason


def test_what_is_no_export_is_refused(tmp_path):
    path = tmp_path / "scopus.csv"
    for content in (b"", b"Authors,Title\n", b'"Authors\rEID', b"\xd0\xcf\x11\xe0\r\x00,"):
        path.write_bytes(content)
        assert recognise(path) is None
    with pytest.raises(CopubError, match="not a Scopus export"):
        list(read(path))


def test_scopus_ends_addresses_with_the_country_never_with_a_state():
    country = Countries("scopus")
    assert country("Example Inc., Sunnyvale, CA, United States") == "US"
    assert country("Example Inc., Sunnyvale, CA") == ""
    assert country("Universität, Moscow, Russian Federation") == "RU"


@needs_real
@pytest.mark.parametrize(
    ("name", "records", "without", "international"),
    [
        ("scopus-csv-scientopy/scopus.csv.gz", 921, 34, 154),
        ("scopus-csv-scientopy/scientopy_scopus_'Bluetooth_low_energy'_000-001830.csv.gz", 1_830, 1_830, 0),
        ("bib-pybibx/scopus.bib.gz", 263, 6, 75),
    ],
)
def test_real_exports_are_read_whole(name, records, without, international):
    assert not [one for batch in read(REAL / name) for one in batch.rejected]
    found = works(REAL / name)
    assert len(found) == len({work["work_id"] for work in found}) == records
    assert sum(work["unknown"] == 2 for work in found) <= without
    assert sum(len(work["cset"]) > 2 for work in found) >= international
    path = REAL / name
    known = set(ledger.columns()) | set(ledger.bibtex().values())
    for record in (bibtex if ".bib" in name else comma).records(path):
        assert {column(cell) if ".bib" in name else cell for cell in record.cells} <= known
        assert record.text("Document Type" if ".csv" in name else "document_type").lower() in doc_types("scopus")
