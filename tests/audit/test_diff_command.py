"""`copub diff` on editions, runs and built sites, and what it refuses."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from copub.audit.diff import telling
from copub.publish.files import sha256
from miniature import copub


@pytest.fixture(autouse=True)
def no_recount(monkeypatch: pytest.MonkeyPatch) -> None:
    """The miniature's sections are on fingers, and no recipe counts them again."""
    monkeypatch.setattr(telling, "SECTIONS", ())


def one_more(root: Path) -> None:
    """Section `alpha` has eight works instead of seven."""
    for path in (root / "notebooks").glob("alpha.*"):
        path.write_text(
            path.read_text(encoding="utf-8")
            .replace('"n_works", 7', '"n_works", 8')
            .replace('\\"n_works\\", 7', '\\"n_works\\", 8'),
            encoding="utf-8",
        )


def test_a_site_carries_its_edition_and_tables_with_their_checksums(built: Path) -> None:
    site = built / "_build" / "site"
    outputs = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {"edition.json", "tables/ncses_output.csv", "tables/reference/memberships.csv"} <= set(outputs)
    assert outputs["tables/ncses_output.csv"] == sha256(built / "data" / "open" / "ncses_output.csv")


def test_a_site_of_yesterday_is_compared_with_the_edition_of_today(
    miniature: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(miniature / "_build" / "site", miniature / "yesterday")
    run_before = (miniature / "_build" / "run" / "facts" / "alpha.json").read_bytes()
    one_more(miniature)
    assert copub("diff", "yesterday", "data/editions/2022.yml", "--quiet") == 0
    told = capsys.readouterr().out
    assert "From 2022 to 2022: 1 of 2 facts moved, 0 verdicts flipped." in told
    assert "  n_works: 7 → 8  (+1)\n      not split\n" in told
    # The last run stays as it was.
    assert (miniature / "_build" / "run" / "facts" / "alpha.json").read_bytes() == run_before


def test_csv_has_a_line_a_part_and_json_every_fact(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(miniature / "_build" / "run", miniature / "before")
    one_more(miniature)
    assert copub("run", "--quiet") == 0
    capsys.readouterr()
    assert copub("diff", "before", "_build/run", "--format", "csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["slot"], row["before"], row["after"], row["change"], row["steps"]) == (
        "alpha.n_works",
        "7",
        "8",
        "1",
        "not split",
    )
    assert copub("diff", "before", "_build/run", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["slot"]: one["change"] for one in found["facts"]} == {"alpha.n_works": ["1"], "beta.share": ["0"]}


def test_tables_that_two_runs_carry_are_compared_cell_by_cell(
    miniature: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(miniature / "_build" / "run", miniature / "before")
    table = miniature / "before" / "tables" / "ncses_output.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",4137,2379,", ",4138,2379,", 1), encoding="utf-8")
    assert copub("diff", "before", "_build/run", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["cells"] == [
        "data/open/ncses_output.csv line 2 column total "
        "(release ncses-2021, table 5002, unit AR, year 1996): 4138 → 4137"
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("book", "_build/run"), "the folder holds no edition"),
        (("_build/run", "data/editions/2202.yml"), "Did you mean `data/editions/2022.yml`"),
        (("_build/run", "_build/run", "--format", "html"), "no format `html`"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    miniature: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert copub("diff", *arguments, "--quiet") == 1
    assert told in capsys.readouterr().err


def test_a_run_without_its_tables_is_refused(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(miniature / "_build" / "run" / "tables")
    assert copub("diff", "_build/run", "_build/site") == 1
    assert "does not carry its tables" in capsys.readouterr().err
