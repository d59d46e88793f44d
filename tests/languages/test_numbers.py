"""How numbers are written in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.languages import numbers


@pytest.mark.parametrize(
    ("number", "en", "zh"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (12_345, "12,345", "1.23万"),
        (84_025, "84,025", "8.4万"),
        (999_950, "1 million", "100万"),
        (1_234_567, "1.23 million", "123万"),
        (3_344_037, "3.34 million", "334万"),
        (250_000_000, "250 million", "2.5亿"),
        (99_999_999, "100 million", "1亿"),
        (7_800_000_000, "7.8 billion", "78亿"),
        (-1_234_567, "−1.23 million", "−123万"),
    ],
)
def test_about_keeps_three_digits_and_the_language_s_own_scale(number, en, zh):
    assert numbers.about(number, "en") == en
    assert numbers.about(number, "zh") == zh


@pytest.mark.parametrize("language", ["en", "zh"])
def test_exact_keeps_every_digit_in_both_languages(language):
    assert numbers.exact(3_344_037, language) == "3,344,037"
    assert numbers.exact(2.705, language, decimals=2) in {"2.70", "2.71"}


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [(0.22604, 1, "22.6%"), (0.22604, 0, "23%"), (0.0128, 2, "1.28%"), (-0.134, 1, "−13.4%")],
)
def test_a_share_becomes_a_percentage_only_in_words(share, decimals, text):
    assert numbers.percent(share, decimals=decimals) == text


@pytest.mark.parametrize(
    ("difference", "en", "zh"),
    [
        (0.064, "6.4 percentage points", "6.4个百分点"),
        (0.01, "1.0 percentage point", "1.0个百分点"),
        (-0.0003, "0.0 percentage points", "0.0个百分点"),
        (-0.0098, "−1.0 percentage point", "−1.0个百分点"),
        (-0.06, "−6.0 percentage points", "−6.0个百分点"),
    ],
)
def test_a_difference_of_shares_is_in_percentage_points(difference, en, zh):
    assert numbers.points(difference, "en") == en
    assert numbers.points(difference, "zh") == zh


@pytest.mark.parametrize(("number", "text"), [(2.916, "+2.9"), (-0.98, "−1.0"), (0.0275, "0.0"), (-0.04, "0.0")])
def test_a_signed_number_always_shows_its_direction(number, text):
    assert numbers.signed(number) == text


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a and b", "a和b"), (["a", "b", "c"], "a, b and c", "a、b和c")],
)
def test_words_in_a_row(words, en, zh):
    assert numbers.listed(words, "en") == en
    assert numbers.listed(words, "zh") == zh


@pytest.mark.parametrize(
    ("tick", "en", "zh"), [(200_000, "200,000", "20万"), (1_500_000, "1.5 million", "150万"), (0.5, "0.5", "0.5")]
)
def test_a_tick_is_short_and_exact(tick, en, zh):
    assert numbers.axis(tick, "en") == en
    assert numbers.axis(tick, "zh") == zh


SCALE = {"million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8}


@given(number=st.integers(min_value=0, max_value=10**12), language=st.sampled_from(["en", "zh"]))
def test_what_is_written_about_a_number_is_within_half_a_percent_of_it(number, language):
    text = numbers.about(number, language)
    scale = next((value for word, value in SCALE.items() if text.endswith(word)), 1)
    read = float(text.rstrip(" bilmon万亿").replace(",", "")) * scale
    assert abs(read - number) <= 0.005 * number + 1e-9
