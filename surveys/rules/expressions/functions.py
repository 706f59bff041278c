"""The functions an expression may call."""

import math
import sys
from collections.abc import Callable, Iterator
from datetime import datetime

from surveys.rules.expressions import dates
from surveys.rules.expressions.arithmetic import joined
from surveys.rules.expressions.arrays import ARRAY_FUNCTIONS
from surveys.rules.expressions.nodes import Constant, Env, Function, Node
from surveys.rules.expressions.values import (
    NO_MOMENT,
    NoMoment,
    Value,
    is_nan,
    is_number,
    is_true,
    number,
    numeric_text,
    text,
    to_float,
)


def _arguments(env: Env, nodes: list[Node]) -> list[Value]:
    return [node.evaluate(env) for node in nodes]


def _eager(function: Callable[..., Value], limit: int) -> Function:
    """A function of values: missing arguments are nothing, surplus ones are ignored."""

    def call(env: Env, nodes: list[Node]) -> Value:
        values = _arguments(env, nodes[:limit])
        return function(env, *values, *[None] * (limit - len(values)))

    return call


def _plain(function: Callable[..., Value], limit: int) -> Function:
    """A function of values alone, which asks nothing of the evaluation."""
    return _eager(lambda _env, *values: function(*values), limit)


def _spread(env: Env, value: Value) -> Iterator[Value]:
    """All the values given, lists taken apart, nothings left out, numeric texts as numbers."""
    env.spend()
    if isinstance(value, list):
        for item in value:
            yield from _spread(env, item)
    elif isinstance(value, str):
        quantity = numeric_text(value)
        yield value if quantity is None else quantity
    elif value is not None:
        yield value


def _flat(env: Env, nodes: list[Node]) -> list[Value]:
    return [item for value in _arguments(env, nodes) for item in _spread(env, value)]


def _total(values: list[Value]) -> Value:
    total: Value = 0
    for value in values:
        total = joined(total, value)
    return total


def _sum(env: Env, nodes: list[Node]) -> Value:
    return _total(_flat(env, nodes))


def _avg(env: Env, nodes: list[Node]) -> Value:
    values = _flat(env, nodes)
    total = to_float(_total(values))
    return number(total / len(values)) if values else 0


def _count(env: Env, nodes: list[Node]) -> Value:
    return len(_flat(env, nodes))


def _extreme(is_better: Callable[[Value, Value], bool]) -> Function:
    def call(env: Env, nodes: list[Node]) -> Value:
        best: Value = None
        for value in _flat(env, nodes):
            if best is None or is_better(value, best):
                best = value
        return best

    return call


def _below(left: Value, right: Value) -> bool:
    left, right = (text(side) if isinstance(side, dict) else side for side in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return to_float(left) < to_float(right)


def _is_nothing(node: Node) -> bool:
    """Whether somebody wrote undefined or null."""
    return isinstance(node, Constant) and node.value is None


def _iif(env: Env, nodes: list[Node]) -> Value:
    if len(nodes) < 2 or _is_nothing(nodes[0]):
        return None
    if is_true(nodes[0].evaluate(env)):
        return nodes[1].evaluate(env)
    return nodes[2].evaluate(env) if len(nodes) > 2 else None


def _quantity(value: Value) -> float:
    """The number a value is or spells; NaN for everything else, truth values too."""
    if isinstance(value, str):
        value = numeric_text(value)
    return to_float(value) if is_number(value) else math.nan


def _shifted(value: Value, places: Value, rounding: Callable[[float], float]) -> Value:
    quantity = _quantity(value)
    shift = _quantity(places) if is_true(places) else 0.0
    if is_nan(quantity) or is_nan(shift) or math.isinf(quantity):
        return math.nan if not math.isinf(quantity) else quantity
    if shift != int(max(-300, min(300, shift))):
        return _broken(quantity, shift, rounding)
    digits = int(shift)
    scaled = float(f"{quantity!r}e{digits}") if "e" not in repr(quantity) else quantity * 10.0**digits
    if math.isinf(scaled):
        return number(quantity)
    return number(float(f"{int(rounding(scaled))}e{-digits}"))


def _broken(quantity: float, shift: float, rounding: Callable[[float], float]) -> Value:
    """Places that are no whole number, or beyond what a number can hold."""
    if abs(shift) > 300:
        return math.nan
    scale = 10.0**shift
    return number(rounding(quantity * scale) / scale)


def _round_half_up(value: float) -> float:
    """The nearest whole number, the noise of binary fractions left aside."""
    return math.floor(value * (1 + sys.float_info.epsilon) + 0.5)


def _rounding(function: Callable[[Value, Value], Value]) -> Function:
    """A function of a number and its places; what has no value makes room for what follows it."""

    def call(env: Env, nodes: list[Node]) -> Value:
        kept: list[Value] = []
        for node in nodes:
            value = node.evaluate(env)
            kept += [value] if value is None and _is_nothing(node) else _spread(env, value)
        return function(*[*kept, None, None][:2])

    return call


def _round(value: Value, places: Value) -> Value:
    return _shifted(value, places, _round_half_up)


def _trunc(value: Value, places: Value) -> Value:
    shift = _quantity(places) if is_true(places) else 0.0
    return math.nan if is_nan(shift) else _shifted(value, math.floor(min(100.0, max(0.0, shift))), math.trunc)


def _substring(value: Value, start: Value, end: Value) -> Value:
    if not isinstance(value, str) or is_nan(_quantity(start)):
        return ""
    low = _index(start, len(value))
    high = len(value) if is_nan(_quantity(end)) else _index(end, len(value))
    return value[min(low, high) : max(low, high)]


def _index(value: Value, length: int) -> int:
    return int(max(0, min(length, _quantity(value))))


def _get_date(value: Value) -> Value:
    return _moment(value) if is_true(value) else None


def _moment(value: Value) -> datetime | NoMoment:
    """The date a value stands for, or one that is none."""
    return dates.of(value) or NO_MOMENT


def _unit(value: Value) -> str:
    """Days unless something else is said; what is no text is no unit."""
    return text(value) if isinstance(value, str) and value else "" if is_true(value) else "days"


def _age(env: Env, value: Value) -> Value:
    if not is_true(value):
        return None
    birth = dates.of(value)
    return 0 if birth is None else dates.years_between(birth, env.now)


def _date_diff(start: Value, end: Value, unit: Value) -> Value:
    if not is_true(start) or not is_true(end):
        return None
    first, last = dates.of(start), dates.of(end)
    if first is None or last is None:
        return math.nan if _unit(unit) in dates.EXACT else 0
    return dates.difference(first, last, _unit(unit))


def _diff_days(env: Env, nodes: list[Node]) -> Value:
    if len(nodes) != 2:
        return 0
    start, end = _arguments(env, nodes)
    result = _date_diff(start, end, "days")
    return 0 if result is None else result


def _date_add(start: Value, amount: Value, unit: Value) -> Value:
    if not is_true(start) or not is_true(amount):
        return None
    moment = dates.of(start)
    return NO_MOMENT if moment is None else dates.add(moment, amount, _unit(unit))


def _today(env: Env, shift: Value) -> Value:
    return dates.add(dates.midnight(env.now), shift if is_true(shift) else 0, "days")


def _part(read: Callable[..., int]) -> Callable[[Env, Value], Value]:
    """A part of a date, of today when none is given."""

    def call(env: Env, value: Value) -> Value:
        moment = dates.of(value) if is_true(value) else env.now
        return math.nan if moment is None else read(moment)

    return call


def _year_of(value: Value) -> Value:
    moment = dates.of(value) if is_true(value) else None
    if moment is None:
        return math.nan if is_true(value) else None
    return moment.year


def _display_value(env: Env, name: Value, given: Value) -> Value:
    return env.scope.display(str(name), given) if name else None


def _property_value(env: Env, name: Value, key: Value) -> Value:
    return env.scope.property(str(name), str(key)) if name and key else None


def _comment(env: Env, name: Value, item: Value) -> Value:
    return env.scope.comment(str(name), item) if name else None


FUNCTIONS: dict[str, Function] = {
    "sum": _sum,
    "avg": _avg,
    "count": _count,
    "min": _extreme(_below),
    "max": _extreme(lambda left, right: _below(right, left)),
    "iif": _iif,
    "round": _rounding(_round),
    "trunc": _rounding(_trunc),
    "substring": _plain(_substring, 3),
    "getDate": _plain(_get_date, 1),
    "age": _eager(_age, 1),
    "dateDiff": _plain(_date_diff, 3),
    "diffDays": _diff_days,
    "dateAdd": _plain(_date_add, 3),
    "today": _eager(_today, 1),
    "currentDate": _eager(lambda env: env.now, 0),
    "currentYear": _eager(lambda env: env.now.year, 0),
    "getYear": _plain(_year_of, 1),
    "year": _eager(_part(lambda moment: moment.year), 1),
    "month": _eager(_part(lambda moment: moment.month), 1),
    "day": _eager(_part(lambda moment: moment.day), 1),
    "weekday": _eager(_part(lambda moment: moment.isoweekday() % 7), 1),
    "displayValue": _eager(_display_value, 2),
    "propertyValue": _eager(_property_value, 2),
    "getComment": _eager(_comment, 2),
    "isContainerReady": _eager(lambda env, name: env.scope.is_ready(str(name or "")), 1),
    "isDisplayMode": _eager(lambda env: env.display_mode, 0),
    **ARRAY_FUNCTIONS,
}
