"""What the survey language's operators do to two values."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from surveys.rules.expressions import dates
from surveys.rules.expressions.values import (
    MAX_ITEMS,
    ExpressionError,
    Value,
    bounded,
    is_empty,
    is_nan,
    is_number,
    is_true,
    number,
    text,
    to_float,
)


def equal(left: Value, right: Value) -> bool:
    """Loose equality: text ignores case and outer blanks, lists ignore order, "1" equals 1."""
    if left is right:
        return not is_nan(left)
    if left is None or right is None:
        return (left is None or left == "") and (right is None or right == "")
    if isinstance(left, str) and isinstance(right, str):
        return left == right or left.strip().lower() == right.strip().lower()
    if isinstance(left, datetime) or isinstance(right, datetime):
        return _same_moment(left, right)
    if isinstance(left, (list, dict)) or isinstance(right, (list, dict)):
        return _same_structure(left, right)
    return _same_scalar(left, right)


def _same_scalar(left: Value, right: Value) -> bool:
    if isinstance(right, bool) or isinstance(left, str):
        left, right = right, left
    if isinstance(right, str):
        if isinstance(left, bool):
            return text(left) == right.lower()
        return right != "" and to_float(right) == left
    return bool(left == right)


def _same_moment(left: Value, right: Value) -> bool:
    if isinstance(left, datetime) and isinstance(right, datetime):
        return left == right
    pair = _comparable_moments(left, right)
    return pair is not None and pair[0] == pair[1]


def _comparable_moments(left: Value, right: Value) -> tuple[float, float] | None:
    """A date beside a text: compared by day when the text names no time."""
    moment, other = (left, right) if isinstance(left, datetime) else (right, left)
    if not isinstance(other, str):
        return None
    parsed = dates.parse(other)
    if parsed is None:
        return None
    if len(other) <= len("2020-01-01"):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    pair = (to_float(moment), to_float(parsed))
    return pair if moment is not right and isinstance(left, datetime) else (pair[1], pair[0])


def _same_structure(left: Value, right: Value) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return False
        return all(equal(a, b) for a, b in zip(sorted(left, key=text), sorted(right, key=text), strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(v, right[k]) for k, v in left.items())
    both = isinstance(left, (list, dict)) and isinstance(right, (list, dict))
    return both and not left and not right


def greater(left: Value, right: Value) -> bool:
    return _compare(left, right, 1)


def less(left: Value, right: Value) -> bool:
    return _compare(left, right, -1)


def _compare(left: Value, right: Value, sign: int) -> bool:
    if left is None or right is None or equal(left, right):
        return False
    left, right = (text(side) if isinstance(side, (list, dict)) else side for side in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) if sign > 0 else (left < right)
    pair = None
    if isinstance(left, datetime) != isinstance(right, datetime):
        pair = _comparable_moments(left, right)
    first, second = pair or (to_float(left), to_float(right))
    return first > second if sign > 0 else first < second


def contains(left: Value, right: Value) -> bool:
    return _contains(left, right, wanted=True)


def not_contains(left: Value, right: Value) -> bool:
    return _contains(left, right, wanted=False)


def _contains(left: Value, right: Value, *, wanted: bool) -> bool:
    if left == []:
        return not wanted
    if left is None:
        return not wanted and not is_empty(right)
    if isinstance(left, (bool, int, float, datetime)):
        left = text(left)
    if isinstance(left, str):
        if not is_true(right):
            return False
        return (text(right).lower() in left.lower()) == wanted
    wants = right if isinstance(right, list) else [right]
    has = left if isinstance(left, list) else []
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
    if isinstance(right, list):
        return all(contains(left, item) for item in right)
    return contains(left, right)


def _grounded(value: Value, other: Value) -> Value:
    """What stands in for a missing operand: nothing to add, in the other operand's kind."""
    if not is_empty(value):
        return value
    if is_number(other) and not is_nan(other):
        return 0
    if isinstance(value, str) or isinstance(other, str):
        return ""
    if isinstance(value, list) and (isinstance(other, list) or is_nan(other)):
        return value
    return [] if isinstance(other, list) else 0


def plus(left: Value, right: Value) -> Value:
    return joined(_grounded(left, right), _grounded(right, left))


def joined(left: Value, right: Value) -> Value:
    """Sum of numbers, text of texts, items of lists; nothing stands in for what is missing."""
    if is_number(left) and is_number(right):
        return _tidy(float(left) + float(right), max(_decimals(left), _decimals(right)))
    if isinstance(left, list) or isinstance(right, list):
        return _plus_lists(left, right)
    if isinstance(left, (bool, int, float)) and isinstance(right, (bool, int, float)):
        return number(to_float(left) + to_float(right))
    return bounded(text(left) + text(right))


def _is_one_number(value: Value) -> bool:
    return is_number(value) or (
        isinstance(value, list) and len(value) == 1 and text(value).strip() != "" and not is_nan(to_float(value))
    )


def _plus_lists(left: Value, right: Value) -> Value:
    if _is_one_number(left) and _is_one_number(right):
        return bounded(text(left) + text(right))
    if isinstance(left, list) and isinstance(right, list):
        if len(left) + len(right) > MAX_ITEMS:
            raise ExpressionError("list grew too long")
        return left + right
    if is_number(left) or is_number(right):
        items = left if isinstance(left, list) else right
        total = right if isinstance(left, list) else left
        for item in (i for i in _flat(items) if is_number(i)):
            total = plus(total, item)
        return total
    return bounded(_beside(left, right) + _beside(right, left))


def _beside(value: Value, other: Value) -> str:
    """A list next to a text is spelled out for people: "a, b"."""
    if isinstance(value, list) and isinstance(other, str):
        return ", ".join(text(item) for item in value)
    return text(value)


def _flat(items: list[Value]) -> list[Value]:
    flat: list[Value] = []
    for item in items:
        flat.extend(_flat(item) if isinstance(item, list) else [item])
    return flat


def minus(left: Value, right: Value) -> Value:
    left, right = _grounded(left, right), _grounded(right, left)
    places = max(_decimals(left), _decimals(right))
    return _tidy(to_float(left) - to_float(right), places)


def multiply(left: Value, right: Value) -> Value:
    left, right = _grounded(left, right), _grounded(right, left)
    return _tidy(to_float(left) * to_float(right), _decimals(left) + _decimals(right))


def divide(left: Value, right: Value) -> Value:
    left, right = _grounded(left, right), _grounded(right, left)
    if not is_true(right):
        return None
    dividend, divisor = to_float(left), to_float(right)
    return number(dividend / divisor) if divisor else math.nan


def modulo(left: Value, right: Value) -> Value:
    left, right = _grounded(left, right), _grounded(right, left)
    if not is_true(right):
        return None
    dividend, divisor = to_float(left), to_float(right)
    if math.isinf(dividend) or is_nan(dividend) or not divisor:
        return math.nan
    return number(math.fmod(dividend, divisor))


def power(left: Value, right: Value) -> Value:
    base, exponent = to_float(_grounded(left, right)), to_float(_grounded(right, left))
    if is_nan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    try:
        return number(math.pow(base, exponent))
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 else math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


def _decimals(value: Value) -> int:
    """How many decimal places a number is written with."""
    written = text(value)
    dot = written.find(".")
    return 0 if dot < 0 else len(written) - dot - 1


def _tidy(value: float, places: int) -> Value:
    """Round away the noise binary fractions leave behind, to the places the operands had."""
    if places == 0 or is_nan(value) or math.isinf(value) or abs(value) >= 1e21:
        return number(value)
    if places > 100:
        return number(value)
    return number(fixed(value, places))


def fixed(value: float, places: int) -> float:
    """Round half away from zero on the exact binary value, as JavaScript's toFixed does."""
    exact = Decimal(value)
    rounded = round(abs(exact), places)
    if abs(abs(exact) - rounded) * 2 == Decimal(1).scaleb(-places) and rounded < abs(exact):
        rounded += Decimal(1).scaleb(-places)
    return float(rounded.copy_sign(exact))


def both(left: Value, right: Value) -> Value:
    left, right = _grounded(left, right), _grounded(right, left)
    return right if is_true(left) else left


def either(left: Value, right: Value) -> Value:
    left, right = _grounded(left, right), _grounded(right, left)
    return left if is_true(left) else right


def equal_in_order(left: Value, right: Value) -> bool:
    """Equality of rankings, where the order is the answer."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    return equal(left, right)


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
