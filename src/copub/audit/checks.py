"""What a claim says in numbers, as a line that reads like arithmetic: `[000-T2-06] = [000-T2-05] / [000-T2-04]`.

In brackets stands a claim's number, or a fact of an edition (`[china.total_growth]`). Sides are compared with `=`, `<`, `<=`, `>`, `>=`;
a place or a phrase with `==` and `in`. Between them stand `+ - * /`, `min`, `max`, `band(low, high)`, `count(conditions)` (how many hold)
and `rank(one, all the others)` (1: the largest). The answer is yes, no, or open: the numbers as printed allow both.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
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
Value = Interval | str | list[str]
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


def may_be_equal(a: Interval, b: Interval) -> Answer:
    """Two printed numbers contradict each other only where no value rounds to both."""
    return a.meets(b)


def is_equal(printed: Interval, measured: Interval) -> Answer:
    """A measured band (right) agrees with a printed number (left) only where all of it rounds to that number."""
    return True if measured.within(printed) else None if measured.meets(printed) else False


def find(check: Check, value: Callable[[str], Value], *, equal: Equal = may_be_equal) -> Finding:
    """The answer to `check`; `value` gives what stands behind a reference."""
    values = {name: value(reference) for name, reference in check.references.items()}
    sides: list[tuple[str, Value]] = []
    answer = _condition(check.tree, _Scope(check, values, equal, sides))
    return Finding(check, answer, tuple(sides))


def every(answers: list[Answer]) -> Answer:
    """No where one is no; open where one is open; else yes."""
    return False if False in answers else None if None in answers else True


@dataclass(frozen=True)
class _Scope:
    check: Check
    values: Mapping[str, Value]
    equal: Equal
    sides: list[tuple[str, Value]]

    def note(self, node: ast.expr, value: Value) -> Value:
        if not isinstance(node, ast.Constant):
            text = re.sub(r"_\d+", lambda name: f"[{self.check.references[name[0]]}]", ast.unparse(node))
            self.sides.append((text, value))
        return value


def _condition(node: ast.expr, scope: _Scope) -> Answer:
    if not isinstance(node, ast.Compare):
        raise _refused(node, scope)
    sides = [scope.note(side, _value(side, scope)) for side in (node.left, *node.comparators)]
    return every(
        [_compare(sign, a, b, scope, node) for sign, a, b in zip(node.ops, sides[:-1], sides[1:], strict=True)]
    )


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
        return a == b
    elif isinstance(sign, ast.In | ast.NotIn) and isinstance(a, str) and isinstance(b, list):
        return (a in b) == isinstance(sign, ast.In)
    raise _refused(node, scope)


def _value(node: ast.expr, scope: _Scope) -> Value:
    match node:
        case ast.Constant(str() as text):
            return text
        case ast.Constant(int() | float() as number):
            return Interval.exactly(number)
        case ast.Name(name) if name in scope.values:
            return scope.values[name]
        case ast.List(items):
            return [str(_value(item, scope)) for item in items]
        case ast.UnaryOp(ast.USub(), operand):
            return -_number(operand, scope)
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            result: Interval = OPERATORS[type(sign)](_number(left, scope), _number(right, scope))
            return result
        case ast.Call(ast.Name("count"), conditions):
            answers = [_condition(condition, scope) for condition in conditions]
            sure = sum(answer is True for answer in answers)
            return Interval.exactly(sure) + Interval(Interval.exactly(0).low, answers.count(None))
        case ast.Call(ast.Name("rank"), [one, *others]):
            mine, rest = _number(one, scope), [_number(other, scope) for other in others]
            surely = sum(other.low > mine.high for other in rest)
            perhaps = sum(other.high > mine.low for other in rest)
            return Interval(Interval.exactly(1 + surely).low, 1 + perhaps)
        case ast.Call(ast.Name("band"), [low, high]):
            return Interval(_number(low, scope).low, _number(high, scope).high)
        case ast.Call(ast.Name("min" | "max" as which), items):
            better = min if which == "min" else max
            numbers = [_number(item, scope) for item in items]
            return reduce(lambda a, b: Interval(better(a.low, b.low), better(a.high, b.high)), numbers)
    raise _refused(node, scope)


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
