"""The twin for a telephone: everything that the wide drawing says, within its narrow sheet, nothing over another."""

from collections.abc import Callable
from functools import cache
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from copub.charts import bars, dumbbell, heat, lines, panels, ranks
from copub.charts.style import NARROW, WIDE, language_style
from copub.languages.labels import Labels

LONG = {
    "US": ("United States of America", "美利坚合众国"),
    "CN": ("Two or more countries, inside or outside the bloc", "两国及以上，包括集团内外"),
    "EU27": ("Geosciences, atmospheric sciences, and ocean sciences", "地球、大气与海洋科学"),
    "ASIA": ("United Kingdom", "英国"),
}
YEARS = range(2000, 2023)
CODES = pd.DataFrame({"unit": list(LONG), "value": [0.5, 0.4, 0.3, 0.2]})
SERIES = pd.concat([CODES.assign(year=year) for year in YEARS], ignore_index=True)
PLACES = SERIES.assign(rank=SERIES.groupby("year").cumcount() + 1)
WORDS = {
    **{f"place.{code}": words for code, words in LONG.items()},
    "chart.reported": ("printed in the source report of the year before", "前一年的原报告所印数值"),
    "chart.citing": ("citing country", "施引国"),
    "chart.cited": ("cited country", "被引国"),
}
TITLES = {
    "en": (
        "How much the United States and China are in each other's work",
        "Joint works, share of all works of the place",
    ),
    "zh": ("中国与美国在对方国际合作论文中所占的分量", "两国合著论文占所示国家全部国际合作论文的比例，全计数"),
}


def _bars(**head: object) -> Figure:
    table = CODES.assign(value=pd.NA, low=294_082, high=1_530_000)
    return bars(table, unit="works", reported=CODES.assign(value=400_000), **head)


def _grouped(**head: object) -> Figure:
    table = pd.concat([CODES.assign(partner=partner) for partner in ("US", "CN", "EU27")])
    return bars(table, unit="ratio", series="partner", **head)


def _dumbbell(**head: object) -> Figure:
    table = CODES.assign(earlier=0.1, later=0.669)
    return dumbbell(table, unit="share", windows=("2013–2017", "2018–2022"), **head)


def _lines(**head: object) -> Figure:
    return lines(SERIES.assign(value=SERIES.value * 2e6), unit="works", reported=SERIES.head(1), **head)


def _panels(**head: object) -> Figure:
    table = pd.concat([SERIES.assign(region=region) for region in ("US", "ASIA", "EUROPE")])
    return panels(table, unit="share", **head)


def _ranks(**head: object) -> Figure:
    return ranks(PLACES, **head)


def _heat(**head: object) -> Figure:
    codes = [f"C{number}" for number in range(9)]
    pairs = [(citing, cited, 8.88) for citing in codes for cited in codes]
    return heat(pd.DataFrame(pairs, columns=["citing", "cited", "value"]), **head)


DRAWINGS = [_bars, _grouped, _dumbbell, _lines, _panels, _ranks, _heat]


@cache
def drawn(drawing: Callable[..., Figure], language: str, width: float) -> Figure:
    """The figure with long names, laid out."""
    names = {f"place.C{number}": ("United Kingdom", "意大利") for number in range(9)}
    texts = {**WORDS, **names, "place.EUROPE": ("Europe", "欧洲")}
    say = Labels(language, {label: both[language == "zh"] for label, both in texts.items()})
    title, subtitle = TITLES[language]
    with language_style(language, width):
        figure = drawing(say=say, title=title, subtitle=subtitle)
        FigureCanvasAgg(figure).draw()
        return figure


def boxes(figure: Figure) -> dict[Text, tuple[float, float, float, float]]:
    """Left, bottom, right and top of every text that is seen, in points."""
    seen = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    scale = 72 / figure.dpi
    return {text: tuple(float(edge) * scale for edge in text.get_window_extent().extents) for text in seen}


def letters(figure: Figure) -> list[str]:
    """What each text is made of, wherever its lines break."""
    years = {str(year) for year in YEARS}
    return sorted(
        "".join(sorted("".join(text.get_text().split()))) for text in boxes(figure) if text.get_text() not in years
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_every_word_is_on_the_narrow_sheet(drawing, language):
    figure = drawn(drawing, language, NARROW)
    assert figure.get_figwidth() * 72 == NARROW
    tall = figure.get_figheight() * 72
    outside = {
        text.get_text(): box
        for text, box in boxes(figure).items()
        if min(box[:2]) < 0 or box[2] > NARROW or box[3] > tall
    }
    assert outside == {}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_no_two_words_of_the_narrow_sheet_overlap(drawing, language):
    def overlap(one, other):
        # Line boxes are taller than the letters in them: two points may be shared.
        return min(one[2], other[2]) - max(one[0], other[0]) > 0 and min(one[3], other[3]) - max(one[1], other[1]) > 2

    found = boxes(drawn(drawing, language, NARROW)).items()
    clashes = [
        (text.get_text(), other.get_text())
        for (text, box), (other, place) in combinations(found, 2)
        if overlap(box, place)
    ]
    assert clashes == []


@pytest.mark.parametrize("drawing", [_bars, _grouped, _ranks, _heat])
def test_the_narrow_sheet_says_what_the_wide_one_says(drawing):
    assert letters(drawn(drawing, "en", NARROW)) == letters(drawn(drawing, "en", WIDE))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_no_letter_of_the_narrow_sheet_is_smaller_than_eight_and_a_half_points(drawing, language):
    sizes = [text.get_fontsize() for text in boxes(drawn(drawing, language, NARROW))]
    assert min(sizes) >= 8.5


def test_bars_keep_a_third_of_the_narrow_sheet():
    axes = drawn(_bars, "en", NARROW).axes[0]
    assert axes.get_position().width > 0.33
