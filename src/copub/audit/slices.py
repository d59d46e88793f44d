"""The lines of a notebook that make a value: those that give its names their values, and what these in turn rest on.

The code is read, not run. Of both branches of a condition, both are taken; of several assignments to a name, those that can have been
the last before the value was needed.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

CHANGING = {"append", "extend", "update", "add", "insert", "setdefault"}
# What a query of pandas takes from around it.
QUERIED = re.compile(r"@([A-Za-z_]\w*)")
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LOOPS = (ast.For, ast.While)
FUNCTIONS = (ast.FunctionDef, ast.Lambda)
PARTS = ("body", "orelse", "finalbody")


@dataclass(frozen=True)
class Owner:
    """A compound statement around another: which, and which of its parts."""

    number: int
    part: str
    is_loop: bool


@dataclass(frozen=True)
class Statement:
    """A simple statement, or the head of a compound one: its lines in its cell, the names it needs and those it gives a value.

    `settles` says whether what the names held before is gone; `owners` are the compound statements around it, outermost first.
    """

    number: int
    cell: int
    first: int
    last: int
    needs: frozenset[str]
    gives: frozenset[str]
    settles: bool
    owners: tuple[Owner, ...]
    repeats: bool

    def holds(self, cell: int, line: int) -> bool:
        """Whether a line of a cell is one of its lines."""
        return self.cell == cell and self.first <= line <= self.last

    def same_round(self, other: "Statement") -> bool:
        """Whether each run of this statement belongs to one run of `other`: every loop around it is around `other` as well."""
        loops = {owner.number for owner in self.owners if owner.is_loop}
        return not self.repeats and loops <= {owner.number for owner in other.owners}


class Program:
    """The code of a notebook, by the number of the cell; what cells of `parameters` assign is given, and not looked into."""

    def __init__(self, cells: Mapping[int, str], parameters: frozenset[int] = frozenset()) -> None:
        self.statements: list[Statement] = []
        self.parameters = parameters
        for cell, source in cells.items():
            self._read(_code(source).body, cell, ())

    def at(self, cell: int, line: int) -> Statement | None:
        """The innermost statement on a line of a cell."""
        return next((one for one in reversed(self.statements) if one.holds(cell, line)), None)

    def slice(self, value: Statement) -> list[Statement]:
        """The statement and all that it rests on, in order."""
        found: dict[int, Statement] = {}
        waiting = [value]
        while waiting:
            statement = waiting.pop()
            if statement.number in found:
                continue
            found[statement.number] = statement
            waiting += [self.statements[owner.number] for owner in statement.owners]
            if statement.cell not in self.parameters:
                waiting += [giver for name in statement.needs for giver in self._givers(name, statement)]
        return [found[number] for number in sorted(found)]

    @cached_property
    def _giving(self) -> dict[str, list[Statement]]:
        giving: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for name in statement.gives:
                giving.setdefault(name, []).append(statement)
        return giving

    def _givers(self, name: str, user: Statement) -> Iterator[Statement]:
        """The assignments that can have been the last to `name` before `user` ran."""
        givers = self._giving.get(name, [])
        for giver in reversed([one for one in givers if one.number < user.number]):
            if not _exclude(giver, user):
                yield giver
                if giver.settles and _surely_before(giver, user):
                    break
        # The round before, where both stand in the same loop.
        loops = {owner.number for owner in user.owners if owner.is_loop}
        for giver in givers:
            if giver.number >= user.number and loops & {owner.number for owner in giver.owners}:
                yield giver

    def _read(self, body: list[ast.stmt], cell: int, owners: tuple[Owner, ...]) -> None:
        for node in body:
            parts = [part for part in PARTS if getattr(node, part, None)] if not isinstance(node, FUNCTIONS) else []
            number = len(self.statements)
            head = _head(node) if parts else [node]
            last = max((getattr(one, "end_lineno", node.lineno) for one in head), default=node.lineno)
            gives, settles = _given(node)
            self.statements.append(
                Statement(
                    number=number,
                    cell=cell,
                    first=node.lineno,
                    last=last,
                    needs=frozenset(name for one in head for name in _needed(one)),
                    gives=frozenset(gives),
                    settles=settles,
                    owners=owners,
                    repeats=any(isinstance(inner, COMPREHENSIONS) for one in head for inner in ast.walk(one)),
                )
            )
            for part in parts:
                self._read(getattr(node, part), cell, (*owners, Owner(number, part, isinstance(node, LOOPS))))


def _code(source: str) -> ast.Module:
    """The code of a cell; a line for the notebook's shell is none."""
    return ast.parse("\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n")))


def _head(node: ast.stmt) -> list[ast.expr]:
    """What the first line of a compound statement says."""
    match node:
        case ast.For():
            return [node.iter]
        case ast.While() | ast.If():
            return [node.test]
        case ast.With():
            return [item.context_expr for item in node.items]
    return []


def _given(node: ast.stmt) -> tuple[set[str], bool]:
    """The names that a statement gives a value, and whether what they held before is gone."""
    match node:
        case ast.Assign() | ast.For():
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            return _targets(targets), all(isinstance(one, ast.Name | ast.Tuple | ast.List) for one in targets)
        case ast.AnnAssign():
            return _targets([node.target]), isinstance(node.target, ast.Name)
        case ast.AugAssign():
            return _targets([node.target]), False
        case ast.With():
            return _targets([item.optional_vars for item in node.items if item.optional_vars]), True
        case ast.FunctionDef():
            return {node.name}, True
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=attr, value=ast.Name(id=name)))) if attr in CHANGING:
            return {name}, False
    return set(), False


def _targets(targets: list[ast.expr]) -> set[str]:
    """The names of targets; `table["column"] = …` changes `table`."""
    found = set()
    for target in targets:
        for inner in ast.walk(target):
            if isinstance(inner, ast.Name) and (isinstance(inner.ctx, ast.Store) or inner is _root(target)):
                found.add(inner.id)
    return found


def _root(target: ast.expr) -> ast.expr:
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return target


def _needed(node: ast.AST) -> set[str]:
    """The names that an expression or a statement takes from around it; a call on a name for its effect does not take that name."""
    inside = list(ast.walk(node))
    own = {
        name.id
        for one in inside
        if isinstance(one, ast.comprehension)
        for name in ast.walk(one.target)
        if isinstance(name, ast.Name)
    }
    own |= {
        argument.arg
        for one in inside
        if isinstance(one, FUNCTIONS)
        for argument in ast.walk(one.args)
        if isinstance(argument, ast.arg)
    }
    if isinstance(node, ast.FunctionDef):
        own |= {one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        inside = [one for one in inside if one is not _root(node.value.func)]
    used = {one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
    texts = [one.value for one in inside if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    asked = {name for text in texts for name in QUERIED.findall(text)}
    again = {node.target.id} if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) else set()
    return (used - own) | asked | again


def _exclude(giver: Statement, user: Statement) -> bool:
    """Whether the two stand in different branches of one condition."""
    parts = {owner.number: owner.part for owner in user.owners if not owner.is_loop}
    return any(parts.get(owner.number, owner.part) != owner.part for owner in giver.owners)


def _surely_before(giver: Statement, user: Statement) -> bool:
    """Whether an assignment runs whenever `user` does, and before it."""
    return giver.owners == user.owners[: len(giver.owners)]
