"""Functions over a list of objects: sum, average, extremes and count of one of their fields."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from surveys.rules.expressions.arithmetic import plus
from surveys.rules.expressions.nodes import Constant, Env, Function, Node
from surveys.rules.expressions.parser import root_of
from surveys.rules.expressions.values import (
    Value,
    is_empty,
    number,
    numeric_text,
    to_float,
)

Row: TypeAlias = dict[str, Value]
_NEVER = Constant(False)


def _rows(env: Env, nodes: list[Node], condition: Node | None) -> Iterator[Row]:
    """The objects that meet the condition, which sees their own fields first."""
    source = nodes[0].evaluate(env)
    items = list(source.values()) if isinstance(source, dict) else source
    for row in items if isinstance(items, list) else []:
        env.spend()
        if not isinstance(row, dict):
            continue
        if condition is not None:
            inner = env.within(env.scope.within(row))
            is_met = _says_true(condition.evaluate(inner))
            env.steps = inner.steps
            if not is_met:
                continue
        yield row


def _condition(nodes: list[Node], position: int) -> Node | None:
    """The condition written at a place, be it bare or in quotes."""
    if len(nodes) <= position:
        return None
    node = nodes[position]
    if isinstance(node, Constant) and isinstance(node.value, str):
        return (root_of(node.value) or _NEVER) if "{" in node.value else None
    return node


def _says_true(value: Value) -> bool:
    return value is not None and to_float(value) == 1


def _field(env: Env, nodes: list[Node]) -> str:
    name = nodes[1].evaluate(env) if len(nodes) > 1 else None
    return name if isinstance(name, str) else ""


def _quantity(value: Value) -> Value:
    if isinstance(value, str):
        return numeric_text(value)
    return value if isinstance(value, (bool, int, float)) else None


def _quantities(env: Env, nodes: list[Node]) -> list[Value]:
    name = _field(env, nodes)
    found = (_quantity(row.get(name)) for row in _rows(env, nodes, _asked(nodes)[1]))
    return [value for value in found if value is not None]


def _total(values: list[Value]) -> Value:
    total: Value = 0
    for value in values:
        total = plus(total, value)
    return total


def _sum(env: Env, nodes: list[Node]) -> Value:
    return _total(_quantities(env, nodes)) if nodes else 0


def _avg(env: Env, nodes: list[Node]) -> Value:
    values = _quantities(env, nodes) if nodes else []
    return number(to_float(_total(values)) / _count(env, nodes)) if values else 0


def _count(env: Env, nodes: list[Node]) -> Value:
    if not nodes:
        return 0
    name = _field(env, nodes)
    return sum(1 for row in _rows(env, nodes, _asked(nodes)[1]) if not is_empty(row.get(name)))


def _extreme(is_better: Callable[[float, float], bool]) -> Function:
    """The best value of a field, or what another field of that object says."""

    def call(env: Env, nodes: list[Node]) -> Value:
        if not nodes:
            return None
        name = _field(env, nodes)
        wanted, condition = _asked(nodes)
        best, best_row = None, None
        for row in _rows(env, nodes, condition):
            value = _quantity(row.get(name))
            if value is not None and (best is None or is_better(value, best)):
                best, best_row = value, row
        return best_row.get(wanted) if wanted is not None and best_row else best

    return call


def _asked(nodes: list[Node]) -> tuple[str | None, Node | None]:
    """The third argument is a condition if it reads like one, else the field to return."""
    if len(nodes) < 3:
        return None, None
    third = nodes[2]
    if isinstance(third, Constant) and isinstance(third.value, str) and "{" not in third.value:
        return third.value, _condition(nodes, 3)
    return None, _condition(nodes, 2)


ARRAY_FUNCTIONS: dict[str, Function] = {
    "sumInArray": _sum,
    "avgInArray": _avg,
    "countInArray": _count,
    "minInArray": _extreme(lambda value, best: value < best),
    "maxInArray": _extreme(lambda value, best: value > best),
}
