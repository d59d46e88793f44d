"""One section's figures: the names and the place that all of them share are said once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from copub.charts.draw import Picture, draw_both


def figures(section: str, *, out: str | Path) -> Callable[..., Picture]:
    """A function `draw(chart, table, name, **rest)` that calls `draw_both` for the figure `<section>_<name>` below `out`."""
    return partial(_draw, section, out)


def _draw(
    section: str, out: str | Path, chart: Callable[..., Figure], table: pd.DataFrame, name: str, **rest: Any
) -> Picture:
    return draw_both(chart, table, figure=f"{section}_{name}", section=section, out=out, **rest)
