"""From a cell of a public table back to the table as published."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from copub.errors import CopubError
from copub.recount import Cell, Files, desk_of, recount
from copub.recount.originals import follow
from desks import INTERNATIONAL, OUTPUT, PAIRS, WHOLE, write_table
from miniature import ROOT
from shared import REAL, needs_real

TITLES = {
    "10001": "Works by kind: 2003–04 (ncses-2023, 10001)",
    "9985": "Works by field: 2003–04 (ncses-2023, 9985)",
    "10004": "Works with partners: 2003–05 (ncses-2023, 10004)",
}
ATTRIBUTES = """table_id,region_full_path,field_2003,field_2004
10001,World,,
10001,World -> Total articles,100,110
10001,World -> Total articles -> With domestic institutions only,80,81
10001,World -> Türkiye<sup>a</sup>,,
10001,World -> Türkiye<sup>a</sup> -> Total articles,10,na
"""
ORDERED = "table_id,row_id,time_period,value\n9985,1,World,7\n9985,2,World,8\n9985,3,World -> Germany,3\n9985,4,World -> Germany,4\n"
PARTNERS = "table_id,row_id,country,2003,2005\n10004,1,China,6.28,7.87\n"
NETWORK = '*vertices 3\n1 "CN" 0.1\n2 "DE" 0.1\n3 "US" 0.1\n*arcs\n1 1 9\n3 3 8\n1 3 5\n3 1 6\n2 1 1\n1 2 1\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Public tables of a few lines, made from published ones that lie beside them."""
    root, published = tmp_path / "project", tmp_path / "published"
    (root / "data").mkdir(parents=True)
    (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    tables = {
        "ncses_output": [OUTPUT, ("ncses-2023", "10001", "WORLD", 2004, 110, 81, ""), ("ncses-2023", "10001", "TR", 2004, "", "", "")],
        "ncses_whole_counts": [WHOLE, ("ncses-2023", "9985", "all", "DE", 2004, 4)],
        "ncses_us_partners": ["release table year partner measure share", ("ncses-2023", "10004", 2005, "CN", "share_of_us", 0.0787)],
        "openalex_pairs": [PAIRS, (2003, "CN", "US", 6)],
        "openalex_international": [INTERNATIONAL, (2003, "US", 8, 1), (2003, "DE", 0, 1)],
    }  # fmt: skip
    for name, (columns, *rows) in tables.items():
        write_table(root / "data" / "open" / f"{name}.csv", columns, *rows)
    sources = [{"table": table, "title": title} for table, title in TITLES.items()]
    (root / "data" / "open" / "datapackage.json").write_text(json.dumps({"resources": [{"sources": sources}]}), "utf-8")
    for table, text in (("10001", ATTRIBUTES), ("9985", ORDERED), ("10004", PARTNERS)):
        (published / table).mkdir(parents=True)
        (published / table / "data.csv.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(published / "WrldCo_years.zip", "w") as archive:
        archive.writestr("WrldCo2003.net", NETWORK)
    return root


def followed(project: Path, table: str, line: int, column: str):
    [one] = follow(project, project.parent / "published", [Cell(f"data/open/{table}.csv", line, column)])
    return one


@pytest.mark.parametrize(
    ("table", "line", "column"),
    [
        ("ncses_output", 2, "total"),
        ("ncses_output", 2, "domestic"),
        ("ncses_output", 3, "total"),
        ("ncses_whole_counts", 2, "works"),
        ("ncses_us_partners", 2, "share"),
        ("openalex_pairs", 2, "works"),
        ("openalex_international", 2, "works"),
        ("openalex_international", 3, "works"),
    ],
)
def test_a_cell_is_found_by_the_name_of_its_row_and_its_year(project, table, line, column):
    one = followed(project, table, line, column)
    assert (one.followed, one.differing) == (1, ())


@pytest.mark.parametrize(
    ("table", "text", "wrong", "column"),
    [
        ("ncses_output", ",110,", ",111,", "total"),
        ("ncses_whole_counts", ",4\n", ",3\n", "works"),
        ("ncses_us_partners", ",0.0787", ",0.0628", "share"),
        ("openalex_pairs", ",6\n", ",5\n", "works"),
    ],
)
def test_a_cell_that_stands_otherwise_in_the_original_is_named_with_both_values(project, table, text, wrong, column):
    path = project / "data" / "open" / f"{table}.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(text, wrong), encoding="utf-8")
    one = followed(project, table, 2, column)
    [(cell, here, there)] = one.differing
    assert cell == Cell(f"data/open/{table}.csv", 2, column)
    assert here == wrong.strip(",\n")
    assert there != here


def test_a_place_that_the_original_does_not_have_is_not_found_there(project):
    write_table(
        project / "data" / "open" / "ncses_whole_counts.csv", WHOLE, ("ncses-2023", "9985", "all", "FR", 2004, 4)
    )
    assert followed(project, "ncses_whole_counts", 2, "works").differing[0][1:] == ("4", "")


def test_a_file_that_was_not_published_is_not_followed(project):
    [one] = follow(project, project.parent / "published", [Cell("data/editions/2022.yml", 5, "top")])
    assert (one.cells, one.followed, one.differing) == (1, 0, ())


def test_a_published_table_that_is_not_there_is_asked_for(project):
    with pytest.raises(CopubError, match=r"9985/data\.csv\.gz"):
        follow(project, project.parent / "elsewhere", [Cell("data/open/ncses_whole_counts.csv", 2, "works")])


@needs_real
@pytest.mark.slow
@pytest.mark.parametrize("name", ["2022", "2018"])
def test_every_cell_behind_a_shipped_edition_stands_so_in_the_tables_as_published(name):
    from copub.editions import load_edition

    parameters = load_edition(ROOT / "data" / "editions" / f"{name}.yml").parameters
    facts = recount(desk_of(Files(ROOT), {"corpus": "", "parameters": parameters}))
    files = follow(ROOT, REAL, [cell for fact in facts.values() for cell in fact.cells])
    assert {one.file for one in files if one.followed < one.cells} == {"data/reported/reported_table1.csv"}
    assert sum(one.followed for one in files) > 10_000
    assert not any(one.differing for one in files)
