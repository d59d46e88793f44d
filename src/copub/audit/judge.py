"""The verdict on a claim inside its report: are the numbers printed beside it able to be true together?"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from copub.audit.checks import Answer, Check, Finding, Value, every, find
from copub.audit.claims import Claim, Claims, Reading, Text
from copub.audit.feasibility import feasible
from copub.audit.wording import ADDED_UP, ALL_AT_ONCE, MARKS, Sum, shown, with_numbers, words, working_of

OF_ANSWER = {True: "consistent", False: "inconsistent", None: "ambiguous"}


@dataclass(frozen=True)
class Verdict:
    """What is found, who found it (`rule`, `hand` or nobody), why, with the sums written out and the numbers they rest on."""

    verdict: str
    by: str
    reason: Text
    working: tuple[Sum, ...] = ()
    rests_on: tuple[str, ...] = ()


def judge(claim: Claim, claims: Claims) -> Verdict:
    """By rule where the claim says what must hold; else as a reader judged it, saying why no rule does."""
    if not claim.readings:
        return _by_hand(claim)
    judged = [_read(reading, claims) for reading in claim.readings]
    answers = [answer for answer, _, _ in judged]
    answer = answers[0] if len(set(answers)) == 1 else None
    if len(judged) == 1:
        reason = judged[0][1]
    elif len(set(answers)) == 1:
        reason = words("readings_agree", verdict=_named(OF_ANSWER[answer]))
    else:
        outcomes = [
            {language: f"{reading.name[language]}: {_named(OF_ANSWER[one])[language]}" for language in reading.name}
            for reading, one in zip(claim.readings, answers, strict=True)
        ]
        reason = words("readings_differ", outcomes=_joined(outcomes))
    return Verdict(
        OF_ANSWER[answer],
        "rule",
        reason,
        tuple(
            replace(line, reading=reading.name if len(judged) > 1 else {})
            for reading, (_, _, working) in zip(claim.readings, judged, strict=True)
            for line in working
        ),
        _references([check for reading in claim.readings for check in (*reading.check, *reading.together)]),
    )


def confusion(claims: Claims) -> Counter[tuple[str, str]]:
    """How often a reader's verdict (first) met a rule's (second; `no rule` where the claim has none)."""
    pairs = [
        (claim.hand, judge(claim, claims).verdict if claim.readings else "no rule") for claim in claims.by_id.values()
    ]
    return Counter(pairs)


def reason_of(
    findings: Sequence[Finding],
    answer: Answer,
    sentences: Mapping[Answer, str],
    printed: Mapping[str, str],
    **parts: str,
) -> Text:
    """The sentence for an answer, with the lines that decide it and the numbers in them as `printed`."""
    deciding = [with_numbers(finding.check.text, printed) for finding in findings if finding.answer is answer]
    return words(sentences[answer], lines="; ".join(deciding), **parts)


def _read(reading: Reading, claims: Claims) -> tuple[Answer, Text, list[Sum]]:
    if reading.together:
        return _together(reading.together, claims)
    findings = [find(check, _values(claims)) for check in reading.check]
    answer = every([finding.answer for finding in findings])
    printed = _printed(reading.check, claims)
    sentences: dict[Answer, str] = {True: "holds", False: "fails", None: "open"}
    return (
        answer,
        reason_of(findings, answer, sentences, printed),
        [working_of(finding, printed) for finding in findings],
    )


def _together(statements: Sequence[Check], claims: Claims) -> tuple[Answer, Text, list[Sum]]:
    printed = _printed(statements, claims)
    found = feasible(statements, lambda name: claims.printed(name).values)
    if not found.possible:
        clash = [Sum(ALL_AT_ONCE, line, with_numbers(line, printed)) for line in found.clash]
        numbers = "; ".join(with_numbers(line, printed) for line in found.clash)
        left = [f"{shown(factor)} * {name}" for name, factor in found.residue.items()]
        added_up = f"{' + '.join([*left, shown(found.positive)])} <= 0"
        return False, words("cannot_all_hold", lines=numbers), [*clash, Sum(ADDED_UP, "", added_up)]
    example = ", ".join(f"{name} = {shown(number)}" for name, number in sorted(found.example.items()))
    held = [Sum(ALL_AT_ONCE, statement.text, with_numbers(statement.text, printed)) for statement in statements]
    return True, words("can_all_hold"), [*held, Sum(MARKS[True], "", example)]


def _by_hand(claim: Claim) -> Verdict:
    if claim.hand == "unchecked":
        return Verdict("unchecked", "-", words("unchecked"))
    reason = claim.why or words(f"kept_{claim.kept}", verdict=_named(claim.hand))
    return Verdict(claim.hand, "hand", reason)


def _printed(checks: Sequence[Check], claims: Claims) -> dict[str, str]:
    return {name: claims.printed(name).text for name in _references(checks)}


def _values(claims: Claims) -> Callable[[str], Value]:
    return lambda name: claims.printed(name).values


def _references(checks: Sequence[Check]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for check in checks for name in check.references.values()))


def _named(verdict: str) -> Text:
    return words(f"verdict_{verdict}")


def _joined(texts: Sequence[Text]) -> Text:
    return {"en": "; ".join(text["en"] for text in texts), "zh": "；".join(text["zh"] for text in texts)}
