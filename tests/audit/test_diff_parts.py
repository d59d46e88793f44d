"""Parts of a change: they sum exactly, go together where nothing can be told between them, and leave nothing to the method for nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.audit.diff.moves import Move, split
from copub.audit.diff.showing import places, shown, signed
from copub.facts import Fact

NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False)
STEPS = ("years", "parameters", "release", "cells")


def fact(value, unit="ratio") -> Fact:
    return Fact("china", "one", value, unit, "output", "table")


def parts(before, after, *told, unit="ratio"):
    """The parts, with recounts `told` on the earlier side and after each step."""
    return split(fact(before, unit), fact(after, unit), list(zip(("", *STEPS), told, strict=False)))


@given(
    before=NUMBERS,
    after=NUMBERS,
    told=st.lists(NUMBERS | st.none(), min_size=0, max_size=3),
    ends=st.tuples(NUMBERS, NUMBERS),
)
def test_parts_sum_to_the_change_exactly(before, after, told, ends):
    found = parts(before, after, ends[0], *told, ends[1])
    assert sum((part.change[0] for part in found), Fraction()) == Fraction(str(after)) - Fraction(str(before))


@given(
    before=st.floats(0, 1), after=st.floats(0, 1), told=st.lists(st.floats(0, 1) | st.none(), min_size=0, max_size=3)
)
def test_printed_parts_sum_to_the_printed_change(before, after, told):
    found = parts(before, after, before, *told, after, unit="share")
    move = Move("china.one", "share", before, after, found)
    if move.change and any(move.change):

        def read(text):
            return Fraction(text.replace("−", "-").replace("%", "").replace(",", ""))

        printed = [read(signed(part.before, part.after, move)) for part in found]
        assert sum(printed) == read(signed(*move.ends, move)) == read(shown(after, move)) - read(shown(before, move))


@given(
    before=st.tuples(st.integers(0, 99), st.integers(100, 199)).map(list),
    after=st.tuples(st.integers(0, 99), st.integers(100, 199)).map(list),
    between=st.integers(0, 200),
)
def test_both_ends_of_a_band_are_split(before, after, between):
    found = parts(before, after, before, between, after, unit="works")
    for end in (0, 1):
        assert sum((part.change[end] for part in found), Fraction()) == after[end] - before[end]


def test_years_added_three_and_the_release_two():
    found = parts(10, 15, 10, 13, 13, 15, unit="works")
    assert [(part.steps, part.change) for part in found] == [(("years",), (3,)), (("release",), (2,))]


def test_a_step_that_cannot_be_told_goes_together_with_the_next():
    found = parts(10, 15, 10, None, None, 14, 15, unit="works")
    assert [(part.steps, part.change) for part in found] == [
        (("years", "parameters", "release"), (4,)),
        (("cells",), (1,)),
    ]


def test_what_neither_recount_explains_is_the_method():
    """The earlier recount is one too many, the later one right: of five works one is the method's."""
    found = parts(10, 15, 11, 15, unit="works")
    assert [(part.steps, part.change) for part in found] == [(("years",), (4,)), (("method",), (1,))]


def test_the_last_digits_of_another_order_of_adding_are_no_method():
    found = parts(0.1, 0.3, 0.1, 0.1 + 0.2)
    assert [part.steps for part in found] == [("years",)]
    assert found[0].change == (Fraction(2, 10),)


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [("place", "US", "CN"), ("rank", 3, 1), ("year", 2016, 2018), ("places", ["US"], ["US", "CN"])],
)
def test_words_ranks_years_and_lists_name_the_step_and_no_difference(unit, before, after):
    found = parts(before, after, before, before, after, unit=unit)
    assert [(part.steps, part.change, part.value) for part in found] == [(("parameters",), (), after)]
    assert places(Move("china.one", unit, before, after, found)) >= 0
    assert shown(after, Move("china.one", unit, before, after, found)) in {"CN", "1", "2018", "US, CN"}


def test_a_word_that_no_recount_gives_is_the_method():
    assert [part.steps for part in parts("rose", "fell", "rose", "rose", unit="phrase")] == [("method",)]


def test_a_number_that_becomes_a_reason_of_absence_is_no_difference():
    found = split(fact(3, "works"), fact("absent_never", "phrase"), [("", 3), ("years", "absent_never")])
    assert [(part.steps, part.change) for part in found] == [(("years",), ())]
