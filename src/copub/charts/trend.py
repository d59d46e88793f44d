"""Quantities over years: one chart of lines, or a grid of small ones."""

from collections.abc import Mapping
from math import nan
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copub.charts.canvas import (
    LINE,
    MARGIN,
    SMALL,
    TEXT,
    Key,
    label_room,
    name_of,
    set_ticks,
    sheet,
    sheet_width,
    tick_room,
    tick_text,
    value_ticks,
    year_ticks,
)
from copub.charts.lettering import spread, width, wrap
from copub.charts.style import LIGHT, colours
from copub.charts.tidy import need, need_once, need_same, need_values
from copub.errors import CopubError
from copub.languages.labels import Labels

BODY = 232.0
LABEL_SHARE = 0.29
PANEL = 120.0


def lines(
    table: pd.DataFrame,
    *,
    say: Labels,
    title: str,
    subtitle: str,
    unit: str,
    by: str = "unit",
    reported: pd.DataFrame | None = None,
    log: bool = False,
    marks: Mapping[int, str] | None = None,
) -> Figure:
    """One line a code of `by`, named at its end.

    `table`     columns `year`, `by`, `value`; with `low` and `high` a band is drawn, alone where `value` is NA; a
                line is broken at an NA and between rows of different `segment` (a break in the series).
    `unit`      the unit of `value`: share, works, countries, or anything on a plain scale.
    `reported`  columns `year`, `by`, `value`: printed elsewhere, drawn as hollow marks.
    `marks`     year -> label id, for events worth a vertical line.
    """
    need(table, "year", by, "value", chart="lines")
    need_values(table, by, chart="lines")
    need_once(table, by, "year", *({"segment"} & set(table.columns)), chart="lines")
    need_same(reported, table, by, chart="lines")
    codes = list(dict.fromkeys(table[by]))
    hues = colours(codes)
    names = {code: wrap(name_of(code, by, say), TEXT, label_room(LABEL_SHARE)) for code in codes}
    heights = {code: LINE * len(name.split("\n")) for code, name in names.items()}
    key = [] if reported is None else [Key(say("chart.reported"), LIGHT["muted"], mark="o", hollow=True)]
    paper = sheet(title, subtitle, say=say, body=max(BODY, sum(heights.values()) + 40), key=key)

    low, high = _span(table, reported)
    if log and low <= 0:
        raise CopubError(
            f"a logarithmic scale cannot show {low:g}",
            where="chart `lines`",
            do="draw without `log`, or leave out what is not above zero",
        )
    ticks = value_ticks(low, high, unit, log=log)
    words = [tick_text(tick, unit, say.language) for tick in ticks]
    left = MARGIN + max(width(word, TEXT) for word in words) + 8
    right = MARGIN + max(width(name, TEXT) for name in names.values()) + 22
    axes = paper.axes(left=left, right=right, bottom=30, top=14 if marks else 4)

    _scale(axes, low, high, ticks, log=log)
    set_ticks(axes.yaxis, ticks, words)
    seen = table["year"] if reported is None else pd.concat([table["year"], reported["year"]])
    _years(axes, int(seen.min()), int(seen.max()), room=6)
    for year, label in (marks or {}).items():
        axes.axvline(year, color=LIGHT["rule"], linewidth=1, linestyle=(0, (2, 3)))
        place: dict[str, Any] = {"transform": axes.get_xaxis_transform(), "ha": "center", "va": "bottom"}
        axes.text(year, 1.01, say(label), fontsize=SMALL, color=LIGHT["muted"], **place)
    _draw(axes, table, by, hues, reported)
    _name_ends(axes, table, by, names, heights, hues)
    return paper.figure


def panels(
    table: pd.DataFrame,
    *,
    say: Labels,
    title: str,
    subtitle: str,
    unit: str,
    panel: str = "region",
    by: str = "unit",
    free: bool = False,
    columns: int = 3,
) -> Figure:
    """Small charts of lines in a grid, one a code of `panel`, with one key for all; `free` gives each its own scale.

    `table`    columns `year`, `panel`, `by`, `value`, and those that `lines` also knows.
    `columns`  how many stand side by side where the sheet has room for them.
    """
    need(table, "year", panel, by, "value", chart="panels")
    need_values(table, panel, by, chart="panels")
    need_once(table, panel, by, "year", *({"segment"} & set(table.columns)), chart="panels")
    groups = {str(code): part for code, part in table.groupby(panel, sort=False)}
    codes = list(dict.fromkeys(table[by]))
    hues = colours(codes)
    key = [Key(name_of(code, by, say), hues[code]) for code in codes] if len(codes) > 1 else []
    columns = min(columns, len(groups), int(sheet_width() / PANEL))
    rows = -(-len(groups) // columns)
    share = (sheet_width() - 2 * MARGIN) / columns
    names = {code: wrap(name_of(code, panel, say), TEXT, share - 8) for code in groups}
    head = LINE * max(name.count("\n") + 1 for name in names.values())
    height = 113 + head
    paper = sheet(title, subtitle, say=say, body=rows * height, key=key)

    spans = {code: _span(part if free else table, None) for code, part in groups.items()}
    ticks = {code: value_ticks(*span, unit, room=4) for code, span in spans.items()}
    gutter = 8 + max(width(tick_text(tick, unit, say.language), SMALL) for own in ticks.values() for tick in own)
    for number, (code, part) in enumerate(groups.items()):
        row, column = divmod(number, columns)
        axes = paper.axes(
            left=MARGIN + column * share + gutter,
            right=MARGIN + (columns - column - 1) * share + 12,
            bottom=(rows - row - 1) * height + 26,
            top=row * height + head + 5,
        )
        _scale(axes, *spans[code], ticks[code], log=False)
        set_ticks(axes.yaxis, ticks[code], [tick_text(tick, unit, say.language) for tick in ticks[code]])
        axes.tick_params(labelsize=SMALL)
        _years(axes, int(table["year"].min()), int(table["year"].max()), room=3)
        _draw(axes, part, by, hues, None)
        place: dict[str, Any] = {"xytext": (-gutter, 8), "textcoords": "offset points", "xycoords": "axes fraction"}
        axes.annotate(names[code], (0, 1), fontsize=TEXT, color=LIGHT["ink"], linespacing=1.1, **place)
    return paper.figure


def _span(table: pd.DataFrame, reported: pd.DataFrame | None) -> tuple[float, float]:
    seen = [table[column] for column in ("value", "low", "high") if column in table]
    values = pd.concat(seen if reported is None else [*seen, reported["value"]]).dropna()
    return float(values.min()), float(values.max())


def _scale(axes: Axes, low: float, high: float, ticks: list[float], *, log: bool) -> None:
    if log:
        axes.set_yscale("log")
        axes.set_ylim(low / 1.1, high * 1.1)
    else:
        bottom = min(ticks[0], low)
        axes.set_ylim(bottom, max(ticks[-1], high) + 0.02 * (high - bottom or 1))
    axes.grid(axis="y")


def _years(axes: Axes, first: int, last: int, *, room: int) -> None:
    margin = max((last - first) * 0.015, 0.1)
    axes.set_xlim(first - margin, last + margin)
    axes.spines["bottom"].set_visible(True)
    years = year_ticks(first, last, room=tick_room(axes, room))
    set_ticks(axes.xaxis, years, [str(year) for year in years])


def _draw(axes: Axes, table: pd.DataFrame, by: str, hues: dict[str, str], reported: pd.DataFrame | None) -> None:
    if {"low", "high"} <= set(table.columns):
        for code, part in table.sort_values("year").groupby(by, sort=False):
            low, high = (part[side].astype("Float64").to_numpy(float, na_value=nan) for side in ("low", "high"))
            axes.fill_between(part["year"], low, high, color=hues[str(code)], alpha=0.3, linewidth=0)
    runs = _runs(table, by)
    if len(runs):
        look: dict[str, Any] = {"hue": by, "palette": hues, "units": "run", "legend": False}
        sns.lineplot(runs, x="year", y="value", estimator=None, errorbar=None, ax=axes, **look)
    lone = runs[~runs.duplicated("run", keep=False)]
    axes.scatter(lone["year"], lone["value"], s=14, color=[hues[str(code)] for code in lone[by]], linewidth=0)
    axes.set(xlabel="", ylabel="")
    if reported is not None:
        for code, part in reported.dropna(subset=["value"]).groupby(by, sort=False):
            hollow: dict[str, Any] = {"color": LIGHT["paper"], "edgecolor": hues[str(code)], "linewidth": 1.6}
            axes.scatter(part["year"], part["value"].astype(float), s=34, zorder=4, clip_on=False, **hollow)


def _runs(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows with a value, with a number `run` for those that one line joins: neither a break nor an NA lies between."""
    table = table.sort_values("year", kind="stable")
    breaks = [table[by], table["segment"]] if "segment" in table else [table[by]]
    part = table["value"].isna().groupby(breaks).cumsum()
    run = table.groupby([*breaks, part], sort=False).ngroup()
    return table.assign(run=run).dropna(subset=["value"]).astype({"value": float, "year": int})


def _name_ends(
    axes: Axes, table: pd.DataFrame, by: str, names: dict[str, str], heights: dict[str, float], hues: dict[str, str]
) -> None:
    """Write each name beside its line's last point, moved as little as its neighbours allow, then tied by a hair line."""
    seen = table["value"].astype("Float64")
    if "low" in table:
        seen = seen.fillna((table["low"] + table["high"]).astype("Float64") / 2)
    ends = table.assign(at=seen).dropna(subset=["at"]).sort_values("year").groupby(by, sort=False).last()
    box = axes.get_position()
    tall, broad = box.height * axes.figure.bbox.height / axes.figure.dpi * 72, box.width * sheet_width()
    to_axes = axes.transData + axes.transAxes.inverted()
    points = {str(code): to_axes.transform((float(end["year"]), float(end["at"]))) for code, end in ends.iterrows()}
    codes = list(points)
    places = spread([points[code][1] * tall for code in codes], [heights[code] for code in codes], -12, tall + 12)
    for code, place in zip(codes, places, strict=True):
        x, y = points[code]
        axes.annotate(
            names[code], (1, place / tall), xycoords="axes fraction", xytext=(16, 0), textcoords="offset points",
            va="center", fontsize=TEXT, color=hues[code], annotation_clip=False, linespacing=1.1,
        )  # fmt: skip
        if abs(place - y * tall) > 3 or x < 0.97:
            hair = [x + 4 / broad, max(x + 4 / broad, 1 + 3 / broad), 1 + 13 / broad]
            look: dict[str, Any] = {
                "transform": axes.transAxes,
                "color": LIGHT["rule"],
                "linewidth": 0.8,
                "clip_on": False,
            }
            axes.plot(hair, [y, y, place / tall], **look)
