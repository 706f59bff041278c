"""The parsed form of an expression: small frozen nodes that evaluate themselves in a scope."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeAlias

from surveys.rules.expressions.operators import OPERATORS, ORDERED
from surveys.rules.expressions.values import ExpressionError, Value, convert, is_empty, is_true, measured

MAX_STEPS = 50_000


class Scope(Protocol):
    """Where the names of an expression are looked up."""

    def value(self, name: str) -> Value: ...

    def within(self, row: Mapping[str, Value]) -> "Scope": ...

    def display(self, name: str, given: Value = None) -> Value: ...

    def property(self, name: str, key: str) -> Value: ...

    def comment(self, name: str, item: Value) -> Value: ...

    def is_ready(self, name: str) -> bool: ...

    def is_ordered(self, name: str) -> bool: ...


Function: TypeAlias = Callable[["Env", "list[Node]"], Value]


@dataclass(slots=True)
class Env:
    """One evaluation: its scope, its clock, its functions and what it may still spend."""

    scope: Scope
    functions: dict[str, Function]
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    display_mode: bool | None = None
    steps: int = MAX_STEPS

    def spend(self, steps: int = 1) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise ExpressionError("evaluation takes too many steps")

    def within(self, scope: Scope) -> "Env":
        """The same evaluation looking at another scope; spending is settled by the caller."""
        return Env(scope, self.functions, self.now, self.display_mode, self.steps)


class Node(ABC):
    """A piece of an expression."""

    __slots__ = ()

    @abstractmethod
    def evaluate(self, env: Env) -> Value:
        """The value of this piece, paid for out of the evaluation's steps."""

    def children(self) -> tuple["Node", ...]:
        return ()

    def walk(self) -> Iterator["Node"]:
        pending: list[Node] = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children()))


@dataclass(frozen=True, slots=True)
class Constant(Node):
    value: Value

    def evaluate(self, _env: Env) -> Value:
        return self.value


@dataclass(frozen=True, slots=True)
class Variable(Node):
    name: str
    is_raw: bool = False

    def evaluate(self, env: Env) -> Value:
        env.spend()
        value = env.scope.value(self.name)
        return value if self.is_raw else convert(value)


@dataclass(frozen=True, slots=True)
class Items(Node):
    items: tuple[Node, ...]

    def evaluate(self, env: Env) -> Value:
        found = [item.evaluate(env) for item in self.items]
        if any(isinstance(item, (list, dict)) for item in found):
            env.spend(measured(found, env.steps))  # a list that holds itself, as computed before, grows and grows
        return found

    def children(self) -> tuple[Node, ...]:
        return self.items


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Node

    def evaluate(self, env: Env) -> Value:
        return not is_true(self.operand.evaluate(env))

    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Emptiness(Node):
    operand: Node
    wanted: bool

    def evaluate(self, env: Env) -> Value:
        return is_empty(self.operand.evaluate(env)) is self.wanted

    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """Operators of one rank, applied from left to right."""

    first: Node
    rest: tuple[tuple[str, Node], ...]

    def evaluate(self, env: Env) -> Value:
        result = self.first.evaluate(env)
        left: Node | None = self.first
        for operator, operand in self.rest:
            right = operand.evaluate(env)
            env.spend(1 + _weight(result) + _weight(right))
            if isinstance(right, datetime) and result == "":
                result = env.now
            elif isinstance(result, datetime) and right == "":
                right = env.now
            if operator in ORDERED and (_is_ordered(left, env) or _is_ordered(operand, env)):
                result = ORDERED[operator](result, right)
            else:
                result = OPERATORS[operator](result, right)
            left = None
        return result

    def children(self) -> tuple[Node, ...]:
        return (self.first, *(operand for _, operand in self.rest))


def _is_ordered(node: Node | None, env: Env) -> bool:
    """Whether a node stands for a ranking, where order is the answer."""
    return isinstance(node, Variable) and env.scope.is_ordered(node.name)


def _weight(value: Value) -> int:
    if isinstance(value, (list, dict)):
        return len(value)
    return len(value) // 100 if isinstance(value, str) else 0


@dataclass(frozen=True, slots=True)
class Call(Node):
    name: str
    arguments: tuple[Node, ...]

    def evaluate(self, env: Env) -> Value:
        env.spend()
        function = env.functions.get(self.name)
        return None if function is None else function(env, list(self.arguments))

    def children(self) -> tuple[Node, ...]:
        return self.arguments
