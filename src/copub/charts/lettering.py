"""How wide words are, where they break, and how labels keep apart. All lengths are points."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

# A break is allowed after a space and around a Chinese character, but no line begins with closing punctuation.
_PIECE = re.compile(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]\s*|\s+")
_NEVER_FIRST = set("，。、；：！？）》」』”’%,.;:!?)")


def width(text: str, size: float) -> float:
    """The width of the widest line of `text` set in `size` points, in the font of the style that is in force."""
    family = tuple(mpl.rcParams["font.family"])
    return max(_line_width(line, size, family) for line in text.split("\n"))


@cache
def _line_width(line: str, size: float, family: tuple[str, ...]) -> float:
    font = FontProperties(family=family, size=size)
    return float(text_to_path.get_text_width_height_descent(line, font, False)[0]) if line else 0.0


def wrap(text: str, size: float, room: float) -> str:
    """`text` with line breaks so that each line fits into `room`; a single word wider than that stays whole."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and piece[0] not in _NEVER_FIRST and width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for labels of these heights: none overlap, all between `low` and `high`, with the least squared moves.

    Order is kept (equal wishes: first given, lowest). Where there is too little room, the labels begin at `low` and
    overflow `high`.
    """
    order = sorted(range(len(wanted)), key=lambda label: wanted[label])
    offsets = [0.0]
    for below, above in pairwise(order):
        offsets.append(offsets[-1] + (heights[below] + heights[above]) / 2)
    # With the offsets taken off, "apart" becomes "not falling": isotonic regression by pooling adjacent violators,
    # then clipping, which is exact for bounds.
    pools: list[tuple[float, int]] = []
    for label, offset in zip(order, offsets, strict=True):
        total, count = wanted[label] - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            more, others = pools.pop()
            total, count = total + more, count + others
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    floor = low + heights[order[0]] / 2 if order else low
    ceiling = high - heights[order[-1]] / 2 - offsets[-1] if order else high
    centres = [0.0] * len(wanted)
    for label, offset, height in zip(order, offsets, level, strict=True):
        centres[label] = max(min(height, ceiling), floor) + offset
    return centres
