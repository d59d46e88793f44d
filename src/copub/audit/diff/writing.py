"""A comparison as text for a person, as JSON and as CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from fractions import Fraction

from copub.audit.diff.comparing import Comparison
from copub.audit.diff.moves import Ends, Move, Part
from copub.audit.diff.showing import shown, signed

NAMES = {
    "years": "years",
    "parameters": "other parameters",
    "release": "release",
    "gone": "works gone",
    "new": "works new",
    "retyped": "works retyped",
    "redated": "works redated",
    "recountried": "works with other countries",
    "other": "works otherwise changed",
    "cells": "cells",
    "method": "method or code",
}
FEW = 5
"""So many cells of a fact are named in the text; JSON and CSV name all."""


def as_text(found: Comparison) -> str:
    """The steps, the works of each class, the facts that moved with their parts and cells, and the verdicts that flipped."""
    moved = [move for move in found.moves if move.moved]
    lines = [
        f"From {found.a.name} to {found.b.name}: {len(moved)} of {len(found.moves)} facts moved, {len(found.flips)} verdicts flipped.",
        f"Parts in this order: {', '.join(NAMES[step] for step in found.steps)}.",
        "Each part is the difference of two printed values, so that they add up.",
    ]
    if found.works:
        lines.append("Works: " + ", ".join(f"{number:,} {name}" for name, number in found.works.items()) + ".")
    if found.cells or found.lists:
        lists = "".join(f"; {name} differs" for name in found.lists)
        lines.append(f"Cells of the tables that differ: {len(found.cells):,}{lists}.")
    if found.uncounted:
        lines.append(f"Not compared, for no recount tells them: {', '.join(found.uncounted)}.")
    for section, moves in found.moved.items():
        lines += ["", section, *(line for move in moves for line in _of(move))]
    untouched = [move for move in found.moves if move.cells and not move.moved]
    if untouched:
        lines += ["", "Look at a cell that differs, and say the same: " + ", ".join(move.slot for move in untouched)]
    if found.flips:
        lines += ["", "Verdicts that flipped"]
        lines += [f"  {flip.id}  {flip.before} → {flip.after}  {flip.text['en']}" for flip in found.flips]
    return "\n".join(lines) + "\n"


def as_json(found: Comparison) -> str:
    """Everything; changes and parts as exact decimals in text, of a band one for each end; what is `printed` adds up, too."""
    content = {
        "a": found.a.name,
        "a_counted_again": found.a.recounted_only,
        "b": found.b.name,
        "steps": found.steps,
        "works": found.works,
        "facts": [_whole(move) for move in found.moves],
        "verdicts": [vars(flip) for flip in found.flips],
        "cells": [str(cell) for cell in found.cells],
        "lists": found.lists,
        "not_compared": found.uncounted,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_csv(found: Comparison) -> str:
    """One line a part of a fact that moved; a fact that is not split has one without steps."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("slot", "unit", "before", "after", "change", "steps", "part", "value", "cells"))
    for move in found.moves:
        if move.moved:
            head = (move.slot, move.unit, _text(move.before), _text(move.after), _joined(move.change))
            cells = " | ".join(map(str, move.cells))
            parts = [(" and ".join(part.steps), _joined(part.change), _text(part.value)) for part in move.parts]
            writer.writerows((*head, *part, cells) for part in parts or [("not split", "", "")])
    return out.getvalue()


FORMATS: dict[str, Callable[[Comparison], str]] = {"text": as_text, "json": as_json, "csv": as_csv}


def exact_decimal(number: Fraction) -> str:
    """A sum of decimals as a decimal, all its digits."""
    with localcontext() as context:
        context.prec = 400
        return format(Decimal(number.numerator) / Decimal(number.denominator), "f")


def named(part: Part) -> str:
    """The steps of a part in words."""
    return " and ".join(NAMES[step] for step in part.steps) + (" together" if len(part.steps) > 1 else "")


def _of(move: Move) -> Iterator[str]:
    change = f"  ({signed(*move.ends, move)})" if move.change else ""
    name = move.slot.partition(".")[2]
    yield f"  {name}: {shown(move.before, move)} → {shown(move.after, move)}{change}"
    for part in move.parts:
        yield f"      {named(part)}: {signed(part.before, part.after, move) if part.change else shown(part.value, move)}"
    if not move.parts:
        yield "      not split" + ("" if move.before is not None and move.after is not None else ": on one side only")
    for cell in move.cells[:FEW]:
        yield f"      cell {cell}"
    if len(move.cells) > FEW:
        yield f"      and {len(move.cells) - FEW:,} more cells"


def _whole(move: Move) -> dict[str, object]:
    return {
        "slot": move.slot,
        "unit": move.unit,
        "before": move.before,
        "after": move.after,
        "moved": move.moved,
        "change": _texts(move.change),
        "printed": [shown(move.before, move), shown(move.after, move), _signed(move.ends, move)],
        "parts": [
            {
                "steps": part.steps,
                "change": _texts(part.change),
                "value": part.value,
                "printed": _signed((part.before, part.after), move),
            }
            for part in move.parts
        ],
        "cells": [
            {
                **{name: getattr(cell, name) for name in ("file", "line", "column", "before", "after")},
                "key": dict(cell.key),
            }
            for cell in move.cells
        ],
    }


def _signed(ends: tuple[Ends, Ends], move: Move) -> str:
    return signed(*ends, move) if all(ends) else ""


def _texts(change: Ends) -> list[str]:
    return [exact_decimal(end) for end in change]


def _joined(change: Ends) -> str:
    return " | ".join(_texts(change))


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
