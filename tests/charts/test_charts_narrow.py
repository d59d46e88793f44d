"""Figures for a telephone: narrower sheets, letters of the same size, nothing beyond the edge."""

import itertools

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from copub.charts import bars, dumbbell, heat, lines, panels, ranks
from copub.charts.style import NARROW, WIDE, language_style
from copub.languages.labels import load_labels
from copub.project import LANGUAGES, find_root

PLACES = ["US", "GB", "AE", "ZA", "EU27", "LATIN-AMERICA", "BA", "SA"]
YEARS = range(2000, 2024)
SERIES = pd.DataFrame(
    [
        {"unit": code, "region": "AFRICA" if number % 2 else "ASIA-PACIFIC", "year": year, "value": 1e5 * number + year}
        for number, code in enumerate(PLACES)
        for year in YEARS
    ]
)
RANKS = pd.DataFrame(
    [
        {"unit": code, "year": year, "rank": 1 + (number + year // 5) % len(PLACES)}
        for number, code in enumerate(PLACES)
        for year in YEARS
    ]
)
ENDS = pd.DataFrame({"unit": PLACES, "earlier": 0.1, "later": [0.1 + 0.05 * number for number in range(len(PLACES))]})
BARS = pd.DataFrame({"unit": PLACES, "value": float("nan"), "low": 123_456, "high": 1_234_567})
PAIRS = pd.DataFrame([{"citing": one, "cited": other, "value": 0.75} for one in PLACES for other in PLACES])
CHARTS = {
    "lines": lambda words: lines(SERIES, unit="works", **words),
    "panels": lambda words: panels(SERIES, unit="works", **words),
    "ranks": lambda words: ranks(RANKS, **words),
    "bars": lambda words: bars(BARS, unit="works", **words),
    "dumbbell": lambda words: dumbbell(ENDS, unit="share", windows=("2013–2017", "2018–2022"), **words),
    "heat": lambda words: heat(PAIRS, **words),
}


def drawn(chart: str, language: str, width: float) -> Figure:
    say = load_labels(find_root())[language]
    name = "figure.regional-networks_us-share"
    with language_style(language, width):
        figure = CHARTS[chart]({"say": say, "title": say(f"{name}.title"), "subtitle": say(f"{name}.subtitle")})
        FigureCanvasAgg(figure).draw()
    return figure


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", CHARTS)
def test_no_word_reaches_beyond_the_edge_of_a_narrow_sheet(chart: str, language: str) -> None:
    figure = drawn(chart, language, NARROW)
    sheet = figure.bbox
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            box = text.get_window_extent()
            assert sheet.x0 - 2 <= box.x0 and box.x1 <= sheet.x1 + 2, text.get_text()


@pytest.mark.parametrize("chart", CHARTS)
def test_letters_keep_their_size_on_a_narrow_sheet(chart: str) -> None:
    titles = [drawn(chart, "en", width).texts[0].get_fontsize() for width in (WIDE, NARROW)]
    assert titles[0] == titles[1]


def test_year_ticks_on_a_narrow_sheet_do_not_touch() -> None:
    (axes,) = drawn("lines", "en", NARROW).axes
    boxes = sorted((label.get_window_extent() for label in axes.get_xticklabels()), key=lambda box: box.x0)
    assert all(left.x1 < right.x0 for left, right in itertools.pairwise(boxes))
