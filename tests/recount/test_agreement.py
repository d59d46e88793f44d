"""What a run recorded, held to the second count."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.recount import Cell, Files, NotThere, Recounted, desk_of
from copub.recount.agreement import compare, same, tallies, verify
from copub.recount.from_works import Agreement, Difference
from copub.recount.recounting import attempts
from copub.recount.telling import Verified, as_json, as_text
from golden import GOLDEN
from miniature import ROOT, copub

CELL = Cell("data/open/a.csv", 2, "works")


def test_whole_numbers_words_and_lists_agree_only_when_they_are_the_same():
    assert same(3, 3) and same("rose", "rose") and same(["US", "CN"], ["US", "CN"]) and same([1, 2], [1, 2])
    assert not same(3, 4) and not same("rose", "fell") and not same(["US", "CN"], ["CN", "US"])
    assert not same(["US"], ["US", "CN"]) and not same(3, [3]) and not same("3", 3.0) and not same(0.5, "0.5")


@given(st.floats(min_value=1e-6, max_value=1e9), st.floats(min_value=-1, max_value=1))
def test_fractions_agree_within_a_billionth_of_themselves_and_no_further(value, part):
    assert same(value, value * (1 + part * 0.9e-9))
    assert not same(value, value * (1 + 2e-9))


def test_a_fact_without_a_recipe_and_a_recipe_without_a_fact_are_disagreements():
    run = {"china.a": 1, "china.b": 2, "china.d": 4}
    again = {
        "china.a": Recounted(1, (CELL,)),
        "china.c": Recounted(3, ()),
        "china.d": NotThere("no x", where="", do=""),
    }
    found = {one.slot: one for one in compare(run, again)}
    assert [slot for slot, one in found.items() if one.agrees] == ["china.a"]
    assert found["china.b"].lacking == "no recipe"
    assert (found["china.c"].run, found["china.c"].again) == (None, 3)
    assert found["china.d"].lacking == "no x"


def test_what_neither_count_has_is_no_fact():
    assert compare({}, {"china.d": NotThere("no x", where="", do="")}) == []


def test_a_cell_that_several_facts_of_a_section_look_at_is_counted_once():
    both = {"china.a": Recounted(1, (CELL,)), "china.b": Recounted(2, (CELL, Cell("data/open/b.csv", 9, "works")))}
    [tally] = tallies(compare({"china.a": 1, "china.b": 3}, both))
    assert (tally.facts, tally.agree, tally.cells, tally.files) == (2, 1, 2, ("data/open/a.csv", "data/open/b.csv"))


def edition(name: str) -> dict[str, object]:
    """What a run says of a shipped edition."""
    from copub.editions import load_edition

    path = ROOT / "data" / "editions" / f"{name}.yml"
    parameters = load_edition(path).parameters
    return {"name": name, "path": f"data/editions/{name}.yml", "corpus": "", "parameters": parameters}


def test_every_fact_of_the_default_edition_is_counted_again_and_agrees():
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    found = compare(golden, dict(attempts(desk_of(Files(ROOT), edition("2022")))))
    assert [one for one in found if not one.agrees] == []
    assert len(found) == len(golden) > 300


def test_every_fact_rests_on_cells_but_the_years_that_follow_from_those_of_the_edition():
    found = dict(
        attempts(desk_of(Files(ROOT), edition("2022")), ["global-output", "collaboration-profiles", "united-states"])
    )
    bare = {slot for slot, one in found.items() if isinstance(one, Recounted) and not one.cells}
    assert bare == {"global-output.base_first", "global-output.base_last"}


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose last run holds the facts of one section of the default edition."""
    section = "global-output"
    for name in ("data", "_toc.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    run = tmp_path / "_build" / "run"
    (run / "facts").mkdir(parents=True)
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    facts = [
        {"name": slot.partition(".")[2], "value": value, "unit": "works", "indicator": "output", "source": "ncses-2023"}
        for slot, value in golden.items()
        if slot.startswith(f"{section}.")
    ]
    (run / "facts" / f"{section}.json").write_text(json.dumps(facts), encoding="utf-8")
    (run / "edition.json").write_text(json.dumps({**edition("2022"), "sections": {section: []}}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return run


def change(run: Path, name: str, value: object) -> None:
    path = run / "facts" / "global-output.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([{**fact, "value": value} if fact["name"] == name else fact for fact in facts]), "utf-8")


def test_a_run_that_agrees_ends_well_and_the_years_of_the_edition_are_held_to_its_file(ran, capsys):
    assert copub("verify") == 0
    said = capsys.readouterr().out
    assert "global-output: 72 of 72 facts agree" in said
    assert "edition: 9 of 9 facts agree; 7 cells of 1 file" in said
    assert said.endswith("81 of 81 facts agree.\n")


def test_a_wrong_fact_is_found_and_named_with_both_values_and_the_cells_looked_at(ran, capsys):
    change(ran, "world_first", 1236107)
    assert copub("verify") == 1
    said = capsys.readouterr().out
    assert "DIFFERS global-output.world_first: 1236107 in the run, 1236106 counted again" in said
    assert "from data/open/ncses_output.csv, line" in said
    assert "80 of 81 facts agree" in said


def test_a_wrong_word_is_found_as_well_and_in_json_with_all_its_cells(ran, capsys):
    change(ran, "leader_story", "leader_same")
    assert copub("verify", "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["facts"], told["agree"]) == (81, 80)
    [wrong] = told["disagreements"]
    assert (wrong["slot"], wrong["run"], wrong["again"]) == ("global-output.leader_story", "leader_same", "leader_new")
    assert {cell["column"] for cell in wrong["cells"]} == {"works"}


def test_a_year_that_the_run_took_from_another_edition_is_found(ran):
    record = json.loads((ran / "edition.json").read_text(encoding="utf-8"))
    record["parameters"]["pairs_last_year"] = 2022
    (ran / "edition.json").write_text(json.dumps(record), encoding="utf-8")
    [wrong] = [one for one in verify(ran.parents[1], ran) if not one.agrees]
    assert (wrong.slot, wrong.run, wrong.again) == ("edition.pairs_last_year", 2022, 2023)
    assert wrong.cells[0].file == "data/editions/2022.yml"


def test_an_unknown_format_is_refused_with_the_nearest(ran, capsys):
    assert copub("verify", "--format", "jsno") == 1
    assert "Did you mean `json`" in capsys.readouterr().err


def test_another_engine_is_not_asked_where_there_is_no_cube(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(ROOT)
    assert copub("verify", "--other-engine") == 1
    assert "there is no cube to make again" in capsys.readouterr().err


def test_a_row_or_a_file_that_differs_is_named_and_nothing_agrees_any_more():
    rows = Agreement(2, (Difference(("US", "2020"), {"works": 1}, {"works": 2}),))
    told = Verified("mine", [], tables={"output": rows, "joint": Agreement(3, ())}, cube={"cells": True, "sets": False})
    assert not told.all_agree and Verified("mine", []).all_agree
    assert not Verified("mine", [], cube={"sets": False}).all_agree
    text = as_text(told)
    assert "  output: 1 of 2 rows agree\n" in text and "  joint: 3 of 3 rows agree\n" in text
    assert '  DIFFERS output US 2020: {"works": 1} in the table, {"works": 2} from the works\n' in text
    assert "  cells: the same bytes\n  sets: DIFFERS\n" in text
    assert json.loads(as_json(told))["cube"] == {"cells": True, "sets": False}
