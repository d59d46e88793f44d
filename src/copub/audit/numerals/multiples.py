"""How both languages say that something became several times as large; more than one says it to be taken in two ways.

`增长N倍` and `N times more` add N times the old amount, which makes N+1 times; many writers mean N times. Both are kept.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from copub.audit.numerals.numeral import NUMERAL, worth

Multiple = tuple[Fraction, Fraction, Fraction | None, bool]
_GREW = "(?:增长|增加|增多|提高|提升|上升|扩大|上涨|猛增|激增|暴增|剧增|翻|增|多|高|大|快)"
_ABOUT = "(?:了|近|约|逾|超过|将近|接近|大约|至少|高达)*"
_FOLD = {
    "double": 2,
    "triple": 3,
    "treble": 3,
    "quadruple": 4,
    "quintuple": 5,
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "quintupl": 5,
}
_LARGER = r"(?:more|larger|higher|greater|faster|bigger|longer|stronger|oftener)\b"
_AS = r"(?:as|the|that|its|their|what|larger|those)\b"


def _exactly(value: Fraction, step: Fraction = Fraction(0), *, spelt: bool = False) -> Multiple:
    return value, step, None, spelt


def _times(match: re.Match[str]) -> Multiple:
    said = worth(match["n"])
    return _exactly(said.value, said.step, spelt=said.spelt)


def _added(match: re.Match[str]) -> Multiple:
    said = worth(match["n"])
    # "Grew once" can only mean twice as large.
    return said.value + 1, said.step, said.value if said.value > 1 else None, said.spelt


def _doublings(match: re.Match[str]) -> Multiple:
    return _exactly(Fraction(2 ** int(worth(match["n"] or "一").value)), spelt=True)


def _powers_of_ten(match: re.Match[str]) -> Multiple:
    count = 1 if match["n"] in ("a", "an") else int(worth(match["n"]).value)
    return _exactly(Fraction(10**count), spelt=True)


def _named(match: re.Match[str]) -> Multiple:
    return _exactly(Fraction(_FOLD[match["n"].lower()]), spelt=True)


def _twice(match: re.Match[str]) -> Multiple:
    return _exactly(Fraction(2), spelt=True)


MULTIPLES: list[tuple[str, Callable[[re.Match[str]], Multiple]]] = [
    (rf"翻{_ABOUT}(?P<n>[一二两三四五六七八九])?番", _doublings),
    (rf"{_GREW}(?!到|至|为){_ABOUT}\s?(?P<n>{NUMERAL})\s?倍", _added),
    (rf"(?P<n>{NUMERAL})\s?倍", _times),
    (r"翻倍|双倍|加倍|倍增(?!作用|效应|器)", _twice),
    (rf"(?P<n>{NUMERAL}|an?(?=\sorder))\s?(?:orders?\s+of\s+magnitude|个?数量级)", _powers_of_ten),
    (rf"\bfactors?\s+of\s+(?:about\s+|almost\s+|nearly\s+)?(?P<n>{NUMERAL})", _times),
    (rf"(?P<n>{NUMERAL})[\s-]?fold\b", _times),
    (r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)fold\b", _times),
    (rf"(?P<n>{NUMERAL})\s+times\s+{_LARGER}", _added),
    (rf"\bby\s+(?:about\s+|almost\s+|nearly\s+)?(?P<n>{NUMERAL})\s+times\b", _added),
    (rf"(?P<n>{NUMERAL})\s+times\s+{_AS}", _times),
    (rf"\btwice\s+{_AS}", _twice),
    (r"\b(?P<n>double|triple|treble|quadruple|quintuple)[sd]?\b(?![\s-]+(?:count|check|blind))", _named),
    (r"\b(?P<n>doubl|tripl|trebl|quadrupl|quintupl)ing\b(?![\s-]+(?:count|check|blind))", _named),
    (r"×\s?(?P<n>\d+(?:\.\d+)?)", _times),
    (r"(?<![\w.])(?P<n>\d+(?:\.\d+)?)\s?[×x](?!\w)", _times),
]
