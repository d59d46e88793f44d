"""Places in a ranking over years: a bump chart, named at both ends."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from copub.charts.canvas import LINE, MARGIN, TEXT, label_room, name_of, set_ticks, sheet, tick_room, year_ticks
from copub.charts.lettering import width, wrap
from copub.charts.style import ENTITIES, LIGHT, colours
from copub.charts.tidy import need, need_once
from copub.languages.labels import Labels

STEP = 24.0
LABEL_SHARE = 0.22


def ranks(table: pd.DataFrame, *, say: Labels, title: str, subtitle: str, by: str = "unit") -> Figure:
    """One line a code of `by` through its places, first place on top; a year without a place breaks the line.

    Who shares a place stands one below the other, in the order of the codes, each named with the place that they share.

    `table`  columns `year`, `by`, `rank` (whole numbers from 1). Who is not ranked in the first or last year is named
             where its line begins, unless another such name stands there.
    """
    need(table, "year", by, "rank", chart="ranks")
    need_once(table, by, "year", chart="ranks")
    table = table.sort_values(["year", "rank", by])
    shared = table.set_index(["year", by])["rank"].to_dict()
    wide = table.assign(row=table["rank"] + table.groupby(["year", "rank"]).cumcount()).pivot(
        index="year", columns=by, values="row"
    )
    wide = wide.reindex(range(int(wide.index.min()), int(wide.index.max()) + 1)).astype(float)
    # Who ends on top chooses the colour first and is drawn last, above the others.
    final = wide.iloc[-1].fillna(float("inf"))
    codes = sorted((str(code) for code in wide.columns), key=lambda code: float(final[code]))
    names = {code: wrap(name_of(code, by, say), TEXT, label_room(LABEL_SHARE)) for code in codes}
    # Grey for the strangers who drop out: the hues last for those whose names stand at the end.
    passing = [code for code in codes if code not in ENTITIES and final[code] == float("inf")]
    hues = {**colours(code for code in codes if code not in passing), **dict.fromkeys(passing, LIGHT["muted"])}
    lowest = int(wide.max().max())
    first, last = wide.iloc[0].dropna(), wide.iloc[-1].dropna()

    margins = [
        MARGIN
        + 14
        + max((width(_placed(shared[year, code], names[str(code)]), TEXT) for code in end.index), default=0.0)
        for end, year in ((first, wide.index[0]), (last, wide.index[-1]))
    ]
    step = max(STEP, 3 + LINE * max(name.count("\n") + 1 for name in names.values()))
    paper = sheet(title, subtitle, say=say, body=lowest * step + 30)
    axes = paper.axes(left=margins[0], right=margins[1], bottom=26)
    margin = (len(wide) - 1) * 0.01 + 0.05
    axes.set_xlim(wide.index[0] - margin, wide.index[-1] + margin)
    axes.set_ylim(lowest + 0.5, 0.5)
    years = year_ticks(wide.index[0], wide.index[-1], room=tick_room(axes, 6))
    set_ticks(axes.xaxis, years, [str(year) for year in years])
    set_ticks(axes.yaxis, [], [])
    axes.grid(axis="x")
    axes.tick_params(axis="x", length=0)

    dot = min(5.0, 0.7 * axes.bbox.width / axes.figure.dpi * 72 / len(wide))
    a_year = axes.bbox.width / axes.figure.dpi * 72 / (axes.get_xlim()[1] - axes.get_xlim()[0])
    taken: list[tuple[float, float, float]] = []
    for code in reversed(codes):
        places = wide[code]
        # A paper-coloured edge keeps crossing lines apart.
        axes.plot(wide.index, places, color=LIGHT["paper"], linewidth=4.6)
        axes.plot(wide.index, places, color=hues[code], linewidth=2.4, marker="o", markersize=dot, markeredgewidth=0)
        if code not in first.index and code not in last.index:
            begin = int(places.dropna().index[0])
            half = (width(name_of(code, by, say), TEXT) / 2 + 3) / a_year
            if any(places[begin] == row and begin - half < right and left < begin + half for row, left, right in taken):
                continue
            taken.append((places[begin], begin - half, begin + half))
            below: dict[str, Any] = {"xytext": (0, -6), "textcoords": "offset points", "ha": "center", "va": "top"}
            axes.annotate(name_of(code, by, say), (begin, places[begin]), color=hues[code], **below)
    for end, year, away, side in ((first, wide.index[0], -10, "right"), (last, wide.index[-1], 10, "left")):
        for other, row in end.items():
            words = _placed(shared[year, other], names[str(other)], after=side == "right")
            axes.annotate(
                words,
                (year, row),
                xytext=(away, 0),
                textcoords="offset points",
                ha=side,
                va="center_baseline",
                color=hues[str(other)],
                linespacing=1.1,
                annotation_clip=False,
            )
    return paper.figure


def _placed(place: float, name: str, *, after: bool = False) -> str:
    """The place before or `after` the first line of the name, the name's other lines flush with the first."""
    # A line is measured to its last ink, or to where its last blank begins: hence one blank more at the end.
    first, *others = name.split("\n")
    blank = " " * round(width(f"{place:.0f}  ", TEXT) / width(" ", TEXT))
    lines = (
        [f"{first}  {place:.0f}", *(f"{line}{blank} " for line in others)]
        if after
        else [f"{place:.0f}  {first}", *(blank + line for line in others)]
    )
    return "\n".join(lines)
