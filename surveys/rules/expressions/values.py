"""Values as the survey language sees them: emptiness, conversion and text, with JavaScript's habits."""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

Value: TypeAlias = Any

MAX_TEXT = 100_000
MAX_ITEMS = 10_000
MAX_LEVELS = 20
_SAFE = 2**53
_EXPONENT = 400

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z", re.ASCII)
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_LONG_DIGITS = 15
_ENDLESS = {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}


class ExpressionError(ValueError):
    """An expression is malformed or asks for more than the engine grants."""


class NoMoment:
    """A date that is none, as comes of reading one where none is written: neither empty nor a number."""

    __slots__ = ()


NO_MOMENT = NoMoment()


def number(value: float) -> Value:
    """Write a double as an int where it is one, as JSON would."""
    if abs(value) <= _SAFE and value == int(value):
        return int(value)
    return _to_double(value)


def is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def is_empty(value: Value) -> bool:
    """Nothing was said: null, blank text, no items, or an object of nothing but such."""
    if value is None or value == "" or is_nan(value):
        return True
    if isinstance(value, list):
        return not value
    if isinstance(value, dict):
        return all(is_empty(item) for item in value.values())
    return False


def is_true(value: Value) -> bool:
    """Truth in JavaScript's sense: empty lists and objects are true."""
    if isinstance(value, (list, dict)):
        return True
    return bool(value) and not is_nan(value)


def text(value: Value) -> str:
    """Render a value as JavaScript's String() would."""
    if isinstance(value, str):
        return value
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return "" if value is None else "[object Object]"


def _whole(value: int) -> str:
    return str(value) if abs(value) < 10**21 else _double(_to_double(value))


def _moment(value: datetime) -> str:
    return value.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")


def _listed(value: list[Value]) -> str:
    return bounded(",".join(text(item) for item in value))


def bounded(value: str) -> str:
    if len(value) > MAX_TEXT:
        raise ExpressionError("text grew too long")
    return value


def _double(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    digits = repr(value)
    if "e" not in digits:
        return digits
    mantissa, exponent = digits.split("e")
    power = int(exponent)
    if -7 < power < 0:
        return f"{value:.{len(mantissa.replace('.', '').lstrip('-')) - 1 - power}f}"
    return f"{mantissa.removesuffix('.0')}e{'+' if power > 0 else '-'}{abs(power)}"


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (int, _whole),
    (float, _double),
    (datetime, _moment),
    (NoMoment, lambda _: "Invalid Date"),
    (list, _listed),
)


def to_float(value: Value) -> float:
    """Coerce to a double as JavaScript's Number() would; NaN when it cannot."""
    if value is None:
        return 0.0
    if isinstance(value, (bool, int, float)):
        return _to_double(value)
    if isinstance(value, str):
        return _float_of_text(value)
    if isinstance(value, datetime):
        return float(milliseconds(value))
    if isinstance(value, list):
        return _float_of_text(text(value))
    return math.nan


def _to_double(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _float_of_text(value: str) -> float:
    stripped = value.strip()
    if not stripped:
        return 0.0
    if len(stripped) <= _EXPONENT and _NUMBER.match(stripped):
        return float(stripped)
    if len(stripped) <= _EXPONENT and _HEX.match(stripped):
        return _to_double(int(stripped, 16))
    return _ENDLESS.get(stripped, math.nan)


def milliseconds(moment: datetime) -> int:
    delta = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return delta.days * 86_400_000 + delta.seconds * 1000 + delta.microseconds // 1000


def numeric_text(value: str) -> Value:
    """The number a text stands for ("5", " 1e3", "1,5", "0x1F"), or None ("05", "5px", 16 digits)."""
    stripped = value.strip()
    if not stripped or len(stripped) > _EXPONENT:
        return None
    if _HEX.match(stripped):
        return number(_to_double(int(stripped, 16)))
    if stripped.count(",") == 1 and "." not in stripped:
        stripped = stripped.replace(",", ".")
    if not _NUMBER.match(stripped) or _is_code(stripped):
        return None
    result = float(stripped)
    return None if math.isinf(result) else number(result)


def _is_code(digits: str) -> bool:
    """Digits that are a code rather than a quantity: a leading zero, or too many to be exact."""
    if digits[0] == "0" and len(digits) > 1 and digits[1] not in ".eE":
        return True
    return digits.lstrip("+-").isdigit() and len(digits.lstrip("+-")) > _LONG_DIGITS


def convert(value: Value) -> Value:
    """Convert an answer for use in an expression: numeric and boolean texts become what they say."""
    if not isinstance(value, str) or not value:
        return value
    head = value[0]
    if head in "tTfF":
        lowered = value.lower()
        return lowered == "true" if lowered in ("true", "false") else value
    if head in "'\"" and len(value) > 1 and value[-1] == head:
        return value[1:-1]
    if head.isalpha():
        return value
    result = numeric_text(value)
    return value if result is None else result


def json_depth(value: Value, limit: int) -> bool:
    """Whether nested lists and objects stay within a depth."""
    level = [value]
    for _ in range(limit + 1):
        level = [
            child
            for item in level
            if isinstance(item, (list, dict))
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return True
    return False


def measured(value: Value, most: int) -> int:
    """How much nested lists and objects hold in all; raises ExpressionError when it is too much or too deep."""
    level, held = [value], 0
    for _ in range(MAX_LEVELS):
        holders = [item for item in level if isinstance(item, (list, dict))]
        held += sum(map(len, holders))
        if not holders:
            return held
        if held > most:
            break
        level = [child for item in holders for child in (item.values() if isinstance(item, dict) else item)]
    raise ExpressionError("lists grew too large")
