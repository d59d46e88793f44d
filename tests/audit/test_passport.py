"""Passports on a run of one notebook of three lines, and of the six real ones."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from copub.audit.passport import InFile, load_passports, retrace
from copub.births import BIRTHS, Measurement, Named, Place, as_rows, here, of_rows
from golden import facts_of
from miniature import ROOT, copub

CODE = (
    "last_year = 2022",
    "a = measure('output')",
    "for x in a:\n    b = measure('peak')\n    facts.record(x, b)",
    "facts.record('n', last_year)",
)
ROUNDS = [Measurement("output", {"places": ["WORLD"]}, {}, 2, Place(2, 1)), *[
    Measurement("peak", {}, {"series": (2, 3)}, 1, Place(3, 2)) for _ in range(2)
]]  # fmt: skip
NAMED = [Named("one", Place(3, 3), 2), Named("two", Place(3, 3), 3), Named("n", Place(4, 1), 3)]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run that measured `output` once and `peak` in each of two rounds, and named a fact in each round and one after them."""
    cells = [
        {"cell_type": "code", "execution_count": number, "source": code, "metadata": {"tags": ["parameters"] * (number == 1)}}
        for number, code in enumerate(CODE, 1)
    ]  # fmt: skip
    facts = [{"name": one.name, "value": 7, "unit": "works", "indicator": "peak", "source": "s"} for one in NAMED]
    files = {
        "notebooks/s.ipynb": {"cells": cells},
        "facts/s.json": facts,
        "births/s.json": as_rows(ROUNDS, NAMED),
        "edition.json": {"parameters": {"last_year": 2022}, "path": "e.yml"},
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "e.yml").write_text("parameters:\n  last_year: 2022\n", encoding="utf-8")
    return tmp_path


def test_a_fact_rests_on_what_was_measured_on_its_lines_in_its_own_round(run):
    passports = load_passports(run, run, {})
    assert [number for number, _ in passports["s.one"].measured] == [1, 2]
    assert [number for number, _ in passports["s.two"].measured] == [1, 3]
    assert passports["s.two"].measured[1][1].inputs == {"series": (2, 3)}


def test_its_excerpts_are_the_lines_themselves_without_parameters(run):
    assert [one.text.strip() for one in load_passports(run, run, {})["s.one"].excerpts] == [
        "a = measure('output')",
        "for x in a:",
        "b = measure('peak')",
        "facts.record(x, b)",
    ]


def test_a_fact_without_measurements_rests_on_its_parameters(run):
    passport = load_passports(run, run, {})["s.n"]
    assert (passport.measured, passport.parameters) == ((), {"last_year": 2022})


def test_a_year_of_the_edition_rests_on_a_line_of_its_file(run):
    (file,) = load_passports(run, run, {})["edition.last_year"].files
    assert (file.file, file.first) == ("e.yml", ((2, "last_year", "2022"),))
    assert file.sha256 == sha256((run / "e.yml").read_bytes()).hexdigest()


def test_the_cells_of_a_fact_are_handed_on(run):
    files = (InFile("t.csv", "0" * 64, 1, ((2, "works", "7"),)),)
    assert load_passports(run, run, {"s.one": files})["s.one"].files == files


def test_births_are_the_same_after_writing_and_reading():
    assert of_rows(json.loads(json.dumps(as_rows(ROUNDS, NAMED)))) == (ROUNDS, NAMED)


def test_outside_a_notebook_nothing_is_noted():
    before = len(BIRTHS.measured)
    BIRTHS.measure("output", {}, {}, 1)
    assert (here(), BIRTHS.name("n"), len(BIRTHS.measured)) == (None, None, before)


@pytest.fixture(scope="module")
def default() -> Path:
    """The last run of the default edition."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert copub("run", "--quiet") == 0
    return ROOT / "_build" / "run"


@pytest.fixture(scope="module")
def retraced(default: Path) -> dict[str, tuple[InFile, ...]]:
    return retrace(ROOT, json.loads((default / "edition.json").read_text(encoding="utf-8")))


def test_every_fact_of_the_default_edition_rests_on_a_measurement_or_says_that_parameters_alone_make_it(default):
    passports = load_passports(ROOT, default, {})
    named = {slot: one for slot, one in passports.items() if one.fact.section != "edition"}
    assert named.keys() == facts_of(default).keys()
    assert all(one.excerpts and one.parameters for one in named.values())
    assert {slot for slot, one in named.items() if not one.measured} == {
        "global-output.base_first",
        "global-output.base_last",
        "regional-networks.n_regions",
    }


def test_the_lines_of_a_fact_end_with_the_one_that_names_it(default):
    for slot, passport in load_passports(ROOT, default, {}).items():
        if passport.named:
            last = passport.excerpts[-1]
            assert (last.cell, last.line) == (passport.named.cell, passport.named.line), slot
            assert "record" in last.text or "keep(" in last.text, slot


def test_a_fact_knows_with_which_parameters_it_was_measured(default):
    passports = load_passports(ROOT, default, {})
    share = passports["global-output.share_world_last"]
    assert [(one.indicator, one.parameters["places"]) for _, one in share.measured] == [
        ("international_share", ["WORLD"])
    ]
    story = passports["global-output.cn_eu_story"]
    assert [(one.indicator, one.parameters.get("holder")) for _, one in story.measured] == [
        ("whole_count", None),
        ("overtaking", "EU27"),
    ]


def test_the_world_s_share_rests_on_two_cells_whose_quotient_it_is(default, retraced):
    (file,) = retraced["global-output.share_world_last"]
    content = {column: int(value) for _, column, value in file.first}
    assert (file.file, file.count) == ("data/open/ncses_output.csv", 2)
    assert content["international"] / content["total"] == facts_of(default)["global-output.share_world_last"]
    assert file.sha256 == sha256((ROOT / file.file).read_bytes()).hexdigest()


def test_the_line_of_a_cell_is_the_line_of_the_file(retraced):
    (file,) = retraced["global-output.world_last"]
    ((line, _, value),) = file.first
    assert value in (ROOT / file.file).read_text(encoding="utf-8").split("\n")[line - 1].split(",")


def test_a_number_is_explained_in_a_terminal(default, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert copub("explain", "global-output.share_world_last") == 0
    said = capsys.readouterr().out
    assert said.startswith("global-output.share_world_last = 0.226042355392598")
    for part in (
        "22.6%",
        "International share",
        "SELECT unit, year",
        "ncses_output.csv",
        'facts.record("share_world_last"',
    ):
        assert part in said


def test_an_unknown_number_is_refused_with_the_nearest(default, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert copub("explain", "global-output.share_world_lst") == 1
    assert "Did you mean `global-output.share_world_last`?" in capsys.readouterr().err
