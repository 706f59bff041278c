"""What answers set in motion: default values at the start, triggers and set values on a change."""

from collections.abc import Mapping
from datetime import UTC, datetime

from surveys.rules.changes.defaults import computed_default, default_of
from surveys.rules.changes.effects import ACTING, act, is_asked_elsewhere, is_cleared_by_hiding, set_answer
from surveys.rules.changes.keeping import kept, kept_answers, stored
from surveys.rules.definition.model import Definition, Question
from surveys.rules.definition.pieces import Trigger
from surveys.rules.evaluation import equip
from surveys.rules.expressions import Expression
from surveys.rules.expressions.values import Value, is_empty, text
from surveys.rules.logic.settling import settle
from surveys.rules.logic.working import Working

MAX_ROUNDS = 10
Data = dict[str, Value]


def begin(definition: Definition, *, now: datetime | None = None, seed: int = 0) -> Data:
    """The answers of a new response: default values, and what follows from them."""
    working = _working(definition, {}, now, seed)
    questions = working.layout.questions
    for question in questions:
        if not is_cleared_by_hiding(working, question):
            set_answer(working, question, default_of(working, question))
    settle(working)
    for question in questions:
        if is_empty(working.data.get(question.key)):
            set_answer(working, question, computed_default(working, question))
        constant = question.set_value_expression
        if constant is not None and not constant.variables and question.set_value_if is None:
            set_answer(working, question, working.run(constant, question))
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
        for question in working.layout.reacting:
            _react_question(working, old, question, changed)
        for trigger in definition.triggers:
            _react_trigger(working, trigger, changed)
        settle(working)
        old = _working(definition, snapshot, now, seed)
    for question in working.layout.restless:
        words = working.own_words.get(question.key)
        if words is not None and working.data.get(question.comment_key) == words:
            working.data[question.comment_key] = text(words)  # what is kept as words is text, a number too
    return kept_answers(working.data)


def _working(definition: Definition, data: Mapping[str, Value], now: datetime | None, seed: int) -> Working:
    working = Working(definition, data, locale=definition.locale, now=now or datetime.now(UTC), seed=seed)
    equip(working)
    return working


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> set[str]:
    return {key for key in {*before, *after} if kept(before.get(key)) != kept(after.get(key))}


def _depends(expression: Expression, changed: set[str]) -> bool:
    return any(name.split(".")[0].split("[")[0] in changed for name in expression.variables)


def _react_question(working: Working, old: Working, question: Question, changed: set[str]) -> None:
    key = question.key
    if is_cleared_by_hiding(working, question):
        if not is_asked_elsewhere(working, question):
            working.data.pop(key, None)
        return
    if is_cleared_by_hiding(old, question) and is_empty(working.data.get(key)):
        set_answer(working, question, default_of(working, question))
    reset = question.reset_value_if
    if reset is not None and _depends(reset, changed) and working.is_met(reset, question):
        set_answer(working, question, default_of(working, question))
        return
    _follow_default(working, old, question, changed)
    _set_by_rule(working, question, changed)


def _follow_default(working: Working, old: Working, question: Question, changed: set[str]) -> None:
    """A computed default moves with its sources until somebody answers or clears it."""
    expression = question.default_expression
    if expression is None or question.key in changed or not _depends(expression, changed):
        return
    untouched = stored(old.run(expression, question), question)
    present = old.data.get(question.key)
    if present == untouched or (is_empty(present) and is_empty(untouched)):
        set_answer(working, question, working.run(expression, question))


def _set_by_rule(working: Working, question: Question, changed: set[str]) -> None:
    """A set value holds as long as its condition does; without one it follows its sources."""
    condition, expression = question.set_value_if, question.set_value_expression
    if expression is None:
        return
    if condition is not None:
        if working.is_met(condition, question):
            set_answer(working, question, working.run(expression, question))
    elif question.key not in changed and _depends(expression, changed):
        set_answer(working, question, working.run(expression, question))


def _react_trigger(working: Working, trigger: Trigger, changed: set[str]) -> None:
    if trigger.kind not in ACTING:
        return
    if not _depends(trigger.expression, changed) or not working.is_met(trigger.expression):
        return
    act(working, trigger)
