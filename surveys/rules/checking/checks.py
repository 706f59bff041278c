"""The validators an author can attach to a question."""

import re
from collections.abc import Callable, Iterator, Sequence

from surveys.rules.checking.patterns import Patience, matches
from surveys.rules.definition.model import ChoiceQuestion, Question
from surveys.rules.definition.pieces import Validator
from surveys.rules.errors import Error
from surveys.rules.expressions.values import Value, is_empty, is_nan, is_number, is_true, numeric_text, text
from surveys.rules.logic.working import Working

_EMAIL = re.compile(
    r"(?:[^<>()\[\]\\.,;:\s@\"]+(?:\.[^<>()\[\]\\.,;:\s@\"]+)*|\".{1,64}\")"
    r"@(?:\[\d{1,3}(?:\.\d{1,3}){3}\]|(?:[\w\-]+\.)+[A-Za-z\u0080-\uffff]{2,})\Z"
)
_MAX_EMAIL = 320


def check_validators(
    working: Working, question: Question, validators: Sequence[Validator], value: Value
) -> Iterator[Error]:
    for validator in validators:
        error = _check(working, question, validator, value)
        if error is None:
            continue
        own = working.words_raw(validator.text)
        yield Error(error.code, error.params, own, validator.severity)


def _check(working: Working, question: Question, validator: Validator, value: Value) -> Error | None:
    if validator.kind == "expression":
        return _check_expression(working, question, validator)
    if validator.kind == "email" and _is_list(question, value):
        return None if is_email(text(value)) else Error("email")
    if is_empty(value) or (isinstance(value, str) and not value.strip()):
        return None
    if validator.kind == "regex":
        return _check_pattern(validator, value, working.patience)
    return _CHECKS[validator.kind](validator, value)


def _is_list(question: Question, value: Value) -> bool:
    """Whether an answer holds more than one thing, if only none: such a list is read as its words."""
    is_unsaid = value is None and isinstance(question, ChoiceQuestion) and question.is_multiple
    return is_unsaid or isinstance(value, (list, dict))


def _check_expression(working: Working, question: Question, validator: Validator) -> Error | None:
    expression = validator.expression
    if expression is None or working.is_met(expression, question):
        return None
    return Error("expression", {"expression": expression.source})


def _quantity(value: Value) -> float | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        quantity = numeric_text(value)
        return None if quantity is None else float(quantity)
    if is_number(value) and not is_nan(value):
        return float(value)
    return None


def _check_numeric(validator: Validator, value: Value) -> Error | None:
    quantity = _quantity(value)
    if quantity is None:
        return Error("numeric")
    low, high = validator.low, validator.high
    is_low = low is not None and quantity < low
    is_high = high is not None and quantity > high
    return _outside("numeric", low, high) if is_low or is_high else None


def _outside(kind: str, low: float | None, high: float | None) -> Error:
    if low is not None and high is not None:
        return Error(f"{kind}_range", {"low": low, "high": high})
    return Error(f"{kind}_high", {"high": high}) if low is None else Error(f"{kind}_low", {"low": low})


def _check_text(validator: Validator, value: Value) -> Error | None:
    if not validator.allow_digits and any(c in "0123456789" for c in text(value)):
        return Error("no_digits")
    if not isinstance(value, (str, list)):
        return None
    low, high = validator.low or None, validator.high or None
    is_low = low is not None and len(value) < low
    is_high = high is not None and len(value) > high
    return _outside("text", low, high) if is_low or is_high else None


def _check_count(validator: Validator, value: Value) -> Error | None:
    if not isinstance(value, list):
        return None
    if validator.low and len(value) < validator.low:
        return Error("count_low", {"low": validator.low})
    if validator.high and len(value) > validator.high:
        return Error("count_high", {"high": validator.high})
    return None


def _check_pattern(validator: Validator, value: Value, patience: Patience) -> Error | None:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not matches(validator.pattern, text(item), ignore_case=validator.ignore_case, patience=patience):
            return Error("pattern")
    return None


def is_email(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= _MAX_EMAIL and bool(_EMAIL.match(value))


def _check_email(_validator: Validator, value: Value) -> Error | None:
    return None if is_email(value) or not is_true(value) else Error("email")


_CHECKS: dict[str, Callable[[Validator, Value], Error | None]] = {
    "numeric": _check_numeric,
    "text": _check_text,
    "answercount": _check_count,
    "email": _check_email,
}
