"""Quantities side by side: horizontal bars, and two windows of time joined per unit."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copub.charts.canvas import MARGIN, TEXT, Key, dressed, name_of, set_ticks, sheet, tick_text, value_ticks
from copub.charts.lettering import width, wrap
from copub.charts.style import ENTITIES, LIGHT, colours
from copub.charts.tidy import need
from copub.languages.labels import Labels

LABEL_ROOM = 170.0


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
    need(table, by, "value", *([series] if series else []), chart="bars")
    codes = [str(code) for code in dict.fromkeys(table[by])]
    groups = [str(code) for code in dict.fromkeys(table[series])] if series else [""]
    hues = _bar_colours(codes, groups)
    key = [Key(name_of(group, series, say), hues["", group]) for group in groups] if series else []
    if reported is not None:
        key.append(Key(say("chart.reported"), LIGHT["muted"], mark="o", hollow=True))
    step, thick = (17.0 * len(groups) + 10, 15.0) if series else (24.0, 17.0)
    names = [wrap(name_of(code, by, say), TEXT, LABEL_ROOM) for code in codes]
    paper = sheet(title, subtitle, say=say, body=step * len(codes) + MARGIN, key=key)

    high = _highest(table, reported)
    words = {place: _words(row, unit, say.language) for place, row in table.iterrows()}
    left = MARGIN + max(width(name, TEXT) for name in names) + 8
    right = MARGIN + max(width(word, TEXT) for word in words.values()) + 7
    axes = paper.axes(left=left, right=right, bottom=MARGIN)
    axes.set_xlim(min(0.0, float(table["value"].min(skipna=True) or 0)), high)
    _rows(axes, names, step)
    axes.axvline(0, color=LIGHT["rule"], linewidth=1)

    def bar_of(row: pd.Series) -> tuple[str, str]:
        return str(row[by]), str(row[series]) if series else ""

    ends: dict[tuple[str, str], float] = {}
    heights = {
        (code, group): step * row + 17 * (place - (len(groups) - 1) / 2)
        for row, code in enumerate(codes)
        for place, group in enumerate(groups)
    }
    for _, row in table.iterrows():
        bar = bar_of(row)
        hue = hues.get(bar, hues["", bar[1]])
        if pd.notna(row["value"]):
            axes.barh(heights[bar], float(row["value"]), height=thick, color=hue)
        else:
            low, length = float(row["low"]), float(row["high"] - row["low"])
            axes.barh(heights[bar], length, left=low, height=thick, color=hue, alpha=0.45)
        ends[bar] = max(float(row["value"] if pd.notna(row["value"]) else row["high"]), 0.0)
    if reported is not None:
        for _, row in reported.dropna(subset=["value"]).iterrows():
            bar, value = bar_of(row), float(row["value"])
            axes.scatter(
                value, heights[bar], s=40, color=LIGHT["paper"], edgecolor=LIGHT["ink"], linewidth=1.6, zorder=4
            )
            ends[bar] = max(ends[bar], value)
    for index, row in table.iterrows():
        bar = bar_of(row)
        axes.annotate(
            words[index], (ends[bar], heights[bar]), xytext=(7, 0), textcoords="offset points", va="center_baseline"
        )
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
    codes = [str(code) for code in table[by]]
    hues = colours(codes) if set(codes) <= set(ENTITIES) else dict.fromkeys(codes, LIGHT["accent"])
    names = [wrap(name_of(code, by, say), TEXT, LABEL_ROOM) for code in codes]
    key = [Key(windows[0], LIGHT["muted"], mark="o", hollow=True), Key(windows[1], LIGHT["muted"], mark="o")]
    step = 24.0
    paper = sheet(title, subtitle, say=say, body=step * len(codes) + 34, key=key)

    values = [float(value) for value in pd.concat([table["earlier"], table["later"]]).dropna()]
    ticks = value_ticks(min(values), max(values), unit)
    axes = paper.axes(left=MARGIN + max(width(name, TEXT) for name in names) + 14, right=MARGIN + 14, bottom=28)
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
            axes.scatter([float(earlier)], [y], s=52, facecolor=LIGHT["paper"], edgecolor=hue, linewidth=2, zorder=3)
        if pd.notna(later):
            axes.scatter([float(later)], [y], s=64, color=hue, linewidth=0, zorder=4)
    return paper.figure


def _rows(axes: Axes, names: list[str], step: float) -> None:
    axes.set_ylim((len(names) - 0.5) * step, -0.5 * step)
    set_ticks(axes.yaxis, [number * step for number in range(len(names))], names)
    set_ticks(axes.xaxis, [], [])
    axes.tick_params(axis="y", labelsize=TEXT, labelcolor=LIGHT["ink"])


def _bar_colours(codes: list[str], groups: list[str]) -> dict[tuple[str, str], str]:
    """Colours by (code, group), with ("", group) for every code that has none of its own."""
    if groups != [""]:
        return {("", group): hue for group, hue in colours(groups).items()}
    own = colours(codes) if set(codes) <= set(ENTITIES) else {}
    return {("", ""): LIGHT["accent"], **{(code, ""): hue for code, hue in own.items()}}


def _highest(table: pd.DataFrame, reported: pd.DataFrame | None) -> float:
    columns = [table[column] for column in ("value", "high") if column in table]
    values = pd.concat(columns if reported is None else [*columns, reported["value"]]).dropna()
    return max(float(values.max()), 0.0) or 1.0


def _words(row: pd.Series, unit: str, language: str) -> str:
    if pd.notna(row["value"]):
        return dressed(float(row["value"]), unit, language)
    return "–".join(dressed(float(row[side]), unit, language) for side in ("low", "high"))
