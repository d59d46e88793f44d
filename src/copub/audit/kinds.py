"""What kind of rule finds a claim inconsistent, told from the line that fails."""

import ast
from collections.abc import Iterator

from copub.audit.checks import Check, find
from copub.audit.claims import Claim, Claims

RANKED = {"rank": "rank", "count": "count"}
CALCULATED = ((ast.Div, "ratio"), (ast.Add, "sum"))


def kind_of_rule(claim: Claim, claims: Claims) -> str:
    """One of `joint`, `rank`, `count`, `order`, `ratio`, `sum`, `twice`: of the first line of the claim that does not hold.

    `joint`: statements that cannot all hold; `rank` and `count`: a place among printed numbers, how many of them do something; `order`:
    larger or smaller; `ratio` and `sum`: an equation; `twice`: the same number, printed differently in two places.
    """
    for reading in claim.readings:
        if reading.together:
            return "joint"
        for check in reading.check:
            if find(check, lambda name: claims.printed(name).values).answer is False:
                return _kind(check)
    return "-"


def _kind(check: Check) -> str:
    parts = list(ast.walk(check.tree))
    called = next((RANKED[name] for name in _called(parts) if name in RANKED), "")
    if called:
        return called
    if isinstance(check.tree, ast.Compare) and not isinstance(check.tree.ops[0], ast.Eq):
        return "order"
    return next((kind for sign, kind in CALCULATED if any(isinstance(part, sign) for part in parts)), "twice")


def _called(parts: list[ast.AST]) -> Iterator[str]:
    return (part.func.id for part in parts if isinstance(part, ast.Call) and isinstance(part.func, ast.Name))
