"""What a claim says in numbers, as a line that reads like arithmetic: `[000-T2-06] = [000-T2-05] / [000-T2-04]`.

In brackets stands a claim's number, or a fact of an edition (`[china.total_growth]`). Sides are compared with `=`, `<`, `<=`, `>`, `>=`;
a place or a phrase with `==` and `in`, a list of them as a set. Between them stand `+ - * /`, `min`, `max`, `band(low, high)`,
`count(conditions)` (how many hold), `rank(one, all the others)` (1: the largest) and `way(before, after)` (`rose`, `fell` or `held`).
The answer is yes, no, or open: the numbers as printed allow both.

A family is one number for each of several places: `family("US", [three-blocs.us_total_last], …)`, or what stands behind a reference.
It is reckoned with and compared member by member, with another family over the members that both have; a comparison holds when it holds
for each. `count(comparison)` says for how many it holds, `where(comparison)` for which; `largest(family)` and `smallest(family)` name who
can be it, or who of `largest(family, places)`; `ordered(places, family)` says whether the places stand from the largest to the smallest.
A member whose number is absent, or would be divided by zero, is left out; where none is left, there is nothing to compare.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

from copub.audit.intervals import Interval
from copub.errors import CopubError

REFERENCE = re.compile(r'\[([^\]"]+)\]')
PRINTED_EQUAL = re.compile(r"(?<![<>=!])=(?!=)")
OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
SIGNS = {ast.Eq: "=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}

Answer = bool | None
Family = dict[str, Interval]
Value = Interval | str | list[str] | Family
Equal = Callable[[Interval, Interval], Answer]


@dataclass(frozen=True)
class Check:
    """A line, its tree, and the numbers that it rests on, by the name each has in the tree."""

    text: str
    tree: ast.expr
    references: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> "Check":
        """Raises `CopubError` for a line that cannot be read."""
        references: dict[str, str] = {}

        def named(match: re.Match[str]) -> str:
            references[name := f"_{len(references)}"] = match[1]
            return name

        line = PRINTED_EQUAL.sub("==", REFERENCE.sub(named, text))
        try:
            return cls(text, ast.parse(line, mode="eval").body, references)
        except SyntaxError as error:
            raise CopubError(
                f"the check `{text}` cannot be read", where="check", do="write it as arithmetic, numbers in brackets"
            ) from error


@dataclass(frozen=True)
class Finding:
    """The answer to one check, with the values of the sides it compares."""

    check: Check
    answer: Answer
    sides: tuple[tuple[str, Value], ...]


class Absent(Exception):
    """There is nothing behind a reference; raised by who is asked for its value."""


def may_be_equal(a: Interval, b: Interval) -> Answer:
    """Two printed numbers contradict each other only where no value rounds to both."""
    return a.meets(b)


def is_equal(printed: Interval, measured: Interval) -> Answer:
    """A measured band (right) agrees with a printed number (left) only where all of it rounds to that number."""
    return True if measured.within(printed) else None if measured.meets(printed) else False


def find(check: Check, value: Callable[[str], Value], *, equal: Equal = may_be_equal) -> Finding:
    """The answer to `check`; `value` gives what stands behind a reference, or raises `Absent`, which passes through."""
    sides: list[tuple[str, Value]] = []
    answer = _condition(check.tree, _Scope(check, value, equal, sides))
    return Finding(check, answer, tuple(sides))


def every(answers: list[Answer]) -> Answer:
    """No where one is no; open where one is open; else yes."""
    return False if False in answers else None if None in answers else True


@dataclass(frozen=True)
class _Scope:
    check: Check
    value: Callable[[str], Value]
    equal: Equal
    sides: list[tuple[str, Value]]

    def note(self, node: ast.expr, value: Value) -> Value:
        if not isinstance(node, ast.Constant):
            text = re.sub(r"_\d+", lambda name: f"[{self.check.references[name[0]]}]", ast.unparse(node))
            self.sides.append((text, value))
        return value


def _condition(node: ast.expr, scope: _Scope) -> Answer:
    match node:
        case ast.Call(ast.Name("ordered"), [places, members]):
            named, family = scope.note(places, _value(places, scope)), _family(members, scope)
            scope.note(members, family)
            if not isinstance(named, list) or set(named) != set(family):
                return False
            return every([_compare(ast.GtE(), family[a], family[b], scope, node) for a, b in pairwise(named)])
        case ast.Compare():
            return every(list(_answers(node, scope).values()))
    raise _refused(node, scope)


def _answers(node: ast.expr, scope: _Scope) -> dict[str, Answer]:
    """The answer of a comparison for each member of the families in it; without a family the one answer there is."""
    if not isinstance(node, ast.Compare):
        return {"": _condition(node, scope)}
    sides = [scope.note(side, _value(side, scope)) for side in (node.left, *node.comparators)]
    members = _members(*sides) if any(isinstance(side, dict) for side in sides) else [""]
    if not members:
        raise Absent(scope.check.text)
    return {
        name: every(
            [
                _compare(sign, _of(name, a), _of(name, b), scope, node)
                for sign, a, b in zip(node.ops, sides[:-1], sides[1:], strict=True)
            ]
        )
        for name in members
    }


def _of(name: str, value: Value) -> Value:
    return value[name] if isinstance(value, dict) else value


def _compare(sign: ast.cmpop, a: Value, b: Value, scope: _Scope, node: ast.expr) -> Answer:
    if isinstance(a, Interval) and isinstance(b, Interval):
        if isinstance(sign, ast.Eq):
            return scope.equal(a, b)
        if isinstance(sign, ast.Lt | ast.LtE):
            a, b = b, a
        if isinstance(sign, ast.GtE | ast.LtE):
            return True if a.low >= b.high else False if a.high < b.low else None
        if isinstance(sign, ast.Gt | ast.Lt):
            return True if a.low > b.high else False if a.high <= b.low else None
    elif isinstance(sign, ast.Eq):
        return set(a) == set(b) if isinstance(a, list) and isinstance(b, list) else a == b
    elif isinstance(sign, ast.In | ast.NotIn) and isinstance(a, str | list) and isinstance(b, list):
        named = {a} if isinstance(a, str) else set(a)
        return (named <= set(b)) == isinstance(sign, ast.In)
    raise _refused(node, scope)


def _value(node: ast.expr, scope: _Scope) -> Value:
    match node:
        case ast.Constant(str() as text):
            return text
        case ast.Constant(int() | float() as number):
            return Interval.exactly(number)
        case ast.Name(name) if name in scope.check.references:
            return scope.value(scope.check.references[name])
        case ast.List(items):
            return [str(_value(item, scope)) for item in items]
        case ast.UnaryOp(ast.USub(), operand):
            return -_number(operand, scope)
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            return _reckon(OPERATORS[type(sign)], _value(left, scope), _value(right, scope), node, scope)
        case ast.Call(ast.Name("count"), conditions):
            answers = [answer for condition in conditions for answer in _answers(condition, scope).values()]
            sure = sum(answer is True for answer in answers)
            return Interval.exactly(sure) + Interval(Interval.exactly(0).low, answers.count(None))
        case ast.Call(ast.Name("rank"), [one, *others]):
            mine, rest = _number(one, scope), [_number(other, scope) for other in others]
            surely = sum(other.low > mine.high for other in rest)
            perhaps = sum(other.high > mine.low for other in rest)
            return Interval(Interval.exactly(1 + surely).low, 1 + perhaps)
        case ast.Call(ast.Name("way"), [before, after]):
            then, now = _number(before, scope), _number(after, scope)
            return "rose" if now.low > then.high else "fell" if now.high < then.low else "held"
        case ast.Call(ast.Name("family"), parts):
            named: Family = {}
            for member, part in zip(parts[::2], parts[1::2], strict=True):
                with suppress(Absent):
                    named[str(_value(member, scope))] = _number(part, scope)
            if not named:
                raise Absent(scope.check.text)
            return named
        case ast.Call(ast.Name("where"), [condition]):
            return [name for name, answer in _answers(condition, scope).items() if answer]
        case ast.Call(ast.Name("largest" | "smallest" as which), [members, *among]):
            family = _family(members, scope)
            if among:
                family = {name: family[name] for name in _places(among[0], scope) if name in family}
            if which == "largest":
                return [name for name, one in family.items() if all(one.high >= other.low for other in family.values())]
            return [name for name, one in family.items() if all(one.low <= other.high for other in family.values())]
        case ast.Call(ast.Name("band"), [low, high]):
            return Interval(_number(low, scope).low, _number(high, scope).high)
        case ast.Call(ast.Name("min" | "max" as which), items):
            better = min if which == "min" else max
            numbers = [_number(item, scope) for item in items]
            return reduce(lambda a, b: Interval(better(a.low, b.low), better(a.high, b.high)), numbers)
    raise _refused(node, scope)


def _reckon(
    operator: Callable[[Interval, Interval], Interval], a: Value, b: Value, node: ast.expr, scope: _Scope
) -> Interval | Family:
    if isinstance(a, Interval) and isinstance(b, Interval):
        return operator(a, b)
    if any(isinstance(side, str | list) for side in (a, b)):
        raise _refused(node, scope)
    reckoned: Family = {}
    for name in _members(a, b):
        mine, other = _of(name, a), _of(name, b)
        assert isinstance(mine, Interval) and isinstance(other, Interval)
        with suppress(ZeroDivisionError):
            reckoned[name] = operator(mine, other)
    return reckoned


def _members(*sides: Value) -> list[str]:
    """The members that all families among the sides have."""
    families = [side for side in sides if isinstance(side, dict)]
    return [name for name in families[0] if all(name in family for family in families)] if families else []


def _family(node: ast.expr, scope: _Scope) -> Family:
    value = _value(node, scope)
    if not isinstance(value, dict):
        raise _refused(node, scope)
    return value


def _places(node: ast.expr, scope: _Scope) -> list[str]:
    value = _value(node, scope)
    if not isinstance(value, list):
        raise _refused(node, scope)
    return value


def _number(node: ast.expr, scope: _Scope) -> Interval:
    value = _value(node, scope)
    if not isinstance(value, Interval):
        raise _refused(node, scope)
    return value


def _refused(node: ast.expr, scope: _Scope) -> CopubError:
    return CopubError(
        f"`{ast.unparse(node)}` has no meaning in a check",
        where=f"check `{scope.check.text}`",
        do="compare numbers with = < <= > >=, words with == and in",
    )
