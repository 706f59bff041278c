"""What answers set in motion: default values at the start, triggers and set values on a change."""

from collections.abc import Mapping
from datetime import UTC, datetime

from surveys.rules.choices import SELECT_ALL
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    Definition,
    MultipleTextQuestion,
    Question,
)
from surveys.rules.definition.pieces import Trigger
from surveys.rules.expressions import Expression
from surveys.rules.expressions.values import Value, is_empty, is_nan
from surveys.rules.logic.keeping import kept, kept_answers
from surveys.rules.logic.offers import choices_of
from surveys.rules.logic.settling import settle
from surveys.rules.logic.working import Working

MAX_ROUNDS = 10
Data = dict[str, Value]


def begin(definition: Definition, *, now: datetime | None = None, seed: int = 0) -> Data:
    """The answers of a new response: default values, and what follows from them."""
    working = _working(definition, {}, now, seed)
    questions = working.layout.questions
    for question in questions:
        if not _clears(working, question):
            _set(working, question.key, _default(working, question))
    settle(working)
    for question in questions:
        if is_empty(working.data.get(question.key)):
            _set(working, question.key, _computed_default(working, question))
        constant = question.set_value_expression
        if constant is not None and not constant.variables and question.set_value_if is None:
            _set(working, question.key, working.run(constant, question))
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
    old = _working(definition, before, now, seed)
    working = _working(definition, after, now, seed)
    settle(working)
    for _ in range(MAX_ROUNDS):
        changed = _changes(old.data, working.data)
        if not changed:
            break
        snapshot = dict(working.data)
        for question in working.layout.questions:
            _react_question(working, old, question, changed)
        for trigger in definition.triggers:
            _react_trigger(working, trigger, changed)
        settle(working)
        old = _working(definition, snapshot, now, seed)
    return kept_answers(working.data)


def _working(definition: Definition, data: Mapping[str, Value], now: datetime | None, seed: int) -> Working:
    return Working(definition, data, locale=definition.locale, now=now or datetime.now(UTC), seed=seed)


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> set[str]:
    return {key for key in {*before, *after} if kept(before.get(key)) != kept(after.get(key))}


def _default(working: Working, question: Question) -> Value:
    """The default an author wrote down, in the form answers have."""
    value = question.default_value
    if isinstance(question, BooleanQuestion) and isinstance(value, str):
        spelled = {"true": question.value_true, "false": question.value_false, "indeterminate": None}
        return spelled.get(value, value)
    if isinstance(question, ChoiceQuestion) and question.is_multiple and not is_empty(value):
        picks = value if isinstance(value, list) else [value]
        if SELECT_ALL in picks and question.has_select_all:
            return [c.value for c in choices_of(working, question) if c.kind == "choice"]
        return picks
    if isinstance(question, MultipleTextQuestion) and is_empty(value):
        return {item.name: item.default_value for item in question.items if not is_empty(item.default_value)}
    return value


def _computed_default(working: Working, question: Question) -> Value:
    if isinstance(question, MultipleTextQuestion):
        values = {
            item.name: working.run(item.default_expression, question)
            for item in question.items
            if item.default_expression is not None
        }
        return {name: _stored(value) for name, value in values.items() if not is_empty(value)}
    if question.default_expression is None:
        return None
    return working.run(question.default_expression, question)


def late_defaults(working: Working) -> None:
    """The computed defaults of answers just loaded: those that had nothing to say before them."""
    for question in working.layout.questions:
        if working.before is None or question.default_expression is None:
            continue
        if is_empty(working.data.get(question.key)) and is_empty(_computed_default(working.before, question)):
            _set(working, question.key, _computed_default(working, question))


def _depends(expression: Expression, changed: set[str]) -> bool:
    return any(name.split(".")[0].split("[")[0] in changed for name in expression.variables)


def _react_question(working: Working, old: Working, question: Question, changed: set[str]) -> None:
    key = question.key
    if _clears(working, question):
        working.data.pop(key, None)
        return
    if _clears(old, question) and is_empty(working.data.get(key)):
        _set(working, key, _default(working, question))
    reset = question.reset_value_if
    if reset is not None and _depends(reset, changed) and working.is_met(reset, question):
        _set(working, key, _default(working, question))
        return
    _follow_default(working, old, question, changed)
    _set_by_rule(working, question, changed)


def _follow_default(working: Working, old: Working, question: Question, changed: set[str]) -> None:
    """A computed default moves with its sources until somebody answers or clears it."""
    expression = question.default_expression
    if expression is None or question.key in changed or not _depends(expression, changed):
        return
    untouched = _stored(old.run(expression, question))
    present = old.data.get(question.key)
    if present == untouched or (is_empty(present) and is_empty(untouched)):
        _set(working, question.key, working.run(expression, question))


def _set_by_rule(working: Working, question: Question, changed: set[str]) -> None:
    """A set value holds as long as its condition does; without one it follows its sources."""
    condition, expression = question.set_value_if, question.set_value_expression
    if expression is None:
        return
    if condition is not None:
        if working.is_met(condition, question):
            _set(working, question.key, working.run(expression, question))
    elif question.key not in changed and _depends(expression, changed):
        _set(working, question.key, working.run(expression, question))


def _clears(working: Working, question: Question) -> bool:
    """Whether a question is hidden and hiding clears it."""
    rule = question.clear_if_invisible
    if rule == "default":
        rule = working.definition.clear_invisible
    if rule == "onHiddenContainer":
        return not working.is_shown(question)
    if rule != "onHidden":
        return False
    if question.visible_if is None:
        return not question.is_visible
    return not working.is_met(question.visible_if, question)


def _react_trigger(working: Working, trigger: Trigger, changed: set[str]) -> None:
    if trigger.kind not in ("setvalue", "copyvalue", "runexpression"):
        return
    if not _depends(trigger.expression, changed) or not working.is_met(trigger.expression):
        return
    if trigger.kind == "setvalue":
        _set(working, trigger.target, trigger.value)
    elif trigger.kind == "copyvalue":
        shown = working.scope.display if trigger.copies_display else working.scope.value
        _set(working, trigger.target, shown(trigger.source))
    elif trigger.run is not None and trigger.target:
        _set(working, trigger.target, working.run(trigger.run))


def _stored(value: Value) -> Value:
    """A value as answers are kept: dates as text, nothing for what is no number."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.hour == value.minute == 0 else "%Y-%m-%dT%H:%M")
    return None if is_nan(value) else value


def _set(working: Working, key: str, value: Value) -> None:
    element = working.index.get(key)
    name = element.key if isinstance(element, Question) else key
    value = _stored(value)
    if not name:
        return
    if is_empty(value):
        working.data.pop(name, None)
    else:
        working.data[name] = value
