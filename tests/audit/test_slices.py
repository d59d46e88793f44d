"""The lines that make a value, in notebooks small enough to count them on fingers."""

from textwrap import dedent

import pytest

from copub.audit.slices import Program


def lines(*cells: str, of: str, given: frozenset[int] = frozenset()) -> list[str]:
    """The lines that the one line `of` rests on, and itself."""
    sources = {number: dedent(cell).strip() for number, cell in enumerate(cells, 1)}
    program = Program(sources, given)
    ((cell, line),) = [
        (number, at)
        for number, source in sources.items()
        for at, text in enumerate(source.split("\n"), 1)
        if text.strip() == of
    ]
    value = program.at(cell, line)
    assert value is not None
    return [sources[one.cell].split("\n")[one.first - 1].strip() for one in program.slice(value)]


def test_a_value_rests_on_the_lines_that_give_its_names_and_on_no_others():
    assert lines("a = 1\nb = 2\nc = a + 1\nkeep(c)", of="keep(c)") == ["a = 1", "c = a + 1", "keep(c)"]


def test_it_rests_on_lines_of_earlier_cells():
    assert lines("a = 1", "b = 2", "keep(a)", of="keep(a)") == ["a = 1", "keep(a)"]


def test_a_name_given_anew_forgets_what_it_held():
    assert lines("a = 1\na = 2\nkeep(a)", of="keep(a)") == ["a = 2", "keep(a)"]


def test_a_name_given_later_has_no_part_in_it():
    assert lines("a = 1\nkeep(a)\na = 2", of="keep(a)") == ["a = 1", "keep(a)"]


def test_a_name_given_under_a_condition_may_be_the_old_or_the_new():
    assert lines("a = 1\nif b:\n    a = 2\nkeep(a)", of="keep(a)") == ["a = 1", "if b:", "a = 2", "keep(a)"]


def test_the_other_branch_of_a_condition_has_no_part_in_it():
    text = "if b:\n    a = 1\nelse:\n    a = 2\n    keep(a)"
    assert lines(text, of="keep(a)") == ["if b:", "a = 2", "keep(a)"]


def test_a_condition_around_it_brings_what_the_condition_asks():
    assert lines("b = 1\nif b:\n    keep(2)", of="keep(2)") == ["b = 1", "if b:", "keep(2)"]


def test_a_loop_gives_its_own_names_each_round():
    text = "xs = [1]\nx = 0\nfor x in xs:\n    keep(x)"
    assert lines(text, of="keep(x)") == ["xs = [1]", "for x in xs:", "keep(x)"]


def test_what_the_round_before_left_counts():
    text = "t = 0\nfor x in xs:\n    keep(t)\n    t = x"
    assert lines(text, of="keep(t)") == ["t = 0", "for x in xs:", "keep(t)", "t = x"]


@pytest.mark.parametrize("change", ["a.append(b)", 'a["k"] = b', "a += b", "a.k = b"])
def test_a_change_of_what_a_name_holds_adds_to_what_was_there(change):
    assert lines(f"a = []\nb = 1\n{change}\nkeep(a)", of="keep(a)") == ["a = []", "b = 1", change, "keep(a)"]


def test_a_look_at_a_value_changes_nothing():
    assert lines("a = []\na.tail()\nkeep(a)", of="keep(a)") == ["a = []", "keep(a)"]


def test_the_keeper_itself_is_no_part_of_the_value():
    assert lines("facts = F()\na = 1\nfacts.record(a)", of="facts.record(a)") == ["a = 1", "facts.record(a)"]


def test_names_of_a_comprehension_are_its_own():
    assert lines("x = 1\nxs = [2]\nkeep([x for x in xs])", of="keep([x for x in xs])") == [
        "xs = [2]",
        "keep([x for x in xs])",
    ]


def test_a_query_takes_the_names_that_it_marks():
    assert lines('y = 1\nkeep(t.query("year == @y"))', of='keep(t.query("year == @y"))') == [
        "y = 1",
        'keep(t.query("year == @y"))',
    ]


def test_a_function_of_the_notebook_brings_what_it_takes_from_around_it():
    text = "a = 1\nb = 2\ndef f(x):\n    y = a + x\n    return y\nkeep(f(3))"
    assert lines(text, of="keep(f(3))") == ["a = 1", "def f(x):", "keep(f(3))"]


def test_a_parameter_is_given_and_not_looked_into():
    given = lines("a = 1", "a = 2", "keep(a)", of="keep(a)", given=frozenset({1, 2}))
    assert given == ["a = 2", "keep(a)"]


def test_a_line_for_the_shell_is_no_code():
    assert lines("%matplotlib inline\na = 1\nkeep(a)", of="keep(a)") == ["a = 1", "keep(a)"]
