"""Two sides compared: every fact of both, its move and its parts, and the verdicts that flipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from copub.audit.diff.cells import CellChange, Tables
from copub.audit.diff.moves import Move, Part, split
from copub.audit.diff.sides import Side
from copub.audit.diff.steps import way
from copub.audit.diff.telling import Told, tell
from copub.audit.diff.verdicts import Flip, flips
from copub.recount.agreement import same
from copub.recount.recounting import SECTIONS


@dataclass(frozen=True)
class Comparison:
    """What `compare` finds, from the side `a` to the side `b`.

    `steps` are the names of all steps in their order, `works` the number of works in each class where two corpora were walked. `moves`
    has every fact of both sides, section by section in the order of the pages, what moved most first. `cells` and `lists` are the cells
    and the files of `data/reference` that differ, whether a fact looks at them or not. `uncounted` are facts that a side without a run
    cannot be asked for; they are not among the moves.
    """

    a: Side
    b: Side
    steps: tuple[str, ...]
    works: Mapping[str, int]
    moves: tuple[Move, ...]
    flips: tuple[Flip, ...]
    cells: tuple[CellChange, ...]
    lists: tuple[str, ...]
    uncounted: tuple[str, ...]

    @property
    def moved(self) -> dict[str, list[Move]]:
        """The facts that moved, by section."""
        sections: dict[str, list[Move]] = {}
        for move in self.moves:
            if move.moved:
                sections.setdefault(move.slot.partition(".")[0], []).append(move)
        return sections


def compare(a: Side, b: Side, root: Path) -> Comparison:
    """Every fact of `a` beside that of `b`, with the parts of its change; the claims are those of the project at `root`."""
    at_a, at_b = tell(a.desk), tell(b.desk)
    tables = Tables(a.desk, b.desk)
    with way(a, b) as route:
        told = [("", at_a)]
        for step in route.steps:
            if step.desk is not None:
                told.append((step.name, at_b if step.desk is route.last else tell(step.desk, like=at_b)))
        steps, works = route.names, dict(route.works.counts) if route.works else {}
    uncounted = tuple(slot for slot in b.facts if a.recounted_only and slot not in at_b)
    moves = [_move(slot, a, b, told, tables) for slot in dict.fromkeys([*b.facts, *a.facts]) if slot not in uncounted]
    return Comparison(
        a=a,
        b=b,
        steps=steps,
        works=works,
        moves=tuple(_sorted(moves)),
        flips=flips(root, a, b, but=uncounted),
        cells=tables.changes,
        lists=tables.lists,
        uncounted=uncounted,
    )


def _move(slot: str, a: Side, b: Side, told: list[tuple[str, dict[str, Told]]], tables: Tables) -> Move:
    before, after = a.facts.get(slot), b.facts.get(slot)
    found = [(name, facts.get(slot)) for name, facts in told]
    looked = [one.cells if one else () for one in (found[0][1], found[-1][1])]
    cells = tables.behind(*looked)
    if before is None or after is None:
        unit = (after or a.facts[slot]).unit
        return Move(slot, unit, before.value if before else None, after.value if after else None, cells=cells)
    parts: tuple[Part, ...] = ()
    if not same(before.value, after.value) and found[0][1] and found[-1][1]:
        parts = split(before, after, [(name, one.value if one else None) for name, one in found])
    return Move(slot, after.unit, before.value, after.value, parts, cells)


def _sorted(moves: list[Move]) -> list[Move]:
    """Section by section, in each what moved most first; what is no quantity after what is, the unmoved last."""
    order = {section: number for number, section in enumerate(SECTIONS)}
    return sorted(
        moves,
        key=lambda move: (order.get(move.slot.partition(".")[0], len(order)), not move.moved, -move.relative),
    )
