"""What a numeral is worth: `1,234.5`, `75.6万`, `3.34 million`, `one hundred and five`, `两千三百`."""

import re
from dataclasses import dataclass
from fractions import Fraction

from text_to_num import text2num

# Chinese print often groups digits by a plain space; elsewhere that may as well be two numbers, so a counted thing has to follow.
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?(?=\s?[万亿篇件家人个项种名])"
DIGITS = rf"(?:{_SPACED}|\d{{1,3}}(?:[,\u00a0\u2009\u202f]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "亿": 10**8,
}
SCALE = (
    r"(?:\s?(?:hundred|thousand|million|billion|trillion)\b|\s?[十百千]?万亿|\s?[十百千]?[万亿]|\s?[百千](?![分克米]))"
)
SCALED = rf"(?:{DIGITS}\s?亿\s?{DIGITS}\s?万|{DIGITS}{SCALE}?)"
_BELOW_TEN = "one|two|three|four|five|six|seven|eight|nine"
_BELOW_HUNDRED = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
    rf"(?:[\s-](?:{_BELOW_TEN})\b)?"
    r"|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
    rf"|(?:{_BELOW_TEN})\b)"
)
_BELOW_THOUSAND = rf"(?:(?:(?:{_BELOW_TEN})|a)\shundred\b(?:\s(?:and\s)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_MANY = r"\s(?:thousand|million|billion)\b"
# "Millions" and "a dozen" say no number.
ENGLISH = (
    rf"(?:\b(?:a(?={_MANY})|{_BELOW_THOUSAND}){_MANY}(?:,?\s(?:and\s)?{_BELOW_THOUSAND}(?!{_MANY}))?"
    rf"|\b{_BELOW_THOUSAND}|\bzero\b)"
)
CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CHINESE_POWERS = {"十": 10, "百": 100, "千": 1000}
# 三四个 is three or four.
CHINESE = (
    r"(?:(?![一二三四五六七八九]{2,3}(?![零〇一二两三四五六七八九十百千万亿]))"
    r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?)"
)
NUMERAL = rf"(?:{SCALED}|{ENGLISH}|{CHINESE})"


@dataclass(frozen=True)
class Worth:
    """What a numeral says: its value and one unit of its last place; a word is exact, step 0."""

    value: Fraction
    step: Fraction
    spelt: bool


def worth(numeral: str) -> Worth:
    """The worth of what `NUMERAL` matches."""
    if not numeral[0].isdigit():
        words = re.sub(r"\s+", " ", numeral.lower().replace(",", ""))
        return Worth(_chinese(words) if words[0] in CHINESE_WORDS else _english(words), Fraction(0), spelt=True)
    value = step = Fraction(0)
    for digits, scale in re.findall(
        rf"({DIGITS})\s?([a-z]+|[十百千万亿]*)", re.sub(r"(?<=\d) (?=\d)", "", numeral.lower())
    ):
        plain = re.sub(r"[^\d.]", "", digits)
        step = Fraction(1, 10 ** len(plain.partition(".")[2])) * scale_of(scale)
        value += Fraction(plain) * scale_of(scale)
    return Worth(value, step, spelt=False)


CHINESE_WORDS = {*CHINESE_DIGITS, *CHINESE_POWERS, "万", "亿"}


def scale_of(words: str) -> int:
    """What a scale multiplies by: `million`, `百万`, `万亿`; without one, 1."""
    if words in SCALES:
        return SCALES[words]
    product = 1
    for sign in words:
        product *= SCALES.get(sign, CHINESE_POWERS.get(sign, 1))
    return product


def _english(words: str) -> Fraction:
    return Fraction(text2num(re.sub(r"\ba (?=hundred|thousand|million|billion)", "one ", words), "en"))


def _chinese(words: str) -> Fraction:
    whole, _, decimals = words.partition("点")
    after = Fraction(int("".join(str(CHINESE_DIGITS[sign]) for sign in decimals) or 0), 10 ** len(decimals))
    if all(sign in CHINESE_DIGITS for sign in whole):  # read digit by digit, like a year
        return int("".join(str(CHINESE_DIGITS[sign]) for sign in whole)) + after
    return _chinese_whole(whole) + after


def _chinese_whole(words: str) -> Fraction:
    for scale in ("亿", "万"):
        above, found, below = words.rpartition(scale)
        if found:
            return _chinese_whole(above or "一") * SCALES[scale] + _chinese_whole(below)
    total, digit = 0, None
    for sign in words:
        if sign in CHINESE_POWERS:
            # 十二 needs no 一 before its ten.
            total, digit = total + (1 if digit in (None, 0) else digit) * CHINESE_POWERS[sign], None
        else:
            digit = CHINESE_DIGITS[sign]
    return Fraction(total + (digit or 0))
