"""The sheet a figure is drawn on: title, subtitle, key, room for the axes, ticks in words. All lengths are points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator, NullLocator

from copub.charts.lettering import width, wrap
from copub.charts.style import LIGHT, LINE_SPACING
from copub.languages import numbers
from copub.languages.labels import Labels

MARGIN = 12.0
TITLE, TEXT, SMALL = 15.0, 11.0, 10.0
LINE = 15.0


@dataclass(frozen=True)
class Key:
    """An entry of the key under the subtitle: its words, colour and matplotlib `mark`; a hollow mark shows the paper."""

    text: str
    colour: str
    mark: str = "s"
    hollow: bool = False


@dataclass(frozen=True)
class Sheet:
    """A figure with its head drawn, and the height that is left below it."""

    figure: Figure
    body: float

    def axes(self, *, left: float, right: float, bottom: float, top: float = 0.0) -> Axes:
        """Axes that leave these margins in the body."""
        wide, height = (inches * 72 for inches in self.figure.get_size_inches())
        return self.figure.add_axes(
            (left / wide, bottom / height, (wide - left - right) / wide, (self.body - bottom - top) / height)
        )


def sheet_width() -> float:
    """The width of a sheet in the style that is in force."""
    return float(mpl.rcParams["figure.figsize"][0]) * 72


def label_room(share: float) -> float:
    """What a name beside a chart may take of the sheet's width."""
    return share * sheet_width()


def tick_room(axes: Axes, most: int) -> int:
    """Into how many steps ticks may part the width of `axes` with their words still apart; `most` at most."""
    return max(1, min(most, int(axes.bbox.width / axes.figure.dpi * 72 / 44)))


def sheet(title: str, subtitle: str, *, say: Labels, body: float, key: Sequence[Key] = ()) -> Sheet:
    """A new figure as wide as the style says: `title` says what is seen, `subtitle` unit and counting, then the key."""
    wide, spacing = sheet_width(), LINE_SPACING[say.language]
    room = wide - 2 * MARGIN
    title, subtitle = wrap(title, TITLE, room), wrap(subtitle, TEXT, room)
    title_height = len(title.split("\n")) * TITLE * spacing
    subtitle_height = len(subtitle.split("\n")) * TEXT * spacing
    rows = _key_rows(key, room)
    down = MARGIN + title_height + 2 + subtitle_height
    head = down + sum(tall for tall, _ in rows) + 12
    figure = Figure(figsize=(wide / 72, (head + body) / 72))
    height = head + body
    for top, words, size, colour in (
        (MARGIN, title, TITLE, LIGHT["ink"]),
        (MARGIN + title_height + 2, subtitle, TEXT, LIGHT["muted"]),
    ):
        place = (MARGIN / wide, 1 - top / height)
        figure.text(*place, words, fontsize=size, color=colour, va="top", linespacing=spacing)
    for tall, row in rows:
        y = 1 - (down + 4 + tall / 2) / height
        down += tall
        for x, entry in row:
            figure.add_artist(
                Line2D(
                    [(x + 5) / wide],
                    [y],
                    linestyle="none",
                    marker=entry.mark,
                    markersize=7,
                    markerfacecolor=LIGHT["paper"] if entry.hollow else entry.colour,
                    markeredgecolor=entry.colour,
                    markeredgewidth=1.6 if entry.hollow else 0,
                )
            )
            figure.text(
                (x + 14) / wide, y, entry.text, fontsize=TEXT, color=LIGHT["ink"], va="center_baseline", linespacing=1.1
            )
    return Sheet(figure, body)


def watermark(figure: Figure, words: str) -> None:
    """Large pale `words` across the whole figure."""
    size = min(64.0, 0.86 * sheet_width() / width(words, 1.0))
    look: dict[str, Any] = {"color": LIGHT["rule"], "alpha": 0.3, "rotation": 20, "zorder": 10}
    figure.text(0.5, 0.42, words, gid="invented", fontsize=size, ha="center", va="center", **look)


def name_of(code: str, column: str, say: Labels) -> str:
    """The words for a code of a column: the label `<column>.<code>`, else the name of the place or field so coded."""
    own = f"{column}.{code}"
    return say(next((label for label in (own, f"place.{code}", f"field.{code}") if label in say), own))


def dressed(value: float, unit: str, language: str) -> str:
    """A value written beside its mark: shares as percentages, works in three digits, ratios with two decimals."""
    if unit == "share":
        return numbers.percent(value)
    if unit in {"works", "countries"}:
        return numbers.about(value, language)
    return numbers.exact(value, language, decimals=2)


def value_ticks(low: float, high: float, unit: str, *, log: bool = False, room: int = 5) -> list[float]:
    """About `room` round values around `low` and `high`; counts are whole, counts and shares begin at zero.

    The last lies above `high` where that is less than half a step away.
    """
    if log:
        powers = range(floor(log10(low)), ceil(log10(high)) + 1)
        steps = (1.0,) if len(powers) > 4 else (1.0, 2.0, 5.0) if len(powers) < 3 else (1.0, 3.0)
        return [step * 10.0**power for power in powers for step in steps if low <= step * 10.0**power <= high]
    if unit in {"share", "works", "countries"}:
        low = min(low, 0.0)
    locator = MaxNLocator(nbins=room, steps=[1, 2, 2.5, 5, 10], integer=unit in {"works", "countries"})
    ticks = [round(float(tick), 10) for tick in locator.tick_values(low, high)]
    half = (ticks[1] - ticks[0]) / 2
    return [tick for tick in ticks if low - 2 * half < tick <= high + half]


def tick_text(value: float, unit: str, language: str) -> str:
    """A tick in the language's words."""
    return numbers.axis(round(value * 100, 8), language) + "%" if unit == "share" else numbers.axis(value, language)


def year_ticks(first: int, last: int, *, room: int) -> list[int]:
    """Round years within the span, or the span's own ends when it holds at most one round year."""
    locator = MaxNLocator(nbins=room, steps=[1, 2, 5, 10], integer=True)
    ticks = [int(tick) for tick in locator.tick_values(first, last) if first <= tick <= last]
    return ticks if len(ticks) > 1 else sorted({first, last})


def set_ticks(axis: Axis, places: Sequence[float], words: Sequence[str]) -> None:
    """Exactly these ticks, with these words, and no others."""
    axis.set_major_locator(FixedLocator(list(places)))
    axis.set_major_formatter(FixedFormatter(list(words)))
    axis.set_minor_locator(NullLocator())


def _key_rows(key: Sequence[Key], room: float) -> list[tuple[float, list[tuple[float, Key]]]]:
    """The key in rows: how tall each is, and where its entries begin."""
    rows: list[list[tuple[float, Key]]] = []
    x = room
    for given in key:
        entry = replace(given, text=wrap(given.text, TEXT, room - 14))
        needed = 14 + width(entry.text, TEXT)
        if x + needed > MARGIN + room or not rows:
            rows.append([])
            x = MARGIN
        rows[-1].append((x, entry))
        x += needed + 18
    return [(3 + LINE * max(entry.text.count("\n") + 1 for _, entry in row), row) for row in rows]
