"""The same ten invented records in five formats, and what they become."""

import csv

import pyarrow as pa
import pytest

from copub.corpus.works import SCHEMA
from copub.corpus.wos.reader import read, recognise
from copub.errors import CopubError
from shared import ROOT

SAMPLE = ROOT / "data" / "sample" / "wos"
FORMATS = {
    "tagged.txt": "wos-tagged",
    "tab.txt": "wos-tab",
    "workbook.xls": "wos-sheet",
    "workbook.xlsx": "wos-sheet",
    "bibtex.bib": "wos-bibtex",
}


def printed(table: pa.Table) -> list[dict[str, str]]:
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in table.to_pylist()]


def written(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_ten_records_become_the_same_works_from_every_format(name):
    (batch,) = read(SAMPLE / name)
    assert (batch.records, batch.rejected) == (10, ())
    assert batch.works.schema == SCHEMA
    assert printed(batch.works) == written("works.csv")
    assert printed(batch.weights) == written("weights.csv")


@pytest.mark.parametrize(("name", "form"), FORMATS.items())
def test_the_format_is_known_by_the_content_whatever_the_name(name, form, tmp_path):
    renamed = tmp_path / "export.csv"
    renamed.write_bytes((SAMPLE / name).read_bytes())
    assert recognise(renamed) == form


def test_what_is_no_export_is_refused(tmp_path):
    other = tmp_path / "savedrecs.txt"
    for content in ("", "TY  - JOUR\nER  - \n", "Name,Web of Science Documents\n", "@article{a,\n title={b}\n}\n"):
        other.write_text(content, encoding="utf-8")
        assert recognise(other) is None
        with pytest.raises(CopubError, match="not a Web of Science export"):
            list(read(other))


def test_organisations_are_kept_once_with_their_country_and_no_more_of_the_address():
    (batch,) = read(SAMPLE / "tagged.txt")
    second = [row for row in batch.institutions.to_pylist() if row["work_id"].endswith("02")]
    assert [(row["institution"], row["country"]) for row in second] == [("INVENTED UNIV", "CN"), ("UNIV EXAMPLE", "US")]
