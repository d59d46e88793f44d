"""What counts as the same number in two languages, on sentences that can be checked by eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.audit.numerals import read
from copub.audit.numerals.comparing import compare


def kinds(a: str, b: str) -> list[str]:
    return [one.kind for one in compare(read(a), read(b))]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("3.34 million papers in 2022", "2022年有334万篇"),
        ("755,894 papers", "75.6万篇"),
        ("thirty percent", "三成"),
        ("a quarter of them", "四分之一"),
        ("around half", "50%"),
        ("two countries or more", "两国及以上"),
        ("both countries", "两国"),
        ("the EU", "欧盟两大机构"),
        ("at −0.8%", "下降了0.8%"),
        ("output became 2.71 times as large", "产出增至2.71倍"),
        ("growth 2.65", "为2.65倍"),
        ("a tripling", "增加了两倍"),
        ("the fourfold increase", "增长了三倍"),
        ("in August 2024", "2024年8月"),
        ("in 2022 it rose, in 2022 it fell", "2022年先升后降"),
        ("First, the EU27", "首先，欧盟27国"),
        ("three parts of one book", "各部分"),
    ],
)
def test_they_say_the_same(english: str, chinese: str) -> None:
    assert kinds(english, chinese) == []
    assert kinds(chinese, english) == []


@pytest.mark.parametrize(
    ("english", "chinese", "difference"),
    [
        ("3.34 million papers", "335万篇", "missing"),
        ("755,894 papers", "75.5万篇", "missing"),
        ("in 2021", "2022年", "missing"),
        ("23.0%", "三成", "missing"),
        ("the EU", "欧盟27国", "missing"),
        ("twelve countries", "十三个国家", "missing"),
        ("three blocs", "四个集团", "words"),
        ("the third largest", "居第四位", "words"),
        ("up 2.2%", "上升2.2个百分点", "unit"),
        ("up by +0.9%", "−0.9%", "missing"),
        ("a doubling", "增长了两倍", "multiple"),
        ("a growth of 1.91", "增长1.91倍", "multiple"),
        ("three times more", "增至三倍", "multiple"),
        ("fivefold", "增长了两倍", "missing"),
        ("half", "三分之一", "missing"),
    ],
)
def test_they_differ_and_it_says_how(english: str, chinese: str, difference: str) -> None:
    assert kinds(english, chinese) == [difference]
    assert kinds(chinese, english) == [difference]


@given(st.lists(st.integers(3, 10**9), min_size=1, max_size=6), st.randoms())
def test_order_does_not_matter_and_one_changed_digit_does(values: list[int], chance: object) -> None:
    english = read(" and ".join(f"{value:,} works" for value in values))
    assert compare(english, read("，".join(f"{value}篇" for value in reversed(values)))) == []
    changed = [max(values) + 1, *values[1:]]
    lost = {max(values) + 1} | (set(values) - set(changed))
    (found,) = compare(english, read("，".join(f"{value}篇" for value in changed)))
    assert {one.value for one in (*found.a, *found.b)} == lost
