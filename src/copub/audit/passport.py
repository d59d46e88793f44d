"""The passport of a number: where a fact was named, the lines that make it, what was measured for it, and the cells it rests on."""

import ast
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copub import marked_yaml
from copub.audit.claims import FILE as CLAIMS
from copub.audit.ledger import TOTALS, Ledger, ledger_facts
from copub.audit.slices import Program, Statement
from copub.births import Measurement, Named, Place, of_rows
from copub.errors import CopubError
from copub.facts import Fact, edition_facts, load_facts
from copub.folders import fingerprint
from copub.recount import Cell, Files, desk_of, recount
from copub.recount.recounting import SECTIONS

FIRST_FEW = 5
EDITION = "edition"
GIVEN = {"parameters", "injected-parameters"}


@dataclass(frozen=True)
class Excerpt:
    """A statement of a notebook, as it is written."""

    cell: int
    line: int
    text: str


@dataclass(frozen=True)
class InFile:
    """The cells of one file that a fact rests on: how many, the first few with what stands in them, and the file's checksum."""

    file: str
    sha256: str
    count: int
    first: tuple[tuple[int, str, str], ...]
    """Line (the head is line 1), column, value."""


@dataclass(frozen=True)
class Passport:
    """What is known of the making of one fact.

    `measured` are the measurements it rests on, each with its number in the section's notebook, from 1; a fact without any rests on
    `parameters` alone. `named` is None, and there are no excerpts, where the fact was not named in a notebook; `files` is empty where
    its cells have not been retraced.
    """

    fact: Fact
    named: Place | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    measured: tuple[tuple[int, Measurement], ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    files: tuple[InFile, ...] = ()


def load_passports(root: Path, run: Path, files: Mapping[str, tuple[InFile, ...]]) -> dict[str, Passport]:
    """The passport of every fact of a run and of its edition, by slot; `files` are as `retrace` gives them."""
    edition = json.loads((run / "edition.json").read_text(encoding="utf-8"))
    facts = load_facts(run)
    found = {slot: Passport(fact, files=files.get(slot, ())) for slot, fact in facts.items()}
    for path in sorted((run / "births").glob("*.json")):
        measured, named = of_rows(json.loads(path.read_text(encoding="utf-8")))
        notebook = run / "notebooks" / f"{path.stem}.ipynb"
        cells, given = _cells(json.loads(notebook.read_text(encoding="utf-8")))
        program = Program(cells, given)
        for one in named:
            slot = f"{path.stem}.{one.name}"
            statement = program.at(one.place.cell, one.place.line)
            if slot not in facts or statement is None:
                raise CopubError(f"`{slot}` is not where it was named", where=str(path), do="run the notebook again")
            lines = program.slice(statement)
            found[slot] = Passport(
                facts[slot],
                one.place,
                _parameters([line for line in lines if line.cell in given], edition["parameters"], cells),
                tuple(_rests_on(lines, measured, one, statement)),
                tuple(_excerpt(line, cells) for line in lines if line.cell not in given),
                files.get(slot, ()),
            )
    return found | _of_edition(root, edition)


def passports_of_ledger(root: Path, ledger: Ledger) -> dict[str, Passport]:
    """The passport of every total of the ledger, by slot: it rests on the claims that it counts, each with its line and its verdicts."""
    _, lines = marked_yaml.load(root / CLAIMS)
    sha256 = str(fingerprint(root / CLAIMS)["sha256"])
    found = {}
    for slot, fact in ledger_facts(ledger).items():
        counts = TOTALS.get(fact.name, TOTALS["claims"])
        rows = [
            (lines["claims", one.claim.id], one.claim.id, f"{one.inside.verdict}, {one.data.verdict}")
            for one in ledger.entries
            if counts(one)
        ]
        found[slot] = Passport(fact, files=(InFile(CLAIMS.as_posix(), sha256, len(rows), tuple(rows[:FIRST_FEW])),))
    return found


def retrace(root: Path, edition: Mapping[str, Any]) -> dict[str, tuple[InFile, ...]]:
    """The cells that each fact of an edition rests on, by slot, as the second count looks at them.

    A section that the second count cannot follow in this edition has none.
    """
    files = Files(root)
    desk = desk_of(files, edition)
    tables: dict[str, Table] = {}
    found = {}
    for section in SECTIONS:
        try:
            counted = recount(desk, [section])
        except CopubError:
            continue
        for slot, one in counted.items():
            by_file: dict[str, list[Cell]] = {}
            for cell in one.cells:
                by_file.setdefault(cell.file, []).append(cell)
            for file in by_file.keys() - tables.keys():
                tables[file] = _table(files, file)
            found[slot] = tuple(
                InFile(file, tables[file].sha256, len(cells), tuple(map(tables[file].look, cells[:FIRST_FEW])))
                for file, cells in by_file.items()
            )
    return found


@dataclass(frozen=True)
class Table:
    """A file's checksum and its lines."""

    sha256: str
    lines: Sequence[Mapping[str, str]]

    def look(self, cell: Cell) -> tuple[int, str, str]:
        """Line, column and value of a cell; the head is line 1."""
        return cell.line, cell.column, self.lines[cell.line - 2][cell.column]


def _table(files: Files, file: str) -> Table:
    rows = files.rows(file.removesuffix(".gz").removesuffix(".csv"))
    return Table(str(fingerprint(files.root / file)["sha256"]), [values for _, _, values in rows])


def _cells(notebook: Mapping[str, Any]) -> tuple[dict[int, str], frozenset[int]]:
    """The code of an executed notebook by the number of the cell, and which of its cells are parameters."""
    ran = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and cell["execution_count"]]
    given = {cell["execution_count"] for cell in ran if GIVEN & set(cell["metadata"].get("tags", []))}
    return {cell["execution_count"]: "".join(cell["source"]) for cell in ran}, frozenset(given)


def _rests_on(
    lines: Iterable[Statement], measured: Sequence[Measurement], named: Named, statement: Statement
) -> Iterable[tuple[int, Measurement]]:
    """The measurements that ran on the lines before the fact was named; in a loop that both share, only the last round's."""
    for line in lines:
        ran = [
            (number, one)
            for number, one in enumerate(measured[: named.after], 1)
            if line.holds(one.place.cell, one.place.line)
        ]
        # A line may measure twice in one round: once for each indicator.
        rounds = Counter(one.indicator for _, one in ran)
        yield from ran[-len(rounds) :] if ran and line.same_round(statement) else ran


def _parameters(lines: Iterable[Statement], given: Mapping[str, Any], cells: Mapping[int, str]) -> dict[str, Any]:
    """The parameters that the lines assign, with their values; those that the edition does not give keep the notebook's own."""
    found: dict[str, Any] = {}
    for line in lines:
        for name in line.gives:
            own = ast.parse(_excerpt(line, cells).text).body[0]
            value = own.value if isinstance(own, ast.Assign | ast.AnnAssign) else None
            found[name] = given[name] if name in given else ast.literal_eval(value) if value else None
    return found


def _excerpt(line: Statement, cells: Mapping[int, str]) -> Excerpt:
    return Excerpt(line.cell, line.first, "\n".join(cells[line.cell].split("\n")[line.first - 1 : line.last]))


def _of_edition(root: Path, edition: Mapping[str, Any]) -> dict[str, Passport]:
    """The edition's own parameters as facts: each rests on a line of its file."""
    path = root / edition["path"]
    _, lines = marked_yaml.load(path) if path.is_file() else ({}, {})
    found = {}
    for slot, fact in edition_facts(edition["parameters"]).items():
        name = fact.name if fact.name in edition["parameters"] else fact.name.rpartition("_")[0]
        value = edition["parameters"][name]
        files: tuple[InFile, ...] = ()
        if ("parameters", name) in lines:
            cell = (lines["parameters", name], name, json.dumps(value))
            files = (InFile(edition["path"], str(fingerprint(path)["sha256"]), 1, (cell,)),)
        found[slot] = Passport(fact, parameters={name: value}, files=files)
    return found
