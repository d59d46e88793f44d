"""A cell of a public table is changed: the facts that look at it move, no other does, and the cell is named."""

import csv
import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from copub.audit.claims import load_claims
from copub.audit.diff import FORMATS, Comparison, Side, compare, telling
from copub.audit.diff.telling import tell
from copub.audit.ledger import audit, ledger_facts
from copub.facts import Fact, edition_facts, load_facts
from copub.languages.labels import load_labels
from copub.languages.passages import passages
from copub.languages.slots import fill, slots_of
from copub.recount import Desk, Files
from miniature import ROOT, copub

Rows = list[list[str]]


def with_table(root: Path, name: str, change: Callable[[Rows], None]) -> Path:
    """A project with the public tables, one of them changed."""
    (root / "data" / "open").mkdir(parents=True)
    (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    for path in (ROOT / "data" / "open").iterdir():
        if path.name == name:
            write(root / "data" / "open" / name, read(path), change)
        else:
            (root / "data" / "open" / path.name).symlink_to(path)
    return root


def read(path: Path) -> Rows:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def write(path: Path, rows: Rows, change: Callable[[Rows], None]) -> None:
    change(rows)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def row_of(rows: Rows, *key: str) -> list[str]:
    return next(row for row in rows if set(key) <= set(row))


def a_thousand_more_in_germany(rows: Rows) -> None:
    """Of Germany's works of 2022 a thousand more are international."""
    row = row_of(rows, "ncses-2023", "DE", "2022")
    row[-1] = str(int(row[-1]) + 1000)


def the_two_largest_swapped(rows: Rows) -> None:
    """What China published in 2022 stands beside the United States, and the other way round."""
    china, states = (row_of(rows, "ncses-2023", "all", code, "2022") for code in ("CN", "US"))
    china[-1], states[-1] = states[-1], china[-1]


def side(root: Path) -> Side:
    """The default edition on the tables of `root`, its facts those of the recount."""
    given = yaml.safe_load((ROOT / "data" / "editions" / "2022.yml").read_text(encoding="utf-8"))["parameters"]
    desk = Desk(Files(root), given)
    units = {"works": int, "share": float}
    facts = {
        slot: Fact(
            *slot.split("."),
            one.value,
            next((u for u, kind in units.items() if type(one.value) is kind), "phrase"),
            "",
            "",
        )
        for slot, one in tell(desk).items()
    }
    return Side("2022", facts, desk)


@pytest.fixture(scope="module")
def original() -> Iterator[Side]:
    """Two sections of the default edition, so that a recount is soon done."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "SECTIONS", ("global-output", "collaboration-profiles"))
        yield side(ROOT)


def compared(original: Side, root: Path) -> Comparison:
    """Without claims, of which a project made of tables has none."""
    return compare(original, side(root), root)


def test_one_cell_moves_what_looks_at_it_and_is_named(original, tmp_path):
    found = compared(original, with_table(tmp_path, "ncses_output.csv", a_thousand_more_in_germany))
    (cell,) = found.cells
    assert (cell.file, cell.column, cell.before, cell.after) == (
        "data/open/ncses_output.csv",
        "international",
        "98072",
        "99072",
    )
    assert {("unit", "DE"), ("year", "2022")} <= set(cell.key)
    moved = [move for move in found.moves if move.moved]
    assert "collaboration-profiles.de_last" in {move.slot for move in moved}
    assert {move.cells for move in moved} == {(cell,)}
    assert {part.steps for move in moved for part in move.parts} == {("cells",)}
    assert f"cell {cell}" in FORMATS["text"](found)
    assert "unit DE, year 2022): 98072 → 99072" in str(cell)


def test_ranks_flip_where_two_rows_are_swapped(original, tmp_path):
    found = compared(original, with_table(tmp_path, "ncses_whole_counts.csv.gz", the_two_largest_swapped))
    moves = {move.slot: move for move in found.moves}
    leader = moves["global-output.leader"]
    assert (leader.before, leader.after) == ("CN", "US")
    assert {dict(cell.key)["unit"] for cell in leader.cells} == {"CN", "US"}
    assert [part.steps for part in leader.parts] == [("cells",)]
    assert not moves["global-output.leader_works"].moved
    assert all(move.cells for move in found.moves if move.moved)


PARTS = (
    "book",
    "data/editions",
    "data/open",
    "data/reference",
    "data/reported",
    "notebooks",
    "src",
    "_toc.yml",
    "requirements.txt",
)


@pytest.mark.slow
def test_the_notebooks_move_what_the_noted_cells_foretell(tmp_path_factory, monkeypatch, capsys):
    """The whole edition is run, one cell is changed, and it is run again: facts and sentences that moved are those of the cell."""
    root = tmp_path_factory.mktemp("copy") / "copub"
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / part, root / part)
    monkeypatch.chdir(root)
    assert copub("run", "--quiet") == 0
    shutil.copytree(root / "_build" / "run", root / "before")
    table = root / "data" / "open" / "ncses_output.csv"
    write(table, read(table), a_thousand_more_in_germany)
    assert copub("run", "--quiet") == 0
    capsys.readouterr()
    assert copub("diff", "before", "_build/run", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)

    before, after = load_facts(root / "before"), load_facts(root / "_build" / "run")
    moved = {slot for slot in before | after if before.get(slot) != after.get(slot)}
    looking = {fact["slot"]: fact for fact in told["facts"] if fact["cells"]}
    assert moved == {slot for slot, fact in looking.items() if fact["moved"]}
    # Words, ranks and extremes may look at a number without hanging on it; a count of works never does.
    assert "works" not in {fact["unit"] for fact in looking.values() if not fact["moved"]}
    assert {part["steps"][0] for slot in moved for part in looking[slot]["parts"]} == {"cells"}
    sides = quotable(root, before), quotable(root, after)
    quoted_and_moved = {slot for slot in sides[1] if sides[0].get(slot) != sides[1][slot]}
    assert {slot for slot in quoted_and_moved if not slot.startswith("ledger.")} == moved & sides[1].keys()
    for language in ("en", "zh"):
        lines = changed_lines(root, language, *sides)
        assert lines
        assert all(quoted_and_moved & set(quoted) for quoted in lines)


def quotable(root: Path, facts: dict[str, Fact]) -> dict[str, Fact]:
    """All that a page can quote: the facts, the edition's own years, and the totals of the ledger that is judged on them."""
    given = yaml.safe_load((root / "data" / "editions" / "2022.yml").read_text(encoding="utf-8"))["parameters"]
    known = {**facts, **edition_facts(given)}
    return {**known, **ledger_facts(audit(load_claims(root), known, edition="2022"))}


def changed_lines(root: Path, language: str, before: dict[str, Fact], after: dict[str, Fact]) -> list[list[str]]:
    """The facts that each line of prose quotes, itself or through a phrase, of the lines that say something else afterwards."""
    say = load_labels(root)[language]
    found = []
    for path in sorted((root / "book" / language).glob("*.md")):
        for line in passages(path.read_text(encoding="utf-8"), "tables", where=path.name).splitlines():
            quoted = [slot for slot, _ in slots_of(line)]
            texts = [fill(line, facts, say, where=path.name) for facts in (before, after)]
            if texts[0] != texts[1]:
                phrases = [after[slot] for slot in quoted if slot in after and after[slot].unit == "phrase"]
                inner = [slot for fact in phrases for slot, _ in slots_of(say(f"phrase.{fact.value}"))]
                found.append([*quoted, *inner])
    return found
