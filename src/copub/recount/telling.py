"""What became of the second count, as text for a person or as JSON."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from copub.recount.agreement import Compared, tallies
from copub.recount.lines import Cell
from copub.recount.originals import Followed

SHOWN = 3
"""So many cells of a disagreement are named in the text; the JSON has all."""


@dataclass(frozen=True)
class Verified:
    """The facts of an edition, each counted twice; where asked for, also their cells followed to the published tables."""

    edition: str
    compared: Sequence[Compared]
    followed: Sequence[Followed] | None = None

    @property
    def disagreements(self) -> list[Compared]:
        """The facts on which the two counts differ, or that only one of them has."""
        return [one for one in self.compared if not one.agrees]

    @property
    def all_agree(self) -> bool:
        """Whether no fact and no followed cell differs."""
        return not self.disagreements and not any(one.differing for one in self.followed or ())


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
