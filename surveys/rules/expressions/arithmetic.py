"""Sums, differences and the rest, with the noise of binary fractions taken out."""

import math
from decimal import Decimal

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


def grounded(left: Value, right: Value) -> tuple[Value, Value]:
    """Both operands, with nothing to add in the other's kind where one is missing; the left one first."""
    left = _stand_in(left, right)
    return left, _stand_in(right, left)


def _stand_in(value: Value, other: Value) -> Value:
    if not is_empty(value):
        return value
    if is_number(other):
        return 0
    if isinstance(value, str) or isinstance(other, str):
        return ""
    return [] if isinstance(other, list) else 0


def plus(left: Value, right: Value) -> Value:
    return joined(*grounded(left, right))


def joined(left: Value, right: Value) -> Value:
    """Sum of numbers, text of texts, items of lists; nothing stands in for what is missing."""
    if type(left) is int and type(right) is int:
        return number(left + right)
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
    left, right = grounded(left, right)
    if type(left) is int and type(right) is int:
        return number(left - right)
    places = max(_decimals(left), _decimals(right))
    return _tidy(to_float(left) - to_float(right), places)


def multiply(left: Value, right: Value) -> Value:
    left, right = grounded(left, right)
    return _tidy(to_float(left) * to_float(right), _decimals(left) + _decimals(right))


def divide(left: Value, right: Value) -> Value:
    left, right = grounded(left, right)
    if not is_true(right):
        return None
    dividend, divisor = to_float(left), to_float(right)
    if divisor:
        return number(dividend / divisor)
    return math.nan if is_nan(dividend) or not dividend else math.copysign(math.inf, dividend)


def modulo(left: Value, right: Value) -> Value:
    left, right = grounded(left, right)
    if not is_true(right):
        return None
    dividend, divisor = to_float(left), to_float(right)
    if math.isinf(dividend) or is_nan(dividend) or not divisor:
        return math.nan
    return number(math.fmod(dividend, divisor))


def power(left: Value, right: Value) -> Value:
    base, exponent = map(to_float, grounded(left, right))
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
