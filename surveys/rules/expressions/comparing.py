"""When two values are equal, and which is greater."""

from datetime import datetime

from surveys.rules.expressions import dates
from surveys.rules.expressions.values import NO_MOMENT, Value, is_nan, text, to_float

_NOTHING: tuple[Value, ...] = (None, "", "undefined")
"""What counts for nothing beside nothing; survey-core takes the word for the thing."""


def equal(left: Value, right: Value) -> bool:
    """Loose equality: text ignores case and outer blanks, lists ignore order, "1" equals 1."""
    if left is right:
        return not is_nan(left) and left is not NO_MOMENT
    if left is None or right is None:
        return left in _NOTHING and right in _NOTHING
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
    """A date beside a text, by what the text is as exact as; a date first gives way to the text, not the other way."""
    moment, other = (left, right) if isinstance(left, datetime) else (right, left)
    parsed = dates.parse(other) if isinstance(other, str) else None
    if parsed is None:
        return None
    moment = moment.replace(microsecond=0)
    if moment is not right and isinstance(left, datetime):
        moment = _as_exact(moment, len(other))
    if moment == dates.midnight(moment):
        parsed = dates.midnight(parsed)
    pair = (to_float(moment), to_float(parsed))
    return pair if isinstance(left, datetime) else (pair[1], pair[0])


def _as_exact(moment: datetime, length: int) -> datetime:
    """A date with its seconds, minutes and hours as far as a text of some length names them."""
    if length < len("2020-01-01T10:00+"):
        moment = moment.replace(second=0)
    if length < len("2020-01-01T10+"):
        moment = moment.replace(minute=0)
    return moment.replace(hour=0) if length < len("2020-01-01+") else moment


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


def equal_in_order(left: Value, right: Value) -> bool:
    """Equality of rankings, where the order is the answer."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    return equal(left, right)
