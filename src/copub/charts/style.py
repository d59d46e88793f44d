"""The look of every figure: its font, its colours, its file. No other module names a font or a colour.

A figure is drawn once, in the colours of `LIGHT`; `darken` translates each of them to its twin in `DARK`, so both
grounds show the same drawing. The twelve hues stay apart for readers with any common colour blindness, those of the
blocs clearly so (`tests/charts/test_style.py` measures it).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import StringIO
from itertools import chain, cycle
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager, get_font
from matplotlib.text import Text

from copub.errors import CopubError, nearest

_FOLDER = Path(__file__).parent / "fonts"
FILES = {"copub latin": _FOLDER / "NotoSansLatin.otf", "copub": _FOLDER / "NotoSansSC-GB2312.otf"}
# English quotation marks are narrow, Chinese ones as wide as a character: the first face that has a glyph draws it.
FONTS = {"en": ["copub latin", "copub"], "zh": ["copub"]}
LINE_SPACING = {"en": 1.3, "zh": 1.4}
# Widths of a sheet in points: for a page's column, and for a telephone's, where letters then keep their size.
WIDE, NARROW = 7.2 * 72, 3.75 * 72

# Own family names: a Noto installed on the machine, with other outlines, can never be drawn in their place.
for _name, _file in FILES.items():
    fontManager.ttflist.insert(0, FontEntry(fname=str(_file), name=_name, weight=400, size="scalable"))

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1c2733",
    "muted": "#5a6672",
    "grid": "#e3e7eb",
    "rule": "#98a4b0",
    "accent": "#4a6f94",
    "ink_on_strong": "#fefefe",
    "blue": "#2f64ca",
    "red": "#b12b0b",
    "gold": "#a87804",
    "slate": "#3b434d",
    "purple": "#612787",
    "green": "#146b4b",
    "pink": "#df4487",
    "teal": "#088da3",
    "navy": "#3232b6",
    "olive": "#5b5e0e",
    "brown": "#6e3101",
    "plum": "#8b408d",
    "less_3": "#8c510a",
    "less_2": "#c9974d",
    "less_1": "#f0dcb2",
    "even": "#f4f5f6",
    "more_1": "#bfe5df",
    "more_2": "#5fb3a9",
    "more_3": "#01665e",
}
DARK = {
    "paper": "#121212",
    "ink": "#e8eaed",
    "muted": "#a9b1ba",
    "grid": "#2b3036",
    "rule": "#6d7883",
    "accent": "#86aed6",
    "ink_on_strong": "#101010",
    "blue": "#5ea0ff",
    "red": "#e1580c",
    "gold": "#fcd243",
    "slate": "#dae3f0",
    "purple": "#bd7dcc",
    "green": "#359768",
    "pink": "#ff94af",
    "teal": "#37ceff",
    "navy": "#8170fa",
    "olive": "#b6b322",
    "brown": "#feb585",
    "plum": "#c361ac",
    "less_3": "#e9ac55",
    "less_2": "#8c6230",
    "less_1": "#57431f",
    "even": "#26292d",
    "more_1": "#1d4a46",
    "more_2": "#2b766e",
    "more_3": "#6fd6ca",
}
DIVERGING = ("less_3", "less_2", "less_1", "even", "more_1", "more_2", "more_3")
ENTITIES = {
    "US": "blue",
    "CN": "red",
    "EU27": "gold",
    "WORLD": "slate",
    "GB": "purple",
    "DE": "green",
    "JP": "pink",
    "IN": "teal",
    "FR": "navy",
    "KR": "olive",
    "CA": "brown",
    "IT": "plum",
    "EU": "gold",
    "EU27GB": "gold",
    "AFRICA": "olive",
    "ASIA": "teal",
    "ASIA-PACIFIC": "teal",
    "EUROPE": "purple",
    "LATIN-AMERICA": "green",
    "MIDDLE-EAST": "brown",
    "NORTH-AMERICA": "navy",
    "OCEANIA": "pink",
    "SOUTH-AMERICA": "green",
}
# What is nobody's colour comes first, so that `bilateral` does not look like a country.
OTHERS = ("teal", "purple", "pink", "green", "olive", "brown", "navy", "plum", "gold", "blue", "red", "slate")

_COLOUR = re.compile(r'\b(fill|stroke|color|stop-color)(:\s*|=")([^;"]+)')
_COLOURLESS = re.compile(r"none$|url\(")


@contextmanager
def language_style(language: str, width: float = WIDE) -> Iterator[None]:
    """Draw in the report's style, on sheets `width` points wide, with a font for `language`.

    What a library sets inside is forgotten at the end. Raises `CopubError` for a language without a font.
    """
    if language not in FONTS:
        raise CopubError(
            f"no font for language `{language}`.{nearest(language, FONTS)}",
            where="language_style",
            do=f"use one of {', '.join(FONTS)}",
        )
    settings: dict[Any, Any] = {
        "font.family": FONTS[language],
        "font.size": 11,
        "figure.figsize": (width / 72, width / 72),
        "text.color": LIGHT["ink"],
        "text.parse_math": False,  # a dollar sign is a dollar sign
        "figure.facecolor": LIGHT["paper"],
        "axes.facecolor": "none",
        "axes.edgecolor": LIGHT["rule"],
        "axes.labelcolor": LIGHT["muted"],
        "axes.axisbelow": True,
        **{f"axes.spines.{side}": False for side in ("left", "right", "top", "bottom")},
        "grid.color": LIGHT["grid"],
        "grid.linewidth": 0.8,
        "xtick.color": LIGHT["rule"],
        "ytick.color": LIGHT["rule"],
        "xtick.labelcolor": LIGHT["muted"],
        "ytick.labelcolor": LIGHT["muted"],
        "ytick.major.size": 0,
        "ytick.major.pad": 6,
        "xtick.major.size": 4,
        "lines.linewidth": 2.2,
        "lines.solid_capstyle": "round",
        "lines.solid_joinstyle": "round",
    }
    with mpl.rc_context(settings):
        yield


def colours(codes: Iterable[str]) -> dict[str, str]:
    """A light colour for each code: entities of the report their own, others a hue nobody else in the figure wears.

    Where two entities of one figure share a hue, the first keeps it. Hues repeat only after twelve codes.
    """
    hues: dict[str, str] = {}
    codes = list(dict.fromkeys(codes))
    for code in codes:
        if code in ENTITIES and ENTITIES[code] not in hues.values():
            hues[code] = ENTITIES[code]
    free = chain((hue for hue in OTHERS if hue not in set(hues.values())), cycle(OTHERS))
    return {code: LIGHT[hues[code] if code in hues else next(free)] for code in codes}


def svg(figure: Figure) -> str:
    """The figure as SVG text with letters as outlines, byte for byte the same at every drawing.

    Raises `CopubError` when a text holds a character that the font lacks.
    """
    _refuse_missing_glyphs(figure)
    buffer = StringIO()
    with mpl.rc_context({"svg.hashsalt": "copub", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    # matplotlib leaves black unsaid, and what is unsaid would stay black on a dark ground: the unsaid colour is ink.
    return buffer.getvalue().replace("<svg ", f'<svg fill="{LIGHT["ink"]}" ', 1)


def darken(drawing: str) -> str:
    """A light SVG translated colour by colour to the dark palette; a colour outside the palette is refused."""
    twins = {LIGHT[name]: DARK[name] for name in LIGHT}

    def twin(match: re.Match[str]) -> str:
        attribute, sign, colour = match.groups()
        if _COLOURLESS.match(colour):
            return match[0]
        if colour.lower() not in twins:
            raise CopubError(
                f"colour `{colour}` has no dark twin",
                where=f"an SVG's `{attribute}`",
                do="take colours from copub.charts.style",
            )
        return f"{attribute}{sign}{twins[colour.lower()]}"

    return _COLOUR.sub(twin, drawing)


@cache
def _drawable() -> frozenset[int]:
    return frozenset(code for file in FILES.values() for code in get_font(str(file)).get_charmap())


def _refuse_missing_glyphs(figure: Figure) -> None:
    known = _drawable()
    for artist in figure.findobj(Text):
        text = artist.get_text() if isinstance(artist, Text) and artist.get_visible() else ""
        missing = [character for character in text if ord(character) not in known and character != "\n"]
        if missing:
            raise CopubError(
                f"the font lacks `{missing[0]}` (U+{ord(missing[0]):04X})",
                where=f"figure text “{text}”",
                do=f"write it otherwise, or add the character to the font ({_FOLDER}/README.md)",
            )
