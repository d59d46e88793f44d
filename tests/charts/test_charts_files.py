"""The files that a drawing leaves behind."""

import json
from io import StringIO

import pandas as pd
import pytest

from copub.charts import bars, draw_both, lines
from copub.charts.style import LIGHT
from copub.errors import CopubError


@pytest.fixture
def draw(tmp_path, monkeypatch, labels):
    """`draw_both` in an empty project, its defaults filled in."""
    (tmp_path / "data" / "editions").mkdir(parents=True)
    (tmp_path / "_toc.yml").touch()
    monkeypatch.chdir(tmp_path)

    def draw(table, chart=lines, **options):
        given = {
            "figure": "hands_share",
            "section": "hands",
            "out": "run",
            "sources": ["counted"],
            "indicators": ["share"],
        }
        return draw_both(chart, table, **{**given, "labels": labels, "unit": "share", **options})

    return draw


def test_a_figure_is_written_in_both_languages_on_both_grounds_at_both_widths(draw, hands, tmp_path):
    draw(hands)
    written = {path.relative_to(tmp_path / "run").as_posix() for path in (tmp_path / "run").rglob("*.*")}
    figures = {
        f"figures/{language}/hands_share{width}{ground}.svg"
        for language in ("en", "zh")
        for width in ("", ".narrow")
        for ground in ("", ".dark")
    }
    assert written == figures | {"data/hands_share.csv", "charts/hands.json"}


def test_two_drawings_are_equal_byte_for_byte(draw, hands, tmp_path):
    draw(hands, out="one")
    draw(hands, out="two")
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_a_drawing_names_no_place_and_no_time(draw, hands, tmp_path):
    draw(hands)
    drawing = (tmp_path / "run/figures/zh/hands_share.svg").read_text(encoding="utf-8")
    assert str(tmp_path) not in drawing
    assert "<dc:date>" not in drawing
    assert "<text" not in drawing


@pytest.mark.parametrize("chart", [lines, bars])
def test_the_dark_drawing_holds_no_light_colour(draw, hands, tmp_path, chart):
    draw(hands[hands.year == 2002] if chart is bars else hands, chart, invented=True)
    dark = (tmp_path / "run/figures/en/hands_share.dark.svg").read_text(encoding="utf-8")
    assert [colour for colour in LIGHT.values() if colour in dark] == []


def test_the_data_are_the_table_with_codes_and_origin(draw, hands, tmp_path):
    draw(hands, reported=pd.DataFrame({"year": [2001], "unit": ["US"], "value": [0.4]}))
    text = (tmp_path / "run/data/hands_share.csv").read_text(encoding="utf-8")
    rows = pd.read_csv(StringIO(text))
    pd.testing.assert_frame_equal(rows[rows.origin == "computed"][["year", "unit", "value"]], hands)
    assert rows[rows.origin == "reported"].values.tolist() == [[2001, "US", 0.4, "reported"]]


def test_numbers_in_the_data_are_written_to_twelve_digits(draw, hands, tmp_path):
    draw(hands.assign(value=1 / 3))
    assert "0.333333333333," in (tmp_path / "run/data/hands_share.csv").read_text(encoding="utf-8")


def test_invented_data_say_so_in_both_languages(draw, hands, tmp_path):
    draw(hands, invented=True)
    for language, words in (("en", "invented data"), ("zh", "虚构数据")):
        assert words in (tmp_path / f"run/figures/{language}/hands_share.svg").read_text(encoding="utf-8")
    draw(hands)
    assert "invented" not in (tmp_path / "run/figures/en/hands_share.svg").read_text(encoding="utf-8")


def test_a_record_is_replaced_and_records_are_sorted(draw, hands, tmp_path, labels):
    for label in ("title", "subtitle"):
        for say in labels.values():
            say._texts[f"figure.hands_again.{label}"] = "x"
    draw(hands)
    draw(hands, figure="hands_again")
    draw(hands, indicators=["other"])
    records = json.loads((tmp_path / "run/charts/hands.json").read_text(encoding="utf-8"))
    assert [(record["figure"], record["indicators"]) for record in records] == [
        ("hands_again", ["share"]),
        ("hands_share", ["other"]),
    ]


def test_a_notebook_shows_the_english_figure(draw, hands, tmp_path):
    shown = draw(hands)
    assert shown._repr_svg_() == (tmp_path / "run/figures/en/hands_share.svg").read_text(encoding="utf-8")
    assert repr(shown) == "Picture(figure='hands_share')"


def test_a_figure_carries_its_sections_name(draw, hands):
    with pytest.raises(CopubError, match="hands_<name>"):
        draw(hands, figure="feet_share")


def test_an_unknown_source_is_refused_with_the_nearest(draw, hands):
    with pytest.raises(CopubError, match=r"Did you mean `source\.counted`"):
        draw(hands, sources=["count"])


def test_a_figure_without_a_title_is_refused(draw, hands, tmp_path):
    with pytest.raises(CopubError, match=r"figure\.hands_shares\.title"):
        draw(hands, figure="hands_shares")
    assert not (tmp_path / "run").exists()
