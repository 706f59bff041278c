"""Conditions as rows of question, operator and value, read from an expression and written as one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from surveys.rules.expressions import ExpressionError, parse
from surveys.rules.expressions.nodes import Chain, Constant, Emptiness, Items, Node, Variable

SIGNS = {
    "equal": "=",
    "notequal": "<>",
    "greater": ">",
    "greaterorequal": ">=",
    "less": "<",
    "lessorequal": "<=",
    "contains": "contains",
    "notcontains": "notcontains",
    "anyof": "anyof",
    "allof": "allof",
    "noneof": "noneof",
}
UNARY = ("empty", "notempty")
OPERATORS = (*SIGNS, *UNARY)
LISTS = frozenset({"anyof", "allof", "noneof"})


@dataclass(frozen=True, slots=True)
class Condition:
    """An answer compared with a value; `empty` and `notempty` need none."""

    name: str
    operator: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Several conditions, all of them ("and") or any ("or")."""

    rows: tuple[Condition, ...] = ()
    joined: str = "and"


def read_conditions(text: str) -> Conditions | None:
    """The rows an expression consists of, or None when it is more than rows can say."""
    if not text.strip():
        return Conditions()
    try:
        expression = parse(text)
    except ExpressionError:
        return None
    root, joined = expression.root, "and"
    parts: list[Node] = [root]
    if isinstance(root, Chain) and root.rest[0][0] in ("and", "or"):
        joined = root.rest[0][0]
        parts = [root.first, *(operand for _, operand in root.rest)]
    rows = [_row(part) for part in parts]
    if expression.is_unclosed or any(row is None for row in rows):
        return None
    return Conditions(tuple(row for row in rows if row is not None), joined)


def write_conditions(conditions: Conditions) -> str:
    """The expression that says the same."""
    return f" {conditions.joined} ".join(_written(row) for row in conditions.rows)


def can_write(row: Condition) -> bool:
    """Whether a condition survives being written: some characters have no place in an expression."""
    found = read_conditions(_written(row))
    return found is not None and found.rows == (row,)


def _row(node: Node) -> Condition | None:
    if isinstance(node, Emptiness) and isinstance(node.operand, Variable) and not node.operand.is_raw:
        return Condition(node.operand.name, "empty" if node.wanted else "notempty")
    if not isinstance(node, Chain) or len(node.rest) != 1 or node.rest[0][0] not in SIGNS:
        return None
    operator, right = node.rest[0]
    if not isinstance(node.first, Variable) or node.first.is_raw:
        return None
    if isinstance(right, Constant) and right.value is not None:
        return Condition(node.first.name, operator, right.value)
    if isinstance(right, Items) and all(isinstance(item, Constant) for item in right.items):
        values = [item.value for item in right.items if isinstance(item, Constant)]
        return Condition(node.first.name, operator, values) if None not in values else None
    return None


def _written(row: Condition) -> str:
    if row.operator in UNARY:
        return f"{{{row.name}}} {row.operator}"
    return f"{{{row.name}}} {SIGNS[row.operator]} {_literal(row.value)}"


def _literal(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_literal(item) for item in value)}]"
    if isinstance(value, str):
        escaped = value.replace("'", "\\'").replace('"', '\\"')
        return f"'{escaped}'"
    return json.dumps(value)
