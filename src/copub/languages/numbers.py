"""Numbers dressed for a language. A share is a fraction everywhere else and becomes `23.4%` only here."""

from math import floor, log10

from babel.numbers import format_decimal

LOCALES = {"en": "en", "zh": "zh_Hans_CN"}
MINUS = "−"
SCALES = {"en": ((1_000_000_000, " billion"), (1_000_000, " million")), "zh": ((100_000_000, "亿"), (10_000, "万"))}


def exact(number: float, language: str, *, decimals: int = 0) -> str:
    """Every digit, in groups of three, the same in both languages: 84025 -> `84,025`; a minus is a true minus sign."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    digits = format_decimal(number, format=pattern, locale=LOCALES[language], decimal_quantization=True)
    # What rounds to zero has no sign.
    return digits.replace("-", MINUS if any(digit in digits for digit in "123456789") else "")


def about(number: float, language: str) -> str:
    """Three significant digits, for numbers a reader wants to feel: 1234567 -> `1.23 million`, `123万`.

    English has no everyday word below a million, so 12345 stays `12,345`; Chinese has 万.
    """
    for scale, word in SCALES[language]:
        # 999,950 rounds to three digits as 1.00 million: the scale is chosen after rounding.
        if abs(_significant(number)) >= scale:
            return _three_digits(_significant(number) / scale) + word
    return exact(number, language)


def axis(number: float, language: str) -> str:
    """A tick on an axis: the shortest exact form, `1.5 million`, `150万`, `200,000`, `20万`."""
    for scale, word in SCALES[language]:
        if abs(number) >= scale:
            return (
                format_decimal(number / scale, format="#,##0.###", locale=LOCALES[language]).replace("-", MINUS) + word
            )
    return format_decimal(number, format="#,##0.###", locale=LOCALES[language]).replace("-", MINUS)


def percent(share: float, *, decimals: int = 1) -> str:
    """A fraction as a percentage, 0.2260 -> `22.6%`; written alike in both languages."""
    return f"{exact(share * 100, 'en', decimals=decimals)}%"


def points(difference: float, language: str) -> str:
    """A difference of two shares: 0.064 -> `6.4 percentage points`, `6.4个百分点`."""
    digits = exact(difference * 100, language, decimals=1)
    if language == "zh":
        return f"{digits}个百分点"
    return f"{digits} percentage point" + ("" if digits in {"1.0", MINUS + "1.0"} else "s")


def signed(number: float) -> str:
    """One decimal and always a sign: 2.9 -> `+2.9`, -1 -> `−1.0`; what rounds to zero is `0.0`."""
    digits = exact(abs(number), "en", decimals=1)
    return digits if digits == "0.0" else ("+" if number > 0 else MINUS) + digits


def listed(words: list[str], language: str) -> str:
    """Words in a row: `a, b and c`; `甲、乙和丙`."""
    if len(words) < 2:
        return "".join(words)
    comma, last = (", ", " and ") if language == "en" else ("、", "和")
    return comma.join(words[:-1]) + last + words[-1]


def _significant(number: float) -> float:
    return 0.0 if number == 0 else round(number, 2 - floor(log10(abs(number))))


def _three_digits(number: float) -> str:
    """Three significant digits without trailing zeros: 1.234 -> 1.23, 250.0 -> 250, 2.50 -> 2.5; above 1000 whole numbers."""
    return format_decimal(_significant(number), format="#,##0.##", locale="en").replace("-", MINUS)
