"""The verdict on a claim against the data: do the facts of an edition say what the report says?

A source that only bounds a quantity decides nothing where the bounds straddle. The years are the edition's own: directions, ranks and
multiples are asked of them, printed counts of other years and databases are not.
"""

from collections.abc import Mapping

from copub.audit.checks import Answer, Value, every, find, is_equal
from copub.audit.claims import IS_CLAIM, Claim, Claims
from copub.audit.intervals import Interval
from copub.audit.judge import Verdict, reason_of
from copub.audit.wording import words, working_of
from copub.facts import ABSENT, BANDED, Fact

OF_ANSWER = {True: "agrees", False: "differs", None: "undecidable"}


def against_edition(claim: Claim, claims: Claims, facts: Mapping[str, Fact]) -> Verdict:
    """`agrees`, `differs`, `undecidable`, or `not-in-this-source` with the reason why the edition cannot be asked."""
    if not claim.data:
        return Verdict("not-in-this-source", "-", words(f"absent_{claim.absent}"))
    asked = list(dict.fromkeys(name for check in claim.data for name in check.references.values()))
    named = [name for name in asked if not IS_CLAIM.match(name)]
    missing = [name for name in named if name not in facts or is_absent(facts[name])]
    if missing:
        return Verdict("not-in-this-source", "-", words("missing", facts=", ".join(missing)))

    def value(name: str) -> Value:
        return claims.printed(name).values if IS_CLAIM.match(name) else value_of(facts[name])

    findings = [find(check, value, equal=is_equal) for check in claim.data]
    answer: Answer = every([finding.answer for finding in findings])
    sources = ", ".join(dict.fromkeys(facts[name].source for name in named))
    indicators = ", ".join(dict.fromkeys(facts[name].indicator for name in named))
    sentences: dict[Answer, str] = {True: "agrees", False: "differs", None: "undecidable"}
    printed = {name: claims.printed(name).text for name in asked if IS_CLAIM.match(name)}
    reason = dict(reason_of(findings, answer, sentences, printed, sources=f"{sources}: {indicators}"))
    if claim.proxy:
        reason = {"en": f"{reason['en']} {claim.proxy['en']}", "zh": f"{reason['zh']}{claim.proxy['zh']}"}
    working = tuple(working_of(finding, printed) for finding in findings)
    return Verdict(OF_ANSWER[answer], "rule", reason, working, tuple(asked))


def is_absent(fact: Fact) -> bool:
    """Whether the reason of an absence stands where the value would."""
    return fact.unit == "phrase" and str(fact.value).startswith(ABSENT)


def value_of(fact: Fact) -> Value:
    """The fact as a check takes it: a number or band, a word, or a list of places."""
    if isinstance(fact.value, str):
        return fact.value
    if isinstance(fact.value, list):
        if fact.unit not in BANDED:
            return [str(one) for one in fact.value]
        low, high = fact.value
        return Interval(Interval.exactly(float(low)).low, Interval.exactly(float(high)).high)
    return Interval.exactly(fact.value)
