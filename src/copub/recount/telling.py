"""What became of the second count, as text for a person or as JSON."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from copub.recount.agreement import Compared, tallies
from copub.recount.from_works import Agreement
from copub.recount.lines import Cell
from copub.recount.originals import Followed

SHOWN = 3
"""So many cells of a disagreement are named in the text; the JSON has all."""


@dataclass(frozen=True)
class Verified:
    """The facts of an edition, each counted twice.

    Where asked for, also their cells followed to the published tables; for a corpus whose works are here, its tables counted from them;
    and where asked for, by the name of each of its files, whether the cube made on another engine is the same to the byte.
    """

    edition: str
    compared: Sequence[Compared]
    followed: Sequence[Followed] | None = None
    tables: Mapping[str, Agreement] = field(default_factory=dict)
    cube: Mapping[str, bool] = field(default_factory=dict)

    @property
    def disagreements(self) -> list[Compared]:
        """The facts on which the two counts differ, or that only one of them has."""
        return [one for one in self.compared if not one.agrees]

    @property
    def all_agree(self) -> bool:
        """Whether no fact, no followed cell, no row of a table and no file of the cube differs."""
        followed = not any(one.differing for one in self.followed or ())
        counted = not any(one.differing for one in self.tables.values())
        return not self.disagreements and followed and counted and all(self.cube.values())


def as_text(verified: Verified) -> str:
    """A line a section, a line a disagreement, and in the end how many of how many agree."""
    lines = [f"Edition {verified.edition}: every fact counted a second time, from the lines of the tables."]
    lines += [
        f"  {tally.section}: {tally.agree} of {tally.facts} facts agree; {tally.cells:,} cells of {_files(len(tally.files))}"
        for tally in tallies(verified.compared)
    ]
    lines += [
        f"  DIFFERS {one.slot}: {_value(one.run)} in the run, {_value(one.again)} counted again{_why(one)}"
        for one in verified.disagreements
    ]
    if verified.followed is not None:
        lines += ["Cells that the facts rest on, against the tables as published:", *_followed(verified.followed)]
    if verified.tables:
        lines += ["Tables of the corpus, counted again from its works one by one:", *_counted(verified.tables)]
    if verified.cube:
        lines.append("The cube, made again on another engine:")
        lines += [f"  {name}: {'the same bytes' if same else 'DIFFERS'}" for name, same in verified.cube.items()]
    agree = len(verified.compared) - len(verified.disagreements)
    lines.append(f"{agree} of {len(verified.compared)} facts agree.")
    return "\n".join(lines) + "\n"


def as_json(verified: Verified) -> str:
    """Sections, disagreements with all their cells, and the files whose cells were followed."""
    told: dict[str, Any] = {
        "edition": verified.edition,
        "facts": len(verified.compared),
        "agree": len(verified.compared) - len(verified.disagreements),
        "sections": [asdict(tally) for tally in tallies(verified.compared)],
        "disagreements": [asdict(one) for one in verified.disagreements],
    }
    if verified.followed is not None:
        told["originals"] = [asdict(one) for one in verified.followed]
    if verified.tables:
        told["tables"] = {name: asdict(one) for name, one in verified.tables.items()}
    if verified.cube:
        told["cube"] = dict(verified.cube)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Verified], str]] = {"text": as_text, "json": as_json}


def _followed(files: Iterable[Followed]) -> Iterable[str]:
    for one in files:
        if not one.followed:
            yield f"  {one.file}: {one.cells:,} cells, not followed: no published table"
            continue
        yield f"  {one.file}: {one.followed - len(one.differing):,} of {one.followed:,} cells agree"
        for cell, here, there in one.differing:
            yield f"  DIFFERS {_cell(cell)}: {here or 'empty'} here, {there or 'nothing'} as published"


def _counted(tables: Mapping[str, Agreement]) -> Iterable[str]:
    for name, one in tables.items():
        yield f"  {name}: {one.rows - len(one.differing):,} of {one.rows:,} rows agree"
        for row in one.differing[:SHOWN]:
            yield f"  DIFFERS {name} {' '.join(row.key)}: {_value(row.table)} in the table, {_value(row.counted)} from the works"
        if len(one.differing) > SHOWN:
            yield f"  and {len(one.differing) - SHOWN:,} more rows"


def _value(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _why(one: Compared) -> str:
    if one.lacking:
        return f" ({one.lacking})"
    if not one.cells:
        return ""
    more = f" and {len(one.cells) - SHOWN:,} more cells" if len(one.cells) > SHOWN else ""
    return f" from {'; '.join(map(_cell, one.cells[:SHOWN]))}{more}"


def _cell(cell: Cell) -> str:
    return f"{cell.file}, line {cell.line}, `{cell.column}`"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
