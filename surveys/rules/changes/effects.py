"""Single effects on answers: one is set, one trigger acts, hiding clears one."""

from surveys.rules.changes.keeping import stored
from surveys.rules.choices import base_choices
from surveys.rules.definition.model import ChoiceQuestion, Question
from surveys.rules.definition.pieces import Trigger
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.values import Value, is_empty, text
from surveys.rules.logic.working import Working

ACTING = frozenset({"setvalue", "copyvalue", "runexpression"})
"""The triggers that change answers; the others change the way."""


def set_answer(working: Working, question: Question, value: Value) -> None:
    """Store the answer of a question in the form it is kept; nothing takes it away."""
    _put(working, question.key, _as_offered(question, stored(value, question)))


def _as_offered(question: Question, value: Value) -> Value:
    """Picks as their choices are written: 1 becomes "1" where that is offered."""
    if not isinstance(question, ChoiceQuestion) or is_empty(value):
        return value
    if isinstance(value, list) and not question.is_multiple and _offers(question, value[0]):
        value = value[0]
    picks = value if isinstance(value, list) else [value]
    plain = [one for choice in base_choices(question) if _is_plain(one := choice.value)]
    exact = {(type(one), one) for one in plain}
    written = {text(one): one for one in reversed(plain)}
    found = [
        written.get(text(pick), pick) if _is_plain(pick) and (type(pick), pick) not in exact else pick for pick in picks
    ]
    return found if isinstance(value, list) else found[0]


def _offers(question: ChoiceQuestion, value: Value) -> bool:
    return any(equal(choice.value, value) for choice in base_choices(question))


def _is_plain(value: Value) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _set_named(working: Working, name: str, value: Value) -> None:
    """The same for the question of a name, or for a value that no question asks for."""
    element = working.index.get(name)
    if isinstance(element, Question):
        set_answer(working, element, value)
    else:
        _put(working, name, stored(value))


def _put(working: Working, key: str, value: Value) -> None:
    if not key:
        return
    if is_empty(value):
        working.data.pop(key, None)
    else:
        working.data[key] = value


def act(working: Working, trigger: Trigger) -> None:
    """What a trigger does once its condition is met."""
    if trigger.kind == "setvalue":
        _set_named(working, trigger.target, trigger.value)
    elif trigger.kind == "copyvalue":
        shown = working.scope.display if trigger.copies_display else working.scope.value
        _set_named(working, trigger.target, shown(trigger.source))
    elif trigger.run is not None and trigger.target:
        _set_named(working, trigger.target, working.run(trigger.run))


def is_cleared_by_hiding(working: Working, question: Question) -> bool:
    """Whether a question is hidden and hiding clears it."""
    rule = _clearing(working, question)
    if rule == "onHiddenContainer":
        return not working.is_shown(question)
    if rule != "onHidden":
        return False
    if question.visible_if is None:
        return not question.is_visible
    return not working.is_met(question.visible_if, question)


def is_asked_elsewhere(working: Working, question: Question) -> bool:
    """Whether another question in sight holds the same answer, which hiding this one then leaves alone."""
    others = working.by_key[question.key]
    return len(others) > 1 and any(other is not question and working.is_shown(other) for other in others)


def hides_answer(working: Working, question: Question) -> bool:
    """Whether hiding clears a question at once, so that showing it again brings its default back."""
    return _clearing(working, question) in ("onHidden", "onHiddenContainer")


def _clearing(working: Working, question: Question) -> str:
    rule = question.clear_if_invisible
    return working.definition.clear_invisible if rule == "default" else rule
