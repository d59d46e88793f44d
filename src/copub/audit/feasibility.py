"""Can several printed statements be true at once? A linear programme over the numbers that were not printed.

Unknown numbers, such as the works of each year, are never negative; a printed number may take any value that rounds to it. The
statements are linear in the unknowns, so the answer is exact up to the solver's tolerance (HiGHS, through SciPy).
"""

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from copub.audit.checks import OPERATORS, SIGNS, Check
from copub.audit.intervals import Interval
from copub.errors import CopubError

YEAR = re.compile(r"([a-z]+)(\d{4})")
ZERO = Interval.exactly(0)
TOLERANCE = 1e-7


@dataclass(frozen=True)
class Linear:
    """A sum of unknowns, each times a number known within an interval, and a constant."""

    terms: dict[str, Interval]
    constant: Interval = ZERO

    def __add__(self, other: "Linear") -> "Linear":
        names = self.terms.keys() | other.terms.keys()
        terms = {name: self.terms.get(name, ZERO) + other.terms.get(name, ZERO) for name in names}
        return Linear(terms, self.constant + other.constant)

    def __sub__(self, other: "Linear") -> "Linear":
        return self + other * Linear({}, Interval.exactly(-1))

    def __mul__(self, other: "Linear") -> "Linear":
        known, unknown = (self, other) if not self.terms else (other, self)
        if known.terms:
            raise CopubError("two unknowns are multiplied", where="check", do="keep the statement linear")
        factor = known.constant
        return Linear({name: value * factor for name, value in unknown.terms.items()}, unknown.constant * factor)

    def __truediv__(self, other: "Linear") -> "Linear":
        if other.terms:
            raise CopubError("an unknown divides", where="check", do="multiply both sides by it")
        return self * Linear({}, Interval.exactly(1) / other.constant)


@dataclass(frozen=True)
class Feasibility:
    """Whether all statements can hold; if so, unknowns that fulfil them; if not, statements that cannot all hold.

    Those that clash, each times a number and added up, give `residue`: unknowns, never negative, plus something positive, would be zero
    or less.
    """

    possible: bool
    example: dict[str, float]
    clash: tuple[str, ...]
    residue: dict[str, float]
    positive: float


def feasible(statements: Sequence[Check], value: Callable[[str], Interval]) -> Feasibility:
    """Solve `statements`, read as `left = right`, `<=`, `>=` (chains too), with `total(p2001, p2010)` the sum over years.

    Of statements that clash, one after the other is left out as long as the rest still clashes, so each that remains is needed.
    """
    example = _solve(statements, value)
    if example is not None:
        return Feasibility(True, example, (), {}, 0)
    clash = list(statements)
    for statement in statements:
        fewer = [other for other in clash if other is not statement]
        if _solve(fewer, value) is None:
            clash = fewer
    return Feasibility(False, {}, tuple(statement.text for statement in clash), *_added_up(clash, value))


def _solve(statements: Sequence[Check], value: Callable[[str], Interval]) -> dict[str, float] | None:
    names, matrix, limits = _inequalities(statements, value)
    if not names:
        return None if (limits < 0).any() else {}
    if linprog(np.zeros(len(names)), A_ub=matrix, b_ub=limits, bounds=(0, None), method="highs").status != 0:
        return None
    # Of all examples the most even one: the smallest unknown (one more column) as large as can be, up to the largest limit.
    even = np.block([[matrix, np.zeros((len(limits), 1))], [-np.eye(len(names)), np.ones((len(names), 1))]])
    ceiling = [(0, None)] * len(names) + [(0, float(np.abs(limits).max()))]
    objective = np.append(np.zeros(len(names)), -1.0)
    solved = linprog(objective, A_ub=even, b_ub=np.append(limits, np.zeros(len(names))), bounds=ceiling, method="highs")
    return dict(zip(names, map(float, solved.x), strict=False))


def _added_up(clash: Sequence[Check], value: Callable[[str], Interval]) -> tuple[dict[str, float], float]:
    """The proof of Farkas: factors, none negative, with which the inequalities add up to a contradiction."""
    names, matrix, limits = _inequalities(clash, value)
    factors = linprog(
        np.ones(len(limits)), A_ub=-matrix.T, b_ub=np.zeros(len(names)), A_eq=[-limits], b_eq=[1.0], bounds=(0, None)
    ).x
    factors = factors / factors.max()
    residue = dict(zip(names, map(float, matrix.T @ factors), strict=True))
    return {name: factor for name, factor in residue.items() if factor > TOLERANCE}, float(-limits @ factors)


def _inequalities(
    statements: Sequence[Check], value: Callable[[str], Interval]
) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """The statements as `matrix @ unknowns <= limits`."""
    below = [side for statement in statements for side in _at_most_zero(statement, value)]
    names = sorted({name for terms, _ in below for name in terms})
    matrix = np.array([[terms.get(name, 0.0) for name in names] for terms, _ in below])
    return names, matrix, np.array([-constant for _, constant in below])


def _at_most_zero(statement: Check, value: Callable[[str], Interval]) -> list[tuple[dict[str, float], float]]:
    """The statement as sums that may not exceed zero, each printed number at the end that is easiest to fulfil."""
    if not isinstance(statement.tree, ast.Compare):
        raise CopubError(f"`{statement.text}` compares nothing", where="check", do="write left <= right")
    sides = [_linear(side, statement, value) for side in (statement.tree.left, *statement.tree.comparators)]
    sums: list[tuple[dict[str, float], float]] = []
    for sign, left, right in zip(statement.tree.ops, sides[:-1], sides[1:], strict=True):
        written = SIGNS[type(sign)]
        if written in {"=", "<", "<="}:
            sums.append(_lowest(left - right))
        if written in {"=", ">", ">="}:
            sums.append(_lowest(right - left))
    return [one for one in sums if isfinite(one[1])]


def _lowest(difference: Linear) -> tuple[dict[str, float], float]:
    # Unknowns are never negative, so the lowest coefficient gives the lowest sum.
    return {name: float(factor.low) for name, factor in difference.terms.items()}, float(difference.constant.low)


def _linear(node: ast.expr, statement: Check, value: Callable[[str], Interval]) -> Linear:
    match node:
        case ast.Constant(int() | float() as number):
            return Linear({}, Interval.exactly(number))
        case ast.Name(name) if name in statement.references:
            return Linear({}, value(statement.references[name]))
        case ast.Name(name):
            return Linear({name: Interval.exactly(1)})
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            result: Linear = OPERATORS[type(sign)](_linear(left, statement, value), _linear(right, statement, value))
            return result
        case ast.Call(ast.Name("total"), [ast.Name(first), ast.Name(last)]):
            if (begin := YEAR.fullmatch(first)) and (end := YEAR.fullmatch(last)):
                years = range(int(begin[2]), int(end[2]) + 1)
                return Linear({f"{begin[1]}{year}": Interval.exactly(1) for year in years})
    raise CopubError(
        f"`{ast.unparse(node)}` has no meaning in a statement over unknowns",
        where=f"check `{statement.text}`",
        do="use printed numbers, unknowns such as p2010, total(p2001, p2010) and + - * /",
    )
