"""Labels keep apart; words break where their language allows it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.charts.lettering import spread, width, wrap
from copub.charts.style import language_style


def test_labels_with_room_stay_where_they_want_to_be():
    assert spread([10, 50, 30], [10, 10, 10], 0, 100) == [10, 50, 30]


def test_two_labels_with_one_wish_move_apart_equally():
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_a_taller_label_asks_for_more():
    assert spread([50, 50], [10, 30], 0, 100) == [40, 60]


def test_labels_stay_between_the_bounds():
    assert spread([0, 100], [10, 10], 0, 100) == [5, 95]


@given(st.lists(st.tuples(st.floats(-50, 350), st.floats(5, 30)), min_size=1, max_size=10))
def test_no_two_labels_overlap_and_order_is_kept(wishes):
    wanted, heights = [list(column) for column in zip(*wishes, strict=True)]
    placed = spread(wanted, heights, 0, 300)
    order = sorted(range(len(wanted)), key=lambda label: placed[label])
    assert all(placed[b] - placed[a] >= (heights[a] + heights[b]) / 2 - 1e-6 for a, b in pairwise(order))
    assert all(wanted[a] <= wanted[b] for a, b in pairwise(order))
    if sum(heights) <= 300:
        assert all(
            at - height / 2 >= -1e-6 and at + height / 2 <= 300 + 1e-6
            for at, height in zip(placed, heights, strict=True)
        )


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Works with an address abroad, share of all"), ("zh", "带有国外地址的论文，占全部论文的比例；全计数")],
)
def test_lines_fit_and_nothing_is_lost(language, text):
    with language_style(language):
        lines = wrap(text, 11, 90).split("\n")
        assert len(lines) > 1
        assert all(width(line, 11) <= 90 + 11 for line in lines)  # a closing mark may hang over
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_begins_with_closing_punctuation():
    with language_style("zh"):
        for room in range(30, 120, 7):
            assert not any(line[0] in "，；" for line in wrap("甲乙丙，丁戊己；庚辛", 11, room).split("\n"))
