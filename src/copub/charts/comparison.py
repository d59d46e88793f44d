"""Quantities side by side: horizontal bars, and two windows of time joined per unit."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copub.charts.canvas import (
    LINE,
    MARGIN,
    TEXT,
    Key,
    dressed,
    label_room,
    name_of,
    set_ticks,
    sheet,
    sheet_width,
    tick_room,
    tick_text,
    value_ticks,
)
from copub.charts.lettering import width, wrap
from copub.charts.style import ENTITIES, LIGHT, colours
from copub.charts.tidy import need, need_once, need_same, need_values
from copub.languages.labels import Labels

LABEL_SHARE = 0.33
BAR_SHARE = 0.36


def bars(
    table: pd.DataFrame,
    *,
    say: Labels,
    title: str,
    subtitle: str,
    unit: str,
    by: str = "unit",
    series: str | None = None,
    reported: pd.DataFrame | None = None,
) -> Figure:
    """Horizontal bars with their values, in the order of the table; with `series`, a group of bars a code of `by`.

    `table`     columns `by`, `value` and the one that `series` names; where `value` is NA, a pale bar from `low` to `high`.
    `reported`  columns `by`, `value` (and `series`): printed elsewhere, drawn as hollow marks.
    """
    keys = [by, *([series] if series else [])]
    need(table, *keys, "value", chart="bars")
    need_values(table, *keys, chart="bars")
    need_once(table, *keys, chart="bars")
    need_same(reported, table, *keys, chart="bars")
    codes = [str(code) for code in dict.fromkeys(table[by])]
    groups = [str(code) for code in dict.fromkeys(table[series])] if series else [""]
    hues = _bar_colours(codes, groups)
    key = [Key(name_of(group, series, say), hues["", group]) for group in groups] if series else []
    if reported is not None:
        key.append(Key(say("chart.reported"), LIGHT["muted"], mark="o", hollow=True))
    drawn = _bars(table, reported, unit, by, series, say.language)
    names = [wrap(name_of(code, by, say), TEXT, label_room(LABEL_SHARE)) for code in codes]
    left = MARGIN + max(width(name, TEXT) for name in names) + 8
    right = MARGIN + max(width(bar.words, TEXT) for bar in drawn) + 7
    # Where names and numbers would leave the bars too little, the names stand above them.
    above = sheet_width() - left - right < label_room(BAR_SHARE)
    if above:
        names = [wrap(name_of(code, by, say), TEXT, sheet_width() - 2 * MARGIN - 4) for code in codes]
        left = MARGIN
    head = LINE * max(name.count("\n") + 1 for name in names) if above else 0.0
    beside = 0.0 if above else _step(names)
    step, thick = (max(17.0 * len(groups) + 10, beside), 15.0) if series else (max(24.0, beside), 17.0)
    paper = sheet(title, subtitle, say=say, body=(head + step) * len(codes) + MARGIN, key=key)

    ends = [end for bar in drawn for end in (bar.begin, bar.end, *bar.marked)]
    axes = paper.axes(left=left, right=right, bottom=MARGIN)
    axes.set_xlim(min(0.0, *ends), max(0.0, *ends) or 1.0)
    _rows(axes, names, head + step, above=head)
    axes.axvline(0, color=LIGHT["rule"], linewidth=1)
    for bar in drawn:
        y = (head + step) * codes.index(bar.code) + 17 * (groups.index(bar.group) - (len(groups) - 1) / 2)
        _draw_bar(axes, bar, y, thick, hues.get((bar.code, bar.group), hues["", bar.group]))
    return paper.figure


def dumbbell(
    table: pd.DataFrame,
    *,
    say: Labels,
    title: str,
    subtitle: str,
    unit: str,
    windows: tuple[str, str],
    by: str = "unit",
) -> Figure:
    """Two windows of time a row: a hollow mark for the earlier, a full one for the later, joined.

    `table`    columns `by`, `earlier`, `later`; a row with one of them NA shows the other alone.
    `windows`  what the two are called, e.g. `("1999–2003", "2018–2022")`.
    """
    need(table, by, "earlier", "later", chart="dumbbell")
    need_once(table, by, chart="dumbbell")
    codes = [str(code) for code in table[by]]
    hues = colours(codes) if set(codes) <= set(ENTITIES) else dict.fromkeys(codes, LIGHT["accent"])
    names = [wrap(name_of(code, by, say), TEXT, label_room(LABEL_SHARE)) for code in codes]
    key = [Key(windows[0], LIGHT["muted"], mark="o", hollow=True), Key(windows[1], LIGHT["muted"], mark="o")]
    step = _step(names)
    paper = sheet(title, subtitle, say=say, body=step * len(codes) + 34, key=key)

    values = [float(value) for value in pd.concat([table["earlier"], table["later"]]).dropna()]
    axes = paper.axes(left=MARGIN + max(width(name, TEXT) for name in names) + 14, right=MARGIN + 14, bottom=28)
    ticks = value_ticks(min(values), max(values), unit, room=tick_room(axes, 5))
    low, high = min(ticks[0], *values), max(ticks[-1], *values)
    axes.set_xlim(low - 0.02 * (high - low), high + 0.02 * (high - low))
    _rows(axes, names, step)
    set_ticks(axes.xaxis, ticks, [tick_text(tick, unit, say.language) for tick in ticks])
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="x")
    for number, (code, earlier, later) in enumerate(zip(codes, table["earlier"], table["later"], strict=True)):
        y, hue = number * step, hues[code]
        if pd.notna(earlier) and pd.notna(later):
            axes.plot([float(earlier), float(later)], [y, y], color=hue, linewidth=3, alpha=0.45, zorder=2)
        if pd.notna(earlier):
            axes.scatter(
                [float(earlier)],
                [y],
                s=52,
                facecolor=LIGHT["paper"],
                edgecolor=hue,
                linewidth=2,
                zorder=3,
                clip_on=False,
            )
        if pd.notna(later):
            axes.scatter([float(later)], [y], s=64, color=hue, linewidth=0, zorder=4, clip_on=False)
    return paper.figure


def _step(names: list[str]) -> float:
    """From row to row: enough for the name with the most lines."""
    return 24.0 + LINE * max(name.count("\n") for name in names)


def _rows(axes: Axes, names: list[str], step: float, *, above: float = 0.0) -> None:
    """Name the rows beside them, or in the `above` points over what is drawn of each."""
    middle = (step - above) / 2
    axes.set_ylim((len(names) - 1) * step + middle, -middle - above)
    set_ticks(axes.xaxis, [], [])
    beside = [] if above else names
    set_ticks(axes.yaxis, [number * step for number in range(len(beside))], beside)
    axes.tick_params(axis="y", labelsize=TEXT, labelcolor=LIGHT["ink"])
    for number, name in enumerate(names if above else []):
        place: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "bottom"}
        axes.annotate(name, (0, number * step - middle + 1), xytext=(4, 0), linespacing=1.1, **place)


@dataclass(frozen=True)
class _Bar:
    """One bar from `begin` to `end`, `pale` when it is a range, with its words and the values reported for it."""

    code: str
    group: str
    begin: float
    end: float
    pale: bool
    words: str
    marked: list[float]


def _bars(
    table: pd.DataFrame, reported: pd.DataFrame | None, unit: str, by: str, series: str | None, language: str
) -> list[_Bar]:
    def bar_of(row: pd.Series) -> tuple[str, str]:
        return str(row[by]), str(row[series]) if series else ""

    marked = defaultdict(list)
    if reported is not None:
        for _, row in reported.dropna(subset=["value"]).iterrows():
            marked[bar_of(row)].append(float(row["value"]))
    found = []
    for _, row in table.iterrows():
        pale = bool(pd.isna(row["value"]))
        begin, end = (float(row["low"]), float(row["high"])) if pale else (0.0, float(row["value"]))
        words = "–".join(dressed(number, unit, language) for number in ([begin, end] if pale else [end]))
        found.append(_Bar(*bar_of(row), begin, end, pale, words, marked[bar_of(row)]))
    return found


def _draw_bar(axes: Axes, bar: _Bar, y: float, thick: float, hue: str) -> None:
    axes.barh(y, bar.end - bar.begin, left=bar.begin, height=thick, color=hue, alpha=0.45 if bar.pale else 1)
    hollow: dict[str, Any] = {"color": LIGHT["paper"], "edgecolor": LIGHT["ink"], "linewidth": 1.6}
    axes.scatter(bar.marked, [y] * len(bar.marked), s=40, zorder=4, clip_on=False, **hollow)
    # A number right of a hollow mark would be taken for the mark's own, so it goes into the bar where that is long.
    low, high = axes.get_xlim()
    length = (bar.end - bar.begin) / (high - low) * axes.get_position().width * sheet_width()
    beyond = max([bar.end, 0.0, *bar.marked])
    inside = beyond > max(bar.end, 0.0) and length > width(bar.words, TEXT) + 14
    place: dict[str, Any] = {"xytext": (-7, 0) if inside else (7, 0), "textcoords": "offset points"}
    place |= {"ha": "right" if inside else "left", "va": "center_baseline"}
    colour = LIGHT["ink_on_strong" if inside and not bar.pale else "ink"]
    axes.annotate(bar.words, (bar.end if inside else beyond, y), color=colour, **place)


def _bar_colours(codes: list[str], groups: list[str]) -> dict[tuple[str, str], str]:
    """Colours by (code, group), with ("", group) for every code that has none of its own."""
    if groups != [""]:
        return {("", group): hue for group, hue in colours(groups).items()}
    own = colours(codes) if set(codes) <= set(ENTITIES) else {}
    return {("", ""): LIGHT["accent"], **{(code, ""): hue for code, hue in own.items()}}
