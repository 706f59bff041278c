"""The operators of the survey language, by name."""

from collections.abc import Callable
from datetime import datetime

from surveys.rules.expressions.arithmetic import divide, grounded, minus, modulo, multiply, plus, power
from surveys.rules.expressions.comparing import equal, equal_in_order, greater, less
from surveys.rules.expressions.values import NoMoment, Value, is_empty, is_true, text


def contains(left: Value, right: Value) -> bool:
    return _contains(left, right, wanted=True)


def not_contains(left: Value, right: Value) -> bool:
    if left != [] and not is_true(left) and not is_empty(right):
        return True
    return _contains(left, right, wanted=False)


def _contains(left: Value, right: Value, *, wanted: bool) -> bool:
    if left == []:
        return not wanted
    if is_empty(left) and not isinstance(left, dict):
        return False
    if isinstance(left, (bool, int, float, datetime, dict, NoMoment)):
        left = text(left)
    if isinstance(left, str):
        if not is_true(right):
            return False
        return (text(right).lower() in left.lower()) == wanted
    wants = right if isinstance(right, list) else [right]
    has = left if isinstance(left, list) else [left]
    if all(any(equal(item, want) for item in has) for want in wants):
        return wanted
    return not wanted


def any_of(left: Value, right: Value) -> bool:
    if is_empty(right):
        return True
    if is_empty(left):
        return False
    if not isinstance(left, list):
        return contains(right, left)
    if not isinstance(right, list):
        return contains(left, right)
    return any(contains(left, item) for item in right)


def all_of(left: Value, right: Value) -> bool:
    if not is_true(left) and not is_empty(right):
        return False
    return all(contains(left, item) for item in right) if isinstance(right, list) else contains(left, right)


def both(left: Value, right: Value) -> Value:
    left, right = grounded(left, right)
    return right if is_true(left) else left


def either(left: Value, right: Value) -> Value:
    left, right = grounded(left, right)
    return left if is_true(left) else right


ORDERED: dict[str, Callable[[Value, Value], Value]] = {
    "equal": equal_in_order,
    "notequal": lambda left, right: not equal_in_order(left, right),
}

OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "or": either,
    "and": both,
    "equal": equal,
    "notequal": lambda left, right: not equal(left, right),
    "greater": greater,
    "less": less,
    "greaterorequal": lambda left, right: equal(left, right) or greater(left, right),
    "lessorequal": lambda left, right: equal(left, right) or less(left, right),
    "plus": plus,
    "minus": minus,
    "mul": multiply,
    "div": divide,
    "mod": modulo,
    "power": power,
    "contains": contains,
    "notcontains": not_contains,
    "anyof": any_of,
    "noneof": lambda left, right: not any_of(left, right),
    "allof": all_of,
}
