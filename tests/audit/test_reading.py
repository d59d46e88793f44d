"""Every phrase of the table is read as a person reads it; numerals are read back whatever they are."""

import csv
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.audit.numerals import Quantity, read
from copub.languages import numbers

with Path(__file__).with_name("phrases.csv").open(encoding="utf-8", newline="") as table:
    PHRASES = list(csv.DictReader(table, delimiter="|"))


def worded(one: Quantity) -> str:
    def digits(value: Fraction) -> str:
        exact = value if one.kind == "fraction" else float(value)
        return f"{exact:.9f}".rstrip("0").rstrip(".") if isinstance(exact, float) else str(exact)

    intended = f" or {digits(one.intended)}" if one.intended is not None else ""
    return f"{one.kind} {one.sign}{digits(one.value)}{intended}" + (f" by {digits(one.step)}" if one.step else "")


def expected(reads: str) -> list[str]:
    """`fraction 0.3` of the table is the exact 3/10."""
    each = [one.strip() for one in reads.split(";") if one.strip()]
    return [f"fraction {Fraction(one.split()[1])}" if one.startswith("fraction") else one for one in each]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["phrase"])
def test_a_phrase_is_read_as_the_table_says(row: dict[str, str]) -> None:
    assert [worded(one) for one in read(row["phrase"])] == expected(row["reads"])


def test_the_table_holds_at_least_sixty_phrases_of_each_language_and_none_twice() -> None:
    for language in ("en", "zh"):
        phrases = [row["phrase"] for row in PHRASES if row["language"] == language]
        assert len(phrases) >= 60 and len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["phrase"])
def test_a_number_stands_where_it_says_it_stands(row: dict[str, str]) -> None:
    text = f"前文 before: {row['phrase']}"
    found = read(text)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.integers(1, 10**15))
def test_digits_in_groups_say_what_was_written(number: int) -> None:
    for text in (f"{number:,} papers", f"共{number:,}篇"):
        (one,) = read(text)
        assert one.value == number


@given(st.floats(1, 1e12), st.sampled_from(["en", "zh"]))
def test_what_the_book_writes_in_three_digits_is_read_within_half_a_step(number: float, language: str) -> None:
    (one,) = read(numbers.about(number, language))
    assert abs(one.value - Fraction(number)) <= max(one.step, Fraction(1, 100), Fraction(number) / 200)


PIECES = [
    *"一三十百万亿两零半点成倍番翻个年第",
    *("增长", "分之", "百分之", "3", "0", "27", "1,000", "2019", ".", ",", " ", "-", "–", "%", "/"),
    *("one", "two", "twenty", "hundred", "thousand", "million", "and", "a", "half", "third"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_text_however_odd_stops_the_reader(pieces: list[str]) -> None:
    for text in ("".join(pieces), " ".join(pieces)):
        assert all(one.text == text[one.start : one.end] for one in read(text))


@given(st.integers(1, 999_999))
def test_english_words_are_read_back(number: int) -> None:
    (one,) = read(f"{english(number)} works")
    assert one.value == number


def english(number: int) -> str:
    """A number below a million in English words."""
    below = [
        *(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    ]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number >= 1000:
        return english(number // 1000) + " thousand" + (f", {english(number % 1000)}" if number % 1000 else "")
    if number >= 100:
        return below[number // 100 - 1] + " hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    if number >= 20:
        return tens[number // 10 - 2] + (f"-{below[number % 10 - 1]}" if number % 10 else "")
    return below[number - 1]


def spelt(number: int) -> str:
    """A number below 10,000 in Chinese words, written another way than it is read: place by place."""
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
        gap = digit == 0
    return words


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_chinese_words_are_read_back(high: int, low: int) -> None:
    tens_of_thousands = spelt(high) + "万" + ("零" if 0 < low < 1000 else "") + spelt(low)
    (one,) = read(f"共{tens_of_thousands}篇")
    assert one.value == high * 10_000 + low
