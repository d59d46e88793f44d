"""From a table to files: the figure in both languages, at both widths, on both grounds; its data; its record."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from copub.charts.canvas import watermark
from copub.charts.style import NARROW, WIDE, darken, language_style, svg
from copub.errors import CopubError
from copub.languages.labels import Labels, load_labels
from copub.project import LANGUAGES, find_root

WIDTHS = {"": WIDE, ".narrow": NARROW}


@dataclass(frozen=True)
class Picture:
    """A drawn figure as a notebook shows it: the English one, wide, on the light ground."""

    figure: str
    drawing: str = field(repr=False)

    def _repr_svg_(self) -> str:
        return self.drawing


def draw_both(
    chart: Callable[..., Figure],
    table: pd.DataFrame,
    *,
    figure: str,
    section: str,
    out: str | Path,
    sources: Sequence[str],
    indicators: Sequence[str],
    reported: pd.DataFrame | None = None,
    labels: Mapping[str, Labels] | None = None,
    records: bool = False,
    invented: bool = False,
    **options: Any,
) -> Picture:
    """Draw `table` with `chart` in every language and write it below `out` (relative to the project's root).

    Written are `figures/<language>/<figure>.svg` and its twin for a telephone, `<figure>.narrow.svg`, each also on the
    dark ground (`.dark.svg`, `.narrow.dark.svg`); `data/<figure>.csv`, the table and the `reported` rows with their
    codes and a column `origin` (computed, invented, reported); and the record {figure, section, sources, indicators} in
    `charts/<section>.json`, in place of an older one.

    Title and subtitle are the labels `figure.<figure>.title` and `.subtitle`, of a table from `records` the labels
    `.title_of_records` and `.subtitle_of_records` where there are such. `sources` are ids of labels
    `source.<id>`, `indicators` names of cards. An `invented` table's figures say so across their whole width.
    `options` go to the chart.

    Raises `CopubError` for a figure not named `<section>_<name>`, an unknown label or source, or a character that the
    font lacks.
    """
    if not re.fullmatch(rf"{re.escape(section)}_[a-z0-9-]+", figure):
        raise CopubError(
            f"figure `{figure}` does not carry its section's name",
            where=f"section {section}",
            do=f"call it {section}_<name>, in small letters, digits and hyphens",
        )
    out = find_root() / out
    labels = labels or load_labels(find_root())
    if reported is not None:
        options["reported"] = reported
    for source in sources:
        labels["en"](f"source.{source}")
    drawings = {
        f"{language}/{figure}{twin}": _draw(chart, table, labels[language], figure, width, records, invented, options)
        for language in LANGUAGES
        for twin, width in WIDTHS.items()
    }
    for name, drawing in drawings.items():
        _write(out / "figures" / f"{name}.svg", drawing)
        _write(out / "figures" / f"{name}.dark.svg", darken(drawing))
    _write(out / "data" / f"{figure}.csv", _data(table, reported, invented))
    record = {"figure": figure, "section": section, "sources": [*sources], "indicators": [*indicators]}
    _enter(out / "charts" / f"{section}.json", record)
    return Picture(figure, drawings[f"en/{figure}"])


def _draw(
    chart: Callable[..., Figure],
    table: pd.DataFrame,
    say: Labels,
    figure: str,
    width: float,
    records: bool,
    invented: bool,
    options: dict[str, Any],
) -> str:
    title, subtitle = (_words(say, f"figure.{figure}.{part}", records) for part in ("title", "subtitle"))
    with language_style(say.language, width):
        drawn = chart(table, say=say, title=title, subtitle=subtitle, **options)
        if invented:
            watermark(drawn, say("chart.invented"))
        return svg(drawn)


def _words(say: Labels, label: str, records: bool) -> str:
    of_records = f"{label}_of_records"
    return say(of_records if records and of_records in say else label)


def _data(table: pd.DataFrame, reported: pd.DataFrame | None, invented: bool) -> str:
    rows = table.assign(origin="invented" if invented else "computed")
    if reported is not None:
        rows = pd.concat([rows, reported.assign(origin="reported")], ignore_index=True)
    # Twelve digits: more than any source gives, fewer than the last ones, which depend on the order of summing.
    return rows.to_csv(index=False, float_format="%.12g", lineterminator="\n")


def _enter(path: Path, record: dict[str, Any]) -> None:
    records = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    kept = [other for other in records if other["figure"] != record["figure"]]
    _write(path, json.dumps(sorted([*kept, record], key=lambda entry: entry["figure"]), indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
