"""One section's figures: the names and the place that all of them share are said once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from copub import releases
from copub.charts.draw import Picture, draw_both
from copub.project import find_root


def figures(section: str, *, release: str, out: str | Path) -> Callable[..., Picture]:
    """A function `draw(chart, table, name, **rest)` that calls `draw_both` for the figure `<section>_<name>` below `out`.

    Figures of a `release` that is a corpus speak of records, and of invented data where its works are invented.
    """
    about = releases.about(find_root(), release)
    return partial(_draw, section, out, bool(about), bool(about and about["invented"]))


def _draw(
    section: str,
    out: str | Path,
    records: bool,
    invented: bool,
    chart: Callable[..., Figure],
    table: pd.DataFrame,
    name: str,
    **rest: Any,
) -> Picture:
    figure = f"{section}_{name}"
    return draw_both(chart, table, figure=figure, section=section, out=out, records=records, invented=invented, **rest)
