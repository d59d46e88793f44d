"""InCites exports as a tidy table: a few lines by hand, and the real files."""

import csv

import pandas as pd
import pytest

from copub.corpus.exported import sheet
from copub.corpus.exported.opening import lines
from copub.corpus.incites.importing import import_tables
from copub.corpus.incites.reader import COLUMNS, ledger, read, recognise
from copub.errors import CopubError
from shared import REAL, ROOT, needs_real

SAMPLE = ROOT / "data" / "sample" / "incites"


def value(report, name, indicator):
    table = report.table
    return table[(table["name"] == name) & (table["indicator"] == indicator)]["value"].tolist()


def test_lines_become_rows_percent_become_shares_and_the_footer_is_told_apart():
    report = read(SAMPLE / "locations.csv")
    assert tuple(report.table.columns) == COLUMNS
    assert report.lines == 4
    assert value(report, "CHINA MAINLAND", "works") == [10]
    assert value(report, "CHINA MAINLAND", "share_cited") == [0.5]
    assert value(report, "UNITED KINGDOM", "collab_cnci") == []
    assert report.about == {
        "Dataset": "InCites Dataset",
        "Time Period": "[2019, 2023]",
        "Exported date": "Feb 28, 2024",
    }


def test_the_world_is_no_country_and_england_not_the_kingdom_again():
    table = read(SAMPLE / "locations.csv").table.drop_duplicates("name").set_index("name")
    assert table["country"].to_dict() == {
        "Global Baseline": "",
        "CHINA MAINLAND": "CN",
        "UNITED KINGDOM": "GB",
        "ENGLAND": "",
    }
    assert table["baseline"].tolist() == [True, False, False, False]


def test_a_cell_that_is_no_number_is_refused_with_its_line(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text((SAMPLE / "locations.csv").read_text(encoding="utf-8").replace("50.0", "half"), encoding="utf-8")
    with pytest.raises(CopubError, match="`% Docs Cited` is not a number") as refused:
        read(path)
    assert "line 2 of the data" in refused.value.where


def test_a_workbook_says_the_same_whatever_its_name(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes((SAMPLE / "locations.xlsx").read_bytes())
    assert (recognise(path), recognise(SAMPLE / "locations.csv")) == ("incites-xlsx", "incites-csv")
    workbook, text = read(path), read(SAMPLE / "locations.csv")
    assert workbook.table.equals(text.table)
    assert (workbook.lines, workbook.about) == (text.lines, text.about)


def test_what_is_no_export_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("Name,Documents\n", encoding="utf-8")
    assert recognise(path) is None
    with pytest.raises(CopubError, match="not an InCites export"):
        read(path)


def real() -> dict[str, int]:
    if not REAL.is_dir():
        return {}
    with (REAL / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: int(row["records"]) for row in csv.DictReader(file) if row["file"].startswith("incites-")}


@needs_real
def test_real_exports_are_read_whole():
    for name, number in real().items():
        # The ranking's five lines above the heading and its copyright line are no data; the manifest counted them.
        assert read(REAL / name).lines == (number - 6 if "esi_rankings" in name else number), name


@needs_real
def test_yearly_world_baselines_add_up_to_the_period():
    folder = REAL / "incites-xlsx-newpro/incites_potential_20251210/18Physics"
    works = {
        path.name: read(path).table.query("baseline and indicator == 'works'")["value"].item()
        for path in folder.iterdir()
    }
    (period,) = (number for name, number in works.items() if "2015-2025" in name)
    assert len(works) == 12 and period == sum(works.values()) - period


@needs_real
def test_locations_are_countries_once():
    table = read(REAL / "incites-xlsx-newpro/southwest_minzu_Incites Locations.xlsx").table.drop_duplicates("name")
    assert sorted(table.loc[table["country"] == "", "name"]) == ["ENGLAND", "NORTHERN IRELAND", "SCOTLAND", "WALES"]
    assert table.loc[table["country"] != "", "country"].is_unique
    assert {"CN", "HK", "MO", "DE", "GB"} <= set(table["country"])


@needs_real
def test_every_column_is_in_the_ledger():
    for name in real():
        path = REAL / name
        if name.endswith(".xlsx"):
            rows = next(iter(sheet.sheets(path).values()))
            heading = next(row for row in rows if "Web of Science Documents" in row)
        else:
            heading = next(csv.reader(lines(path)))
        assert set(heading) <= set(ledger()), name


def test_exports_become_one_table_of_a_corpus_and_every_line_is_accounted_for(tmp_path):
    (tmp_path / "not-an-export.txt").write_text("nothing of InCites", encoding="utf-8")
    done = import_tables([SAMPLE / "locations.csv", tmp_path], "mine", tmp_path)
    assert done.lines == done.place + done.baseline + done.other + done.empty == 4
    table = pd.read_csv(done.path, keep_default_na=False)
    assert set(table.file) == {"locations.csv"} and set(table.period) == {"[2019, 2023]"}
    assert table[(table.country == "CN") & (table.indicator == "works")].value.tolist() == [10]


def test_a_folder_without_an_export_is_refused(tmp_path):
    with pytest.raises(CopubError, match="no InCites export"):
        import_tables([tmp_path], "mine", tmp_path)


@needs_real
def test_the_real_exports_are_imported_without_losing_a_line(tmp_path):
    paths = [path for folder in sorted(REAL.glob("incites-*")) for path in sorted(folder.rglob("*")) if path.is_file()]
    exports = [path for path in paths if recognise(path)]
    done = import_tables(exports, "real", tmp_path)
    assert (
        done.lines == sum(read(path).lines for path in exports) == done.place + done.baseline + done.other + done.empty
    )
