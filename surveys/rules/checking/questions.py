"""Checks one visible question: required, its kind's own rules, its validators."""

from collections.abc import Iterator

from surveys.rules.checking.checks import check_validators
from surveys.rules.checking.inputs import check_input
from surveys.rules.choices import OTHER, bare, find, picked
from surveys.rules.definition.model import (
    ChoiceQuestion,
    ExpressionQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
    TextQuestion,
)
from surveys.rules.errors import Error
from surveys.rules.expressions.comparing import equal_in_order
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic.offers import offered_part
from surveys.rules.logic.working import Working
from surveys.rules.state import QuestionState


def question_errors(working: Working, state: QuestionState) -> list[Error]:
    """What is wrong with one visible question; nobody can mend what they may not change, unless it is computed."""
    is_computed = isinstance(state.question, ExpressionQuestion)
    if (state.is_read_only and not is_computed) or not state.question.has_answer:
        return []
    value = offered_part(working, state)
    errors: list[Error] = []
    if state.is_required and not is_computed and _misses_answer(state.question, value):
        words = working.words_raw(state.question.required_error)
        errors.append(Error("required", text=words))
    errors.extend(_kind_errors(working, state, value))
    if not any(not error.item for error in errors):
        said = None if _lacks_parts(state.question, value) else value
        errors.extend(check_validators(working, state.question, state.question.validators, said))
    return errors


def _is_unanswered(value: Value) -> bool:
    return is_empty(value) or (isinstance(value, str) and not value.strip())


def _misses_answer(question: Question, value: Value) -> bool:
    """Whether nothing is said; rows and lines need to be told apart to say something."""
    return _is_unanswered(value) or _lacks_parts(question, value)


def _lacks_parts(question: Question, value: Value) -> bool:
    """Whether what should be rows or lines is none."""
    return isinstance(question, (MatrixQuestion, MultipleTextQuestion)) and not isinstance(value, dict)


def _kind_errors(working: Working, state: QuestionState, value: Value) -> Iterator[Error]:
    question = state.question
    if isinstance(question, TextQuestion):
        yield from check_input(working, question, value)
    elif isinstance(question, ChoiceQuestion):
        yield from _choice_errors(working, state, question, value)
    elif isinstance(question, MatrixQuestion):
        yield from _matrix_errors(state, question, value)
    elif isinstance(question, MultipleTextQuestion):
        yield from _item_errors(working, question, value)


def _choice_errors(working: Working, state: QuestionState, question: ChoiceQuestion, value: Value) -> Iterator[Error]:
    if _misses_comment(state, question, value):
        yield Error("required_other", text=working.words_raw(question.other_error))
    if (
        question.least > 0
        and question.is_multiple
        and len(picked(value)) < question.least
        and not _declines(state, value)
    ):
        yield Error("count_low", {"low": question.least})


def _declines(state: QuestionState, value: Value) -> bool:
    """Whether none of the others is the answer, which no count can ask more of."""
    chosen = (find(state.choices, item) for item in picked(value))
    return any(choice is not None and choice.is_exclusive for choice in chosen)


def _misses_comment(state: QuestionState, question: ChoiceQuestion, value: Value) -> bool:
    """Other is picked, or a choice that asks for words, and nothing is written."""
    for item in picked(value):
        choice = find(state.choices, bare(item, question.value_property))
        if choice is None:
            continue
        if choice.kind == OTHER and is_empty(state.comment):
            return True
        asks = choice.choice is not None and choice.choice.has_comment and choice.choice.is_comment_required
        if asks and not question.value_property and _is_wordless(item, asks_no_more=question.type == "tagbox"):
            return True
    return False


def _is_wordless(item: Value, *, asks_no_more: bool) -> bool:
    """Whether a picked choice lacks its comment; a list that opens has no room to ask for one."""
    if isinstance(item, dict):
        return is_empty(item.get("comment"))
    return not asks_no_more


def _matrix_errors(state: QuestionState, question: MatrixQuestion, value: Value) -> Iterator[Error]:
    answers = value if isinstance(value, dict) else {}
    given = [answers.get(str(row.value)) for row in state.rows]
    if question.is_each_row_required and any(is_empty(item) for item in given):
        yield Error("required_rows")
    said = [item for item in given if not is_empty(item)]
    if question.is_each_row_unique and _has_repetition(said):
        yield Error("unique_rows")


def _has_repetition(values: list[Value]) -> bool:
    return any(equal_in_order(value, other) for i, value in enumerate(values) for other in values[:i])


def _item_errors(working: Working, question: MultipleTextQuestion, value: Value) -> Iterator[Error]:
    answers = value if isinstance(value, dict) else {}
    for item in question.items:
        said = answers.get(item.name)
        found: list[Error] = []
        if item.is_required and _is_unanswered(said):
            found = [Error("required", text=working.words_raw(item.required_error))]
        else:
            found.extend(check_input(working, item, said))
            found.extend(check_validators(working, item, item.validators, said))
        for error in found:
            yield Error(error.code, error.params, error.text, error.severity, item.name)
