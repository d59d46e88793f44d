"""Fonts and colours: what every figure has in common."""

from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from copub.charts.style import DARK, ENTITIES, FILES, LIGHT, OTHERS, colours, darken, language_style, svg
from copub.errors import CopubError

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "trichromat": np.eye(3),
    "protanope": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranope": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanope": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(light: np.ndarray) -> np.ndarray:
    """Ottosson's OKLab, times 100: a distance of 2 is just seen, one of 10 is plain."""
    cones = [[0.4122215, 0.5363325, 0.0514460], [0.2119035, 0.6806995, 0.1073970], [0.0883025, 0.2817188, 0.6299787]]
    axes = [[0.2104543, 0.7936178, -0.0040720], [1.9779985, -2.4285922, 0.4505937], [0.0259040, 0.7827718, -0.8086758]]
    return 100 * np.array(axes) @ np.cbrt(np.array(cones) @ np.clip(light, 0, 1))


def closest(palette: dict[str, str], hues: list[str], sight: str) -> float:
    seen = [oklab(np.array(SIGHT[sight]) @ linear(palette[hue])) for hue in hues]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_hues_stay_apart_for_every_kind_of_sight(palette, sight):
    assert closest(palette, [ENTITIES[code] for code in ("US", "CN", "EU27", "WORLD")], sight) > 9
    assert closest(palette, list(OTHERS), sight) > 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_hues_can_be_read_on_their_ground(palette):
    assert min(contrast(palette[name], palette["paper"]) for name in ("ink", "muted")) > 4.5
    assert min(contrast(palette[hue], palette["paper"]) for hue in OTHERS) > 3.5
    assert min(contrast(palette[step], palette["ink_on_strong"]) for step in ("less_3", "more_3", "accent")) > 4.5


def test_every_light_colour_has_one_dark_twin_and_no_light_colour_is_a_dark_one():
    assert list(LIGHT) == list(DARK)
    assert len(set(LIGHT.values()) | set(DARK.values())) == 2 * len(LIGHT)


def test_a_country_wears_its_own_colour_whoever_else_is_there():
    assert colours(["CN", "US"])["CN"] == colours(["bilateral", "US", "CN"])["CN"] == LIGHT["red"]


def test_twelve_codes_wear_twelve_colours():
    codes = ["US", "EU27GB", "EU27", *(f"kind-{number}" for number in range(9))]
    assert len(set(colours(codes).values())) == 12


def test_a_character_without_a_glyph_is_refused_by_name():
    with language_style("zh"):
        figure = Figure()
        figure.text(0, 0, "论文 ☃")
        with pytest.raises(CopubError, match=r"`☃` \(U\+2603\)[\s\S]*论文 ☃"):
            svg(figure)


def test_the_fonts_hold_gb2312():
    from matplotlib.font_manager import get_font

    characters = "".join(
        bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
    )
    assert len(characters) == 6763
    assert {ord(character) for character in characters} <= set(get_font(str(FILES["copub"])).get_charmap())


def test_an_english_quotation_mark_is_narrow_and_a_chinese_one_is_not():
    from copub.charts.lettering import width

    with language_style("en"):
        narrow = width("’", 10)
    with language_style("zh"):
        assert narrow < 5 < width("’", 10)


def test_the_style_lives_inside_its_block_only():
    before = mpl.rcParams["font.family"]
    with language_style("zh"):
        mpl.rcParams["font.family"] = ["serif"]
    assert mpl.rcParams["font.family"] == before


def test_an_unknown_language_is_refused_with_the_nearest():
    with pytest.raises(CopubError, match="Did you mean `zh`"), language_style("zhh"):
        pass


def test_a_colour_outside_the_palette_has_no_dark_twin():
    with pytest.raises(CopubError, match="#123456"):
        darken('<svg><path style="fill: #123456; stroke: none"/></svg>')


def test_a_named_colour_is_outside_the_palette():
    with pytest.raises(CopubError, match="black"):
        darken('<svg fill="black"/>')


def test_what_matplotlib_leaves_unsaid_is_ink_not_black():
    with language_style("en"):
        drawing = svg(Figure())
    assert f'<svg fill="{LIGHT["ink"]}" ' in drawing
    assert f'<svg fill="{DARK["ink"]}" ' in darken(drawing)
