"""What each chart shows of its table, read back from the figure."""

import pandas as pd
import pytest
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from copub.charts import bars, dumbbell, heat, lines, panels, ranks
from copub.charts.style import DIVERGING, LIGHT
from copub.errors import CopubError


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def hollow(figure: Figure) -> list[tuple[float, float]]:
    marks = [mark for mark in figure.axes[0].collections if isinstance(mark, PathCollection)]
    return [
        tuple(float(number) for number in point)
        for mark in marks
        if len(mark.get_offsets()) and to_hex(mark.get_facecolor()[0]) == LIGHT["paper"]
        for point in mark.get_offsets()
    ]


def test_a_line_is_named_at_its_end_in_its_own_colour(hands, head):
    axes = lines(hands, unit="share", **head).axes[0]
    names = {text.get_text(): text.get_color() for text in axes.texts}
    assert names == {"United States": LIGHT["blue"], "China": LIGHT["red"]}


def test_shares_begin_at_zero_and_are_written_as_percentages(hands, head):
    figure = lines(hands, unit="share", **head)
    assert figure.axes[0].get_ylim()[0] == 0
    assert {"0%", "50%"} <= set(texts(figure))


def test_ratios_need_not_begin_at_zero(hands, head):
    assert lines(hands.assign(value=hands.value + 5), unit="ratio", **head).axes[0].get_ylim()[0] > 4


def test_lines_that_end_together_have_labels_apart(hands, head):
    figure = lines(hands.assign(value=0.5), unit="share", **head)
    tall = figure.axes[0].get_position().height * figure.get_figheight() * 72
    places = sorted(text.xy[1] * tall for text in figure.axes[0].texts)
    assert places[1] - places[0] >= 15 - 1e-6


def test_what_is_printed_elsewhere_is_a_hollow_mark_with_a_key(hands, head):
    printed = pd.DataFrame({"year": [2001], "unit": ["US"], "value": [0.4]})
    figure = lines(hands, unit="share", reported=printed, **head)
    assert hollow(figure) == [(2001, 0.4)]
    assert "printed in the source report" in texts(figure)
    assert hollow(lines(hands, unit="share", **head)) == []


def test_a_printed_year_outside_the_table_is_on_the_sheet(hands, head):
    printed = pd.DataFrame({"year": [1995], "unit": ["US"], "value": [0.4]})
    assert lines(hands, unit="share", reported=printed, **head).axes[0].get_xlim()[0] < 1995


def test_a_range_without_a_value_is_a_band_with_a_name_in_its_middle(hands, head):
    table = hands.assign(low=0.1, high=0.3, value=hands.value.where(hands.unit == "US"))
    figure = lines(table, unit="share", **head)
    assert sum(isinstance(artist, PolyCollection) for artist in figure.axes[0].collections) == 2
    assert "China" in texts(figure)


def joined(figure: Figure) -> list[list[float]]:
    """The years of each line that joins some."""
    drawn = [[float(year) for year in line.get_xdata()] for line in figure.axes[0].get_lines()]
    return [years for years in drawn if len(years) > 1 and years[0] > 1900]


def test_a_break_in_the_series_is_a_gap_in_the_line(head):
    table = pd.DataFrame({"year": [2000, 2001, 2001, 2002], "unit": "US", "value": 0.5})
    assert joined(lines(table.assign(segment=[1, 1, 2, 2]), unit="share", **head)) == [[2000, 2001], [2001, 2002]]


def test_a_year_without_a_value_is_a_gap_and_a_year_alone_is_a_dot(head):
    table = pd.DataFrame({"year": [2000, 2001, 2002, 2003], "unit": "US", "value": [0.5, 0.5, pd.NA, 0.5]})
    figure = lines(table, unit="share", **head)
    assert joined(figure) == [[2000, 2001]]
    dots = [tuple(point) for mark in figure.axes[0].collections for point in mark.get_offsets()]
    assert dots == [(2003, 0.5)]


def test_an_event_is_a_vertical_line_with_its_word(hands, head):
    assert "turn" in texts(lines(hands, unit="share", marks={2001: "event.turn"}, **head))


def test_a_logarithmic_scale_refuses_zero(hands, head):
    with pytest.raises(CopubError, match="logarithmic"):
        lines(hands.assign(value=0.0), unit="works", log=True, **head)


def test_nothing_is_left_out_or_drawn_over(hands, head):
    with pytest.raises(CopubError, match="nothing to draw for unit = CN"):
        lines(hands.assign(value=hands.value.where(hands.unit == "US")), unit="share", **head)
    with pytest.raises(CopubError, match="two rows for unit, year = US, 2000"):
        lines(pd.concat([hands, hands.head(1)]), unit="share", **head)
    with pytest.raises(CopubError, match="no counterpart: unit = EU27"):
        lines(hands, unit="share", reported=hands.head(1).assign(unit="EU27"), **head)


def test_a_missing_column_is_refused_with_the_nearest(hands, head):
    with pytest.raises(CopubError, match=r"no column `value`\. Did you mean `values`"):
        lines(hands.rename(columns={"value": "values"}), unit="share", **head)


def test_a_bar_carries_its_value_and_a_range_both_its_ends(head):
    table = pd.DataFrame({"unit": ["US", "CN"], "value": [0.5, pd.NA], "low": [pd.NA, 0.25], "high": [pd.NA, 0.75]})
    figure = bars(table, unit="share", **head)
    assert {"50.0%", "25.0%–75.0%"} <= set(texts(figure))
    assert [(bar.get_x(), bar.get_width()) for bar in figure.axes[0].patches] == [(0, 0.5), (0.25, 0.5)]


def test_bars_stand_in_the_order_of_the_table(head):
    figure = bars(pd.DataFrame({"unit": ["CN", "US"], "value": [1.0, 2.0]}), unit="ratio", **head)
    first, second = figure.axes[0].get_yticks()
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["China", "United States"]
    assert figure.axes[0].transData.transform((0, first))[1] > figure.axes[0].transData.transform((0, second))[1]


def test_a_mark_beyond_its_bar_does_not_take_the_number_of_the_bar(head):
    table = pd.DataFrame({"unit": ["US"], "value": [0.5]})
    figure = bars(table, unit="share", reported=pd.DataFrame({"unit": ["US"], "value": [0.6]}), **head)
    assert [point[0] for point in hollow(figure)] == [0.6]
    assert [text.xy[0] for text in figure.axes[0].texts] == [0.5]


def test_grouped_bars_have_a_key(head):
    table = pd.DataFrame({"unit": ["ASIA", "ASIA"], "partner": ["US", "CN"], "value": [1.0, 2.0]})
    assert {"United States", "China"} <= set(texts(bars(table, unit="ratio", series="partner", **head)))


def test_a_dumbbell_joins_two_windows(head):
    table = pd.DataFrame({"unit": ["US", "CN"], "earlier": [0.1, 0.2], "later": [0.3, pd.NA]})
    figure = dumbbell(table, unit="share", windows=("2000–2004", "2018–2022"), **head)
    assert [point[0] for point in hollow(figure)] == [0.1, 0.2]
    assert [list(line.get_xdata()) for line in figure.axes[0].get_lines()] == [[0.1, 0.3]]
    assert {"2000–2004", "2018–2022"} <= set(texts(figure))


def test_ranks_name_both_ends_and_break_where_nobody_knows(head):
    table = pd.DataFrame(
        {"year": [2000, 2001, 2003, 2000, 2001, 2003], "unit": ["US"] * 3 + ["CN"] * 3, "rank": [1, 1, 2, 2, 2, 1]}
    )
    figure = ranks(table, **head)
    assert {"United States  1", "China  2", "1  China", "2  United States"} <= set(texts(figure))
    top, bottom = figure.axes[0].get_ylim()[::-1]
    assert top < bottom
    assert all(pd.isna(line.get_ydata()[2]) for line in figure.axes[0].get_lines())


def test_who_shares_a_place_stands_one_below_the_other_with_the_same_number(head):
    table = pd.DataFrame(
        {"year": [2000] * 3 + [2001] * 3, "unit": ["US", "CN", "EU27"] * 2, "rank": [1, 2, 2, 1, 1, 3]}
    )
    figure = ranks(table, **head)
    assert {"China  2", "EU-27  2", "1  China", "1  United States", "3  EU-27"} <= set(texts(figure))
    heights = [text.xy for text in figure.axes[0].texts]
    assert len(set(heights)) == len(heights) == 6


def test_a_name_on_the_way_does_not_cover_another(head):
    strangers = pd.DataFrame({"year": [2001, 2002], "unit": ["ASIA", "EUROPE"], "rank": [2, 2]})
    always = pd.DataFrame({"year": range(2000, 2040), "unit": "US", "rank": 1})
    named = set(texts(ranks(pd.concat([always, strangers]), **head)))
    assert len(named & {"Asia", "Europe"}) == 1


def test_heat_writes_each_ratio_and_tints_it_by_its_distance_from_one(head):
    table = pd.DataFrame({"citing": ["US", "US", "CN"], "cited": ["US", "CN", "CN"], "value": [1.0, 0.2, 5.0]})
    figure = heat(table, **head)
    assert {"1.00", "0.20", "5.00"} <= set(texts(figure))
    steps = figure.axes[0].collections[0].get_array()
    assert [DIVERGING[int(step)] for step in steps.compressed()] == ["even", "less_3", "more_3"]
    assert steps.count() == 3


def test_panels_share_a_scale_unless_told_otherwise(hands, head):
    table = pd.concat([hands.assign(region="ASIA"), hands.assign(region="EUROPE", value=hands.value / 5)])
    shared = panels(table, unit="share", **head)
    assert len({axes.get_ylim() for axes in shared.axes}) == 1
    assert len({axes.get_ylim() for axes in panels(table, unit="share", free=True, **head).axes}) == 2
    assert {"Asia", "Europe", "United States", "China"} <= set(texts(shared))
