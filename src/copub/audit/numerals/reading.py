"""Every number of a text, in order. What is only a pronoun or an article (one, 一) is left aside by its rule, never by guess.

The rules stand in order of what they claim: a rule never reads inside what an earlier one has read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from copub.audit.numerals.multiples import MULTIPLES, Multiple
from copub.audit.numerals.numeral import CHINESE, DIGITS, ENGLISH, NUMERAL, SCALE, SCALED, worth
from copub.audit.numerals.quantity import Kind, Quantity

FULL_WIDTH = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．％＋", "0123456789.%+", strict=True)}
READ = "\0"
DASH = r"(?:-|–|—|~|～|−|至|到|\bto\b)"
SIGN = r"(?:(?P<sign>[+−]|(?<![\w.%)\s])-|(?<=\s)-(?=\d))\s?)?"
YEAR = r"(?:1[5-9]|20)\d\d"
# May and March are also a verb and a noun.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = "|".join(rf"{name}(?=\s\d)" if name in ("March", "May") else name for name in MONTHS)
PARTS = {"half": 2, "halve": 2, "quarter": 4, "hundredth": 100} | {
    name: part
    for part, name in enumerate(("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 3)
}
# Twenty-third is an ordinal, two thirds are not.
NUMERATOR = "one|two|three|four|five|six|seven|eight|nine"
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)
# Chinese number words are quantities before a classifier or a noun that is counted without one.
COUNTED = (
    "[个篇国年种项所次类张位名家条行列页段节章地者大方层套份组对批步点部句格本版门期天月日人字档块样处遍面周轮栏区州洲级代幅]"
    "|成员|学科|领域|作者|集团|世纪|倍"
)

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Quantity]]]


def read(text: str) -> list[Quantity]:
    """The quantities of `text`, English, Chinese or both, by place. Full-width digits are digits."""
    left = re.sub(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))", ",", text).translate(FULL_WIDTH)
    found: list[Quantity] = []
    for pattern, reader in RULES:
        for match in pattern.finditer(left):
            found += [replace(one, text=text[one.start : one.end]) for one in reader(match)]
        left = pattern.sub(lambda match: READ * len(match[0]), left)
    return sorted(found, key=lambda one: one.start)


def _at(match: re.Match[str], kind: Kind, numeral: str, *, group: int | str = 0, per: int = 1) -> Quantity:
    said = worth(numeral)
    step = Fraction(0) if kind == "year" else said.step / per
    sign = (match.groupdict().get("sign") or "").replace("−", "-")
    return Quantity(*match.span(group), "", kind, said.value / per, step, spelt=said.spelt, sign=sign)


def _exact(
    match: re.Match[str], kind: Kind, value: Fraction | int, *, group: int | str = 0, spelt: bool = False
) -> Quantity:
    return Quantity(*match.span(group), "", kind, Fraction(value), spelt=spelt)


def _nothing(match: re.Match[str]) -> list[Quantity]:
    return []


def _measured(kind: Kind, per: int) -> Callable[[re.Match[str]], list[Quantity]]:
    """A number with its unit, and before it the other end of a range, which shares the unit."""

    def reader(match: re.Match[str]) -> list[Quantity]:
        low = [_at(match, kind, match["low"], group="low", per=per)] if match["low"] else []
        high = _at(match, kind, match["n"], group="n", per=per)
        return [*low, replace(high, end=match.end())]

    return reader


def _measure(unit: str, kind: Kind, per: int = 1) -> tuple[str, Callable[[re.Match[str]], list[Quantity]]]:
    low = rf"(?:(?!{YEAR}(?![\d.,]))(?P<low>{NUMERAL})\s?(?:{unit})?\s?{DASH}\s?)?"
    return rf"(?<![A-Za-z\d.]){SIGN}{low}(?P<n>{NUMERAL})[\s-]?(?:{unit})", _measured(kind, per)


def _scaled_range(match: re.Match[str]) -> list[Quantity]:
    scale = match["scale"].strip()
    return [
        _at(match, "count", f"{match['low']} {scale}", group="low"),
        _at(match, "count", f"{match['n']} {scale}", group="n"),
    ]


def _multiple(reader: Callable[[re.Match[str]], Multiple]) -> Callable[[re.Match[str]], list[Quantity]]:
    def one(match: re.Match[str]) -> list[Quantity]:
        value, step, intended, spelt = reader(match)
        return [Quantity(*match.span(), "", "multiple", value, step, intended, spelt=spelt)]

    return one


def _part(match: re.Match[str]) -> list[Quantity]:
    numerator = 1 if match["n"].lower() in ("a", "an") else worth(match["n"]).value
    return [_exact(match, "fraction", Fraction(numerator) / PARTS[match["part"].lower().removesuffix("s")], spelt=True)]


def _chinese_part(match: re.Match[str]) -> list[Quantity]:
    whole = worth(match["of"]).value
    return [_exact(match, "fraction", worth(match["n"]).value / whole, spelt=True)] if whole else []


def _tenths(match: re.Match[str]) -> list[Quantity]:
    more = 5 if match["more"] == "半" else worth(match["more"]).value if match["more"] else 0
    return [_exact(match, "fraction", worth(match["n"]).value / 10 + Fraction(more) / 100, spelt=True)]


def _years(match: re.Match[str]) -> list[Quantity]:
    first, last = int(match["first"]), match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return [_exact(match, "year", first, group="first"), _exact(match, "year", end, group="last")]


def _date(match: re.Match[str]) -> list[Quantity]:
    year = _exact(match, "year", int(match["y"]), group="y")
    return [year, *(_exact(match, "count", int(match[group]), group=group) for group in ("m", "d"))]


def _numbered(kind: Kind) -> Callable[[re.Match[str]], list[Quantity]]:
    return lambda match: [_at(match, kind, match["n"])]


def _ordinal_word(match: re.Match[str]) -> list[Quantity]:
    tens = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}.get((match["tens"] or "").lower(), 0)
    return [_exact(match, "ordinal", tens + ORDINALS.index(match["n"].lower()) + 1, spelt=True)]


def _fixed(kind: Kind, value: Fraction | int) -> Callable[[re.Match[str]], list[Quantity]]:
    return lambda match: [_exact(match, kind, value, spelt=True)]


def _named_digits(match: re.Match[str]) -> list[Quantity]:
    return [_exact(match, "name", int(match["n"]))]


def _month(match: re.Match[str]) -> list[Quantity]:
    return [_exact(match, "name", MONTHS.index(match[0]) + 1, spelt=True)]


def _decade(match: re.Match[str]) -> list[Quantity]:
    return [_exact(match, "year", (int(match["century"]) - 1) * 100 + int(match["n"]))]


def _sign_fraction(match: re.Match[str]) -> list[Quantity]:
    return [_exact(match, "fraction", Fraction(unicodedata.numeric(match[0])).limit_denominator(10))]


_RULES: list[tuple[str, Callable[[re.Match[str]], Iterable[Quantity]]]] = [
    (r"https?://\S+|\b[0-9a-f]{32,}\b|\bdoi:\S+|\b10\.\d{4,}/\S+|\bv?\d+\.\d+\.\d+(?:\.\d+)*\b", _nothing),
    (r"重复计数|十分(?!之)|千万(?=不|别|要)|(?<![零〇一二两三四五六七八九十百千\d])万一", _nothing),
    (r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _date),
    (r"(?P<century>\d\d)\s?世纪\s?(?P<n>\d0)\s?年代", _decade),
    (rf"(?<![\d.,])(?P<first>{YEAR})\s?年?\s?(?:-|–|—|/|~|～)\s?(?P<last>{YEAR}|\d\d)(?![\d.,]\d|\d|%)", _years),
    _measure(r"percentage[\s-]+points?\b|percent\s+points?\b|个?百分点", "points"),
    _measure(r"%|percent\b|per\s+cent\b", "percent", per=100),
    (rf"百分之(?P<n>{SCALED}|{CHINESE})", lambda match: [_at(match, "percent", match["n"], per=100)]),
    *((pattern, _multiple(reader)) for pattern, reader in MULTIPLES),
    (rf"(?P<of>{CHINESE}|\d+)分之(?P<n>{CHINESE}|\d+)", _chinese_part),
    (r"一半|半数|过半|减半|半壁|半(?=个|年|世纪)", _fixed("fraction", Fraction(1, 2))),
    (
        r"(?P<n>[一二两三四五六七八九]|(?<!\d)\d(?:\.\d+)?)\s?成(?P<more>[一二三四五六七八九]|半)?(?![员为果立分本功熟长就都])",
        _tenths,
    ),
    (
        rf"\b(?P<n>{NUMERATOR}|a(?=[\s-](?:half|quarter|tenth)\b)|a(?=\s(?:third|fifth)\s+of\b))[\s-](?P<part>{'|'.join(PARTS)})s?\b",
        _part,
    ),
    (r"\b(?:half|halves|halved|halving)\b", _fixed("fraction", Fraction(1, 2))),
    (r"\bhundredth\b", _fixed("fraction", Fraction(1, 100))),
    (r"[½⅓⅔¼¾⅕⅛]", _sign_fraction),
    (
        r"(?<![\d/.])(?P<n>\d)/(?P<of>[2-9]|10)(?![\d/])",
        lambda match: [_exact(match, "fraction", Fraction(int(match["n"]), int(match["of"])))],
    ),
    (rf"(?P<n>{YEAR})s\b", lambda match: [_exact(match, "year", int(match["n"]))]),
    (r"(?<![A-Za-z0-9])[A-Za-z]+[-‑]?(?P<n>\d+)(?![\d.,]*\d)[A-Za-z]*", _named_digits),
    (rf"\b(?P<n>{DIGITS})(?:st|nd|rd|th)\b", _numbered("ordinal")),
    (rf"第\s?(?P<n>{DIGITS}|{CHINESE})", _numbered("ordinal")),
    (r"(?P<n>十[一二三四五])五(?=[”\"]|规划|计划|时期|期间)", _numbered("ordinal")),
    (rf"\b(?:(?P<tens>twenty|thirty|forty|fifty)[\s-])?(?P<n>{'|'.join(ORDINALS)})\b", _ordinal_word),
    (rf"(?-i:\b(?:{MONTH}))", _month),
    (
        rf"(?<![\w.,])(?P<low>\d{{1,3}}(?:\.\d+)?)\s?{DASH}\s?(?P<n>\d{{1,3}}(?:\.\d+)?)(?P<scale>{SCALE})",
        _scaled_range,
    ),
    (rf"(?<![\d.,]){SIGN}(?P<n>{YEAR})(?![\d%]|[.,]\d|{SCALE})", _numbered("year")),
    (r"(?P<n>[零〇一二三四五六七八九]{4})(?=年)", _numbered("year")),
    (rf"(?<![\d.]){SIGN}(?P<n>{SCALED})(?!\d)", _numbered("count")),
    (rf"(?P<n>{ENGLISH})", _numbered("count")),
    (r"\btwice\b", _fixed("count", 2)),
    (
        rf"(?<![几数零〇一二两三四五六七八九十百千万亿])(?P<n>{CHINESE})(?=余|多)?(?=(?:余|多)?\s?(?:{COUNTED}))",
        _numbered("count"),
    ),
    (
        r"(?P<n>[一二两三四五六七八九]?[十百千万亿][零〇一二两三四五六七八九十百千万亿]*[一二三四五六七八九十百千万亿])(?![一-鿿])",
        _numbered("count"),
    ),
]
RULES: list[Rule] = [(re.compile(pattern, re.IGNORECASE | re.ASCII), reader) for pattern, reader in _RULES]
