"""What answers set in motion: default values at the start, triggers and set values on a change."""

from collections.abc import Mapping
from datetime import UTC, datetime

from surveys.rules.choices import SELECT_ALL
from surveys.rules.definition.model import (
    ChoiceQuestion,
    Definition,
    MultipleTextQuestion,
    Question,
)
from surveys.rules.definition.pieces import Trigger
from surveys.rules.expressions import Expression
from surveys.rules.expressions.values import Value, is_empty, is_nan
from surveys.rules.logic.offers import choices_of
from surveys.rules.logic.settling import settle
from surveys.rules.logic.working import Working

MAX_ROUNDS = 10
Data = dict[str, Value]


def begin(definition: Definition, *, now: datetime | None = None, seed: int = 0) -> Data:
    """The answers of a new response: default values, and what follows from them."""
    working = _working(definition, {}, now, seed)
    for question in definition.questions():
        value = _default(working, question)
        if not is_empty(value):
            working.data[question.key] = value
    settle(working)
    _defaults_by_expression(working, {})
    return react(definition, {}, working.data, now=now, seed=seed)


def react(
    definition: Definition,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    *,
    now: datetime | None = None,
    seed: int = 0,
) -> Data:
    """The answers after a change has run its course; only what depends on a change is touched."""
    working = _working(definition, after, now, seed)
    previous: Mapping[str, Value] = dict(before)
    settle(working)
    for _ in range(MAX_ROUNDS):
        changed = _changes(previous, working.data)
        if not changed:
            break
        snapshot = dict(working.data)
        for question in definition.questions():
            _react_question(working, question, changed)
        for trigger in definition.triggers:
            _react_trigger(working, trigger, changed)
        settle(working)
        _defaults_by_expression(working, previous)
        previous = snapshot
    return dict(working.data)


def _working(definition: Definition, data: Mapping[str, Value], now: datetime | None, seed: int) -> Working:
    return Working(definition, data, locale=definition.locale, now=now or datetime.now(UTC), seed=seed)


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> set[str]:
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _default(working: Working, question: Question) -> Value:
    value = question.default_value
    if isinstance(question, MultipleTextQuestion) and is_empty(value):
        items = {item.name: item.default_value for item in question.items}
        return {name: item for name, item in items.items() if not is_empty(item)}
    if isinstance(question, ChoiceQuestion) and question.is_multiple and not is_empty(value):
        picks = value if isinstance(value, list) else [value]
        if SELECT_ALL in picks and question.has_select_all:
            return [c.value for c in choices_of(working, question) if c.kind == "choice"]
        return picks
    return value


def _depends(expression: Expression | None, changed: set[str]) -> bool:
    if expression is None:
        return False
    return any(name.split(".")[0].split("[")[0] in changed for name in expression.variables)


def _defaults_by_expression(working: Working, before: Mapping[str, Value]) -> None:
    """An empty answer takes its computed default until somebody answers or clears it."""
    for question in working.definition.questions():
        if question.default_expression is None or not is_empty(before.get(question.key)):
            continue
        if is_empty(working.data.get(question.key)):
            _set(working, question.key, working.run(question.default_expression, question))


def _react_question(working: Working, question: Question, changed: set[str]) -> None:
    reset = question.reset_value_if
    if reset and _depends(reset, changed) and working.is_met(reset, question):
        _set(working, question.key, _default(working, question))
        return
    condition, expression = question.set_value_if, question.set_value_expression
    if expression is None or question.key in changed:
        return
    watched = condition or expression
    if _depends(watched, changed) and (condition is None or working.is_met(condition, question)):
        _set(working, question.key, working.run(expression, question))


def _react_trigger(working: Working, trigger: Trigger, changed: set[str]) -> None:
    if trigger.kind not in ("setvalue", "copyvalue", "runexpression"):
        return
    if not _depends(trigger.expression, changed) or not working.is_met(trigger.expression):
        return
    if trigger.kind == "setvalue":
        _set(working, trigger.target, trigger.value)
    elif trigger.kind == "copyvalue":
        _set(working, trigger.target, working.scope.value(trigger.source))
    elif trigger.run is not None:
        value = working.run(trigger.run)
        if trigger.target:
            _set(working, trigger.target, value)


def _set(working: Working, key: str, value: Value) -> None:
    if isinstance(value, datetime):
        value = value.strftime("%Y-%m-%d" if value.hour == value.minute == 0 else "%Y-%m-%dT%H:%M")
    element = working.index.get(key)
    name = element.key if isinstance(element, Question) else key
    if not name:
        return
    if is_empty(value) or is_nan(value):
        working.data.pop(name, None)
    else:
        working.data[name] = value
