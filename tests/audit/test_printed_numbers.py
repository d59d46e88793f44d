"""A printed number stands for every value that rounds to it; arithmetic keeps all of them, and nothing true is ever accused."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.audit.checks import Check, find, is_equal
from copub.audit.feasibility import feasible
from copub.audit.intervals import STRICT, Interval, read
from copub.errors import CopubError


def between(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def answer(line: str, **printed: str) -> bool | None:
    return find(Check.read(line), lambda name: read(printed[name])).answer


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("2.65", "2.645", "2.655"),
        ("0.50", "0.495", "0.505"),
        ("0.5", "0.45", "0.55"),
        ("-0.8", "-0.85", "-0.75"),
        ("+2.2", "2.15", "2.25"),
        ("72%", "71.5", "72.5"),
        ("56,136", "56136", "56136"),
        ("1/3", "1/3", "1/3"),
    ],
)
def test_a_printed_number_stands_for_what_rounds_to_it(printed, low, high):
    assert read(printed) == between(low, high)


def test_another_rounding_can_be_declared():
    assert read("26,200", to=Fraction(100)) == between("26150", "26250")


def test_more_than_a_number_excludes_it_and_at_least_includes_it():
    assert read(">80,000") == Interval(80_000 + STRICT, inf)
    assert read(">=30") == Interval(Fraction(30), inf)
    assert not read("<50%").meets(Interval.exactly(50))


def test_what_is_no_number_is_refused():
    with pytest.raises(CopubError, match="`about half` is not a number"):
        read("about half")


@pytest.mark.parametrize(
    ("line", "printed", "expected"),
    [
        ("[c] = [b] / [a]", {"a": "16,379", "b": "43,327", "c": "2.65"}, True),
        ("[c] = [b] / [a]", {"a": "16,379", "b": "43,327", "c": "2.66"}, False),
        ("[a] < [b]", {"a": "1.64", "b": "1.73"}, True),
        ("[a] < [b]", {"a": "1.73", "b": "1.64"}, False),
        ("[a] < [b]", {"a": "1.6", "b": "1.64"}, None),
        ("[a] <= [b]", {"a": "2014", "b": "2014"}, True),
        ("[a] < [b]", {"a": "2014", "b": "2014"}, False),
        ("[a] <= [b] <= [c]", {"a": "1", "b": "3", "c": "2"}, False),
        ("[a] = [b] + [c]", {"a": "65", "b": "12", "c": "38"}, False),
        ("rank([a], [b], [c]) = 1", {"a": "3", "b": "2", "c": "1"}, True),
        ("rank([b], [a], [c]) = 3", {"a": "3", "b": "2", "c": "1"}, False),
        ("count([a] > 1, [b] > 1, [c] > 1) >= 2", {"a": "3", "b": "2", "c": "1"}, True),
        ("max([a], [b]) - min([a], [b]) = 1", {"a": "3", "b": "2"}, True),
    ],
)
def test_a_line_holds_fails_or_is_left_open(line, printed, expected):
    assert answer(line, **printed) is expected


def test_a_side_names_its_numbers_and_its_value():
    finding = find(Check.read("[c] = [b] / [a]"), {"a": read("2"), "b": read("5"), "c": read("2.5")}.__getitem__)
    assert finding.sides == (("[c]", between("2.45", "2.55")), ("[b] / [a]", between("2.5", "2.5")))


def test_a_band_agrees_only_where_all_of_it_rounds_to_the_printed_number():
    printed = between("45", "55")
    assert is_equal(printed, between("46", "54")) is True
    assert is_equal(printed, between("41", "52")) is None
    assert is_equal(printed, between("56", "57")) is False


def test_places_are_compared_as_words():
    facts = {"first": "CN", "peaks": ["GB", "CN"]}
    assert find(Check.read('[first] == "CN"'), facts.__getitem__).answer is True
    assert find(Check.read("[first] in [peaks]"), facts.__getitem__).answer is True
    assert find(Check.read('[first] in ["GB", "FR"]'), facts.__getitem__).answer is False


@pytest.mark.parametrize("line", ["[a] + [a]", "[a] < 'US'", "open([a]) = 1", "a = [a]"])
def test_a_line_without_meaning_is_refused(line):
    with pytest.raises(CopubError, match="has no meaning in a check"):
        answer(line, a="1")


def test_a_divisor_that_may_be_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        between("1", "2") / between("-1", "1")


counts = st.integers(1, 10**7)


def printed(value: Fraction, places: int, habit: str) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), habit))


@given(a=counts, b=counts, places=st.integers(1, 4), habit=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_true_ratio_is_never_accused_however_it_is_rounded(a, b, places, habit):
    assert answer("[c] = [b] / [a]", a=str(a), b=str(b), c=printed(Fraction(b, a), places, habit)) is True


@given(parts=st.tuples(counts, counts), extra=st.tuples(counts, counts), places=st.integers(1, 3))
def test_a_true_change_of_a_share_is_never_accused(parts, extra, places):
    wholes = [part + more for part, more in zip(parts, extra, strict=True)]
    change = 100 * (Fraction(parts[1], wholes[1]) - Fraction(parts[0], wholes[0]))
    line = "[d] = 100 * ([p2] / [w2] - [p1] / [w1])"
    numbers = {"p1": str(parts[0]), "w1": str(wholes[0]), "p2": str(parts[1]), "w2": str(wholes[1])}
    assert answer(line, **numbers, d=printed(change, places, ROUND_HALF_UP)) is True


@given(a=counts, b=counts, off=st.fractions(Fraction(2, 100), 10))
def test_a_ratio_printed_wrongly_by_more_than_its_rounding_is_always_accused(a, b, off):
    wrong = printed(Fraction(b, a) + off, 2, ROUND_HALF_UP)
    assert answer("[c] = [b] / [a]", a=str(a), b=str(b), c=wrong) is False


ends = st.fractions(-100, 100)


@given(a=st.tuples(ends, ends, ends), b=st.tuples(ends, ends, ends))
def test_no_result_of_values_within_lies_without(a, b):
    (low_a, in_a, high_a), (low_b, in_b, high_b) = sorted(a), sorted(b)
    one, other = Interval(low_a, high_a), Interval(low_b, high_b)
    for results, result in (
        (one + other, in_a + in_b),
        (one - other, in_a - in_b),
        (one * other, in_a * in_b),
    ):
        assert results.low <= result <= results.high
    if not low_b <= 0 <= high_b:
        assert (one / other).low <= in_a / in_b <= (one / other).high


def possible(*lines: str, **numbers: str):
    return feasible([Check.read(line) for line in lines], lambda name: read(numbers[name]))


def test_years_that_leave_and_enter_explain_a_change_of_a_window():
    found = possible("total(p2001, p2003) = 6", "total(p2002, p2004) = 9", "p2004 = 5")
    assert found.possible
    assert found.example["p2001"] == pytest.approx(2)


def test_no_year_can_give_more_than_it_has_and_only_the_statements_needed_are_named():
    lines = ("total(p2001, p2003) = [w]", "total(p2002, p2004) = 9", "p2004 = 2", "p2003 <= 4")
    found = possible(*lines, w="6")
    assert not found.possible
    assert found.clash == lines[:3]
    # 2 - p2001 = 9 - 6, so p2001 would be -1.
    assert found.residue == pytest.approx({"p2001": 1})
    assert found.positive == pytest.approx(1)


def test_a_printed_ratio_may_take_every_value_that_rounds_to_it():
    assert possible("p2002 = [r] * p2001", "p2001 = 1000", "p2002 = 1104", r="1.10").possible
    assert not possible("p2002 = [r] * p2001", "p2001 = 1000", "p2002 = 1106", r="1.10").possible


@given(years=st.lists(st.integers(1, 1000), min_size=6, max_size=6))
def test_windows_of_true_counts_are_always_possible(years):
    lines = [f"total(p{2001 + at}, p{2003 + at}) = {sum(years[at : at + 3])}" for at in range(4)]
    assert possible(*lines, f"p2006 = {years[5]}").possible
