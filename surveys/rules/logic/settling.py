"""Brings computed values up to date: calculated values, expression questions, vanished choices."""

import math

from surveys.rules.choices import OTHER, SELECT_ALL, bare, base_choices, find, picked
from surveys.rules.definition.model import ChoiceQuestion, ExpressionQuestion
from surveys.rules.expressions.arithmetic import fixed
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.values import Value, is_empty, is_nan, is_number, is_true, number, text
from surveys.rules.logic.offers import choices_of, remaining, takes_own_words, with_room
from surveys.rules.logic.working import Working

MAX_ROUNDS = 11
MAX_PRECISE = 1e21


def settle(working: Working) -> None:
    """Repeat until nothing changes, or until the rounds are used up."""
    locked, working.locked_before = working.locked_before, {}
    for _ in range(MAX_ROUNDS):
        changed = _calculate(working)
        for question in working.layout.computed:
            changed |= _compute(working, question, locked.get(question.name))
        locked = {}
        for choosing in working.layout.restless:
            changed |= _tidy(working, choosing)
        if not changed:
            return


def _calculate(working: Working) -> bool:
    changed = False
    for calculated in working.definition.calculated:
        value = working.run(calculated.expression) if calculated.expression else None
        before = working.calculated.get(calculated.name)
        if value in ("", []) and before is None:
            value = None
        if value is None:
            working.calculated.pop(calculated.name, None)
        else:
            working.calculated[calculated.name] = value
        changed |= not _identical(before, value)
        if calculated.is_in_result:
            changed |= _store(working, calculated.name, value, keeps_all=True)
    return changed


def _compute(working: Working, question: ExpressionQuestion, was_locked: bool | None) -> bool:
    """Compute an expression question, unless it is locked: then its answer stands."""
    is_locked = working.is_closed(question) or (working.is_enclosed(question) if was_locked is None else was_locked)
    if question.expression is None or is_locked:
        return False
    value = working.run(question.expression, question)
    if question.precision >= 0 and is_number(value) and math.isfinite(value) and abs(value) < MAX_PRECISE:
        value = number(fixed(float(value), min(question.precision, 100)))
    return _store(working, question.key, value)


def _store(working: Working, key: str, value: Value, *, keeps_all: bool = False) -> bool:
    """Keep a computed value among the answers; dates and what is no number stay so for other expressions."""
    is_bare = value in ("", [], {}) or (isinstance(value, float) and not math.isfinite(value))
    if value is None or (is_bare and not keeps_all):
        return working.data.pop(key, None) is not None
    if _identical(working.data.get(key), value):
        return False
    working.data[key] = value
    return True


def _identical(left: Value, right: Value) -> bool:
    if is_nan(left) and is_nan(right):
        return True
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _tidy(working: Working, question: ChoiceQuestion) -> bool:
    """Answers follow the choices: conditions take some away, Other and rankings bring some in."""
    value = working.data.get(question.key)
    if is_empty(value):
        return False
    if _is_conditional(question) and (_is_carried(working, question) or _has_moved(working, question)):
        kept = remaining(working, question, value)
        if kept != value:
            if keeps_no_words(question, kept):
                working.data.pop(question.comment_key, None)
            if question.type == "ranking" and not question.selects_to_rank and len(choices_of(working, question)) < 2:
                kept = None  # one alone cannot be ranked
            return _store(working, question.key, kept)
    if question.type == "ranking" and not question.selects_to_rank:
        return complete_ranking(working, question)
    return _explain_other(working, question, value)


def keeps_no_words(question: ChoiceQuestion, value: Value) -> bool:
    """Whether what was written for Other goes with an answer written anew, as Other is not picked."""
    return question.has_other and not question.has_comment and OTHER not in picked(value)


def _is_conditional(question: ChoiceQuestion) -> bool:
    return bool(question.choices_visible_if or question.source or any(choice.visible_if for choice in question.choices))


def _is_carried(working: Working, question: ChoiceQuestion) -> bool:
    return question.source in working.index


def _has_moved(working: Working, question: ChoiceQuestion) -> bool:
    """Whether conditions offer something else now than before the answers were loaded."""
    if working.before is None:
        return True
    return [c.value for c in choices_of(working, question)] != [c.value for c in choices_of(working.before, question)]


def complete_ranking(working: Working, question: ChoiceQuestion, earlier: Working | None = None) -> bool:
    """A ranking always ranks everything: what was not placed follows in its usual order.

    Answers that arrive meet the choices as they were offered before them.
    """
    value = working.data.get(question.key)
    if question.type != "ranking" or question.selects_to_rank or is_empty(value):
        return False
    value = value if isinstance(value, list) else [value]
    offered = choices_of(working if earlier is None or question.source else earlier, question)
    if _is_carried(working, question) and len(offered) < 2:
        return _store(working, question.key, None)
    ranked = [item for i, item in enumerate(value) if find(offered, item) and item not in value[:i]]
    rest = [c.value for c in offered if not any(equal(c.value, item) for item in ranked)]
    whole = ranked + rest
    return _store(working, question.key, (whole if whole == value else with_room(question, whole)) or None)


def _explain_other(working: Working, question: ChoiceQuestion, value: Value) -> bool:
    """An answer that is no choice is what somebody wrote for Other."""
    working.own_words.pop(question.key, None)
    if not writes_own_words(working, question) or (question.is_multiple and not isinstance(value, list)):
        return False
    offered, known = choices_of(working, question), base_choices(question) if question.is_multiple else ()
    said = value if isinstance(value, list) and question.is_multiple else [value]
    if OTHER in said:
        return False
    for words in said:
        item = bare(words, question.value_property)
        if item == SELECT_ALL or is_empty(item) or find(offered, item) or any(equal(c.value, item) for c in known):
            continue
        working.own_words[question.key] = item
        if not is_true(item):
            return False  # zero says nothing
        if working.data.get(question.comment_key) in (words, text(words)):
            return False
        working.data[question.comment_key] = words
        return True
    return False


def writes_own_words(working: Working, question: ChoiceQuestion) -> bool:
    """Whether an answer that is no choice is what was written for Other, and kept beside it."""
    if question.has_comment or question.value_property or not stores_beside(working, question):
        return False
    keeps = question.type == "checkbox" and any(choice.has_comment for choice in question.choices)
    return not keeps and takes_own_words(working, question)


def stores_beside(working: Working, question: ChoiceQuestion) -> bool:
    """Whether what is written for Other is kept beside the answer."""
    own = question.stores_other_as_comment
    return working.definition.stores_other_as_comment if own is None else own
