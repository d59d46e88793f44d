"""Does a headline survive other defensible choices? The same number, and the answer to the same check, under each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copub.audit.checks import Answer, Check, Value, every, find
from copub.audit.choices import CHOICES
from copub.audit.headlines import HERE, Headline
from copub.audit.intervals import Interval
from copub.facts import Fact
from copub.recount import Desk, NotThere, Recounted, recount_one
from copub.recount.variants import ScopusPairs, Unable

Counted = dict[str, Recounted]


@dataclass(frozen=True)
class Named:
    """A choice by the id of its words and by what they speak of."""

    words: str
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Alternative:
    """A headline under a choice: its number (a band `[low, high]` where only bounds are known, None where there is none), and whether
    its sentence holds."""

    choice: Named
    value: Any
    answer: Answer


@dataclass(frozen=True)
class Strip:
    """A headline of an edition under every choice: those that could be made, those that change nothing it rests on (`idle`), and those
    that could not be made, each with the id of the reason. Without a number of the edition's own there is nothing to compare."""

    headline: Headline
    own: Fact | None
    answer: Answer = None
    alternatives: Sequence[Alternative] = ()
    idle: Sequence[Named] = ()
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """`robust` only where the sentence holds here and under every choice that could be asked, and one could."""
        answers = [one.answer for one in self.alternatives]
        if self.own is None:
            return "absent"
        if self.answer is not True:
            return "unsupported" if self.answer is False else "untold"
        if not answers:
            return "untested"
        return "not_robust" if False in answers else "open" if None in answers else "robust"

    @property
    def against(self) -> list[Alternative]:
        """The choices that decide the verdict: those under which the sentence does not hold, or else cannot be told."""
        return [
            one for one in self.alternatives if one.answer is {"not_robust": False, "open": None}.get(self.verdict, "")
        ]


def strip_of(headline: Headline, facts: Mapping[str, Fact], desk: Desk) -> Strip:
    """The strip of a headline in the edition of `facts`, whose desk is `desk`."""
    own = facts.get(headline.fact)
    if own is None or isinstance(own.value, str):
        return Strip(headline, None)
    here = {name: fact.value for name, fact in facts.items()}
    alternatives, idle, refused = [], [], {}
    for name in CHOICES:
        try:
            found = _under(name, headline, here, desk)
        except Unable as why:
            refused[name] = why.reason
        except NotThere:
            refused[name] = "never.not_there"
        else:
            if isinstance(found, Alternative):
                alternatives.append(found)
            else:
                idle.append(found)
    return Strip(headline, own, _answer(headline.check, here.get, here), alternatives, idle, refused)


def _under(name: str, headline: Headline, here: Mapping[str, Any], desk: Desk) -> Alternative | Named:
    """The headline under a choice; its name alone where the number does not rest on what is chosen."""
    choice, other = CHOICES[name](desk), headline.elsewhere.get(name)
    if other and other.fact in here:
        return Alternative(Named(f"{name}-elsewhere"), here[other.fact], _answer(other.check, here.get, here))
    named = Named(choice.words, choice.parts)
    counted = [_counted(headline, _allowing(one, headline)) for one in choice.desks]
    if all(one == _counted(headline, choice.without) for one in counted):
        return named
    values = {slot: _between([one[slot].value for one in counted]) for slot in headline.slots}
    number = values[headline.fact]
    return Alternative(named, None if isinstance(number, str) else number, _answer(headline.check, values.get, here))


def _counted(headline: Headline, desk: Desk) -> Counted:
    return {slot: recount_one(desk, slot) for slot in headline.slots}


def _allowing(desk: Desk, headline: Headline) -> Desk:
    if isinstance(desk, ScopusPairs):
        desk.ends_only = headline.ends_only
    return desk


def _between(values: list[Any]) -> Any:
    """What all desks of a choice say; the band between numbers; None where words differ."""
    if all(value == values[0] for value in values):
        return values[0]
    numbers = [value for value in values if isinstance(value, int | float)]
    return [min(numbers), max(numbers)] if len(numbers) == len(values) else None


def _answer(checks: Sequence[Check], value: Callable[[str], Any], here: Mapping[str, Any]) -> Answer:
    """Whether all lines hold; open where a number is missing."""

    def of(name: str) -> Any:
        return here.get(name.removeprefix(HERE)) if name.startswith(HERE) else value(name)

    if any(of(name) is None for check in checks for name in check.references.values()):
        return None
    return every([find(check, lambda name: _as_value(of(name)), equal=alike).answer for check in checks])


def alike(a: Interval, b: Interval) -> Answer:
    """Two numbers are the same; where one is known by its bounds only, they may be."""
    return (a == b if a.is_point and b.is_point else None) if a.meets(b) else False


def _as_value(value: Any) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if all(isinstance(end, int | float) for end in value):
            low, high = (Interval.exactly(end) for end in value)
            return Interval(low.low, high.high)
        return [str(one) for one in value]
    return Interval.exactly(value)
