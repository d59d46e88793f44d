"""Who cites whom: a square of numbers, tinted by how far each lies from the expected value 1."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from copub.charts.canvas import LINE, MARGIN, TEXT, label_room, name_of, set_ticks, sheet, sheet_width
from copub.charts.lettering import width, wrap
from copub.charts.style import DIVERGING, LIGHT
from copub.charts.tidy import need, need_once
from copub.errors import CopubError
from copub.languages.labels import Labels
from copub.languages.numbers import exact

# Steps of equal ratio on both sides of 1: what is half as much as expected is as strongly tinted as what is twice as much.
BOUNDS = (0.0, 1 / 4, 1 / 2, 4 / 5, 5 / 4, 2.0, 4.0, np.inf)
ROW = 34.0
LABEL_SHARE = 0.24


def heat(
    table: pd.DataFrame,
    *,
    say: Labels,
    title: str,
    subtitle: str,
    rows: str = "citing",
    columns: str = "cited",
) -> Figure:
    """A cell a pair, with its value written in it; an empty cell where the value is NA.

    `table`  columns `rows`, `columns`, `value` (a ratio to the expected value, never negative), each pair once. Both sides
             are named by the labels `chart.<rows>` and `chart.<columns>`.
    """
    need(table, rows, columns, "value", chart="heat")
    need_once(table, rows, columns, chart="heat")
    if (table["value"] < 0).any():
        raise CopubError(
            "a ratio is negative", where="chart `heat`, column `value`", do="give ratios to the expected value, from 0"
        )
    wide = table.pivot(index=rows, columns=columns, values="value").astype(float)
    wide = wide.reindex(index=table[rows].unique(), columns=table[columns].unique())
    *left_names, left_head = (
        wrap(name, TEXT, label_room(LABEL_SHARE))
        for name in [*(name_of(code, rows, say) for code in wide.index), f"{say(f'chart.{rows}')} ↓"]
    )
    left = MARGIN + max(width(name, TEXT) for name in [*left_names, left_head]) + 10
    cell = (sheet_width() - left - MARGIN) / len(wide.columns)
    top_names = [name_of(code, columns, say) for code in wide.columns]
    wrapped = [wrap(name, TEXT, cell - 6) for name in top_names]
    # Where neighbours would touch, the heads stand upright; where a number is wider than its cell, all shrink.
    upright = any((width(one, TEXT) + width(other, TEXT)) / 2 > cell for one, other in pairwise(wrapped))
    if upright:
        top = 30 + max(width(name, TEXT) for name in top_names)
    else:
        top, top_names = 22 + LINE * max(name.count("\n") + 1 for name in wrapped), wrapped
    numbers = {place: exact(value, say.language, decimals=2) for place, value in np.ndenumerate(wide) if value >= 0}
    size = min(1.0, (cell - 3) / max(width(number, TEXT) for number in numbers.values())) * TEXT
    tall = max(ROW, 4 + LINE * max(name.count("\n") + 1 for name in left_names))

    paper = sheet(title, subtitle, say=say, body=top + tall * len(wide) + MARGIN)
    axes = paper.axes(left=left, right=MARGIN, bottom=MARGIN, top=top)
    steps = np.digitize(wide, BOUNDS[1:-1]).astype(float)
    sns.heatmap(
        pd.DataFrame(steps).mask(wide.isna().to_numpy()),
        ax=axes,
        cmap=ListedColormap([LIGHT[name] for name in DIVERGING]),
        norm=BoundaryNorm(np.arange(-0.5, len(DIVERGING)), len(DIVERGING)),
        cbar=False,
        linewidths=2,
        linecolor=LIGHT["paper"],
        xticklabels=False,
        yticklabels=False,
    )
    axes.set(xlabel="", ylabel="")
    for (row, column), number in numbers.items():
        strong = DIVERGING[int(steps[row, column])][-1:] == "3"
        axes.text(
            column + 0.5,
            row + 0.5,
            number,
            ha="center",
            va="center_baseline",
            fontsize=size,
            color=LIGHT["ink_on_strong" if strong else "ink"],
        )
    axes.xaxis.tick_top()
    set_ticks(axes.xaxis, [place + 0.5 for place in range(len(top_names))], top_names)
    set_ticks(axes.yaxis, [place + 0.5 for place in range(len(left_names))], left_names)
    axes.tick_params(length=0, labelcolor=LIGHT["ink"], labelsize=TEXT, labelrotation=0)
    axes.tick_params(axis="x", labelrotation=90 if upright else 0)
    beside: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "color": LIGHT["muted"],
        "va": "bottom",
    }
    axes.annotate(f"{say(f'chart.{columns}')} →", (0, 1), xytext=(2, top - 16), ha="left", **beside)
    axes.annotate(left_head, (0, 1), xytext=(-6, 6), ha="right", **beside)
    return paper.figure
