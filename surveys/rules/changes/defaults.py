"""The values a question has before anybody answers: written down, or computed."""

from surveys.rules.changes.keeping import stored
from surveys.rules.choices import SELECT_ALL
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
)
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic.offers import choices_of
from surveys.rules.logic.working import Working


def default_of(working: Working, question: Question) -> Value:
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


def computed_default(working: Working, question: Question) -> Value:
    """The default an expression gives right now."""
    if isinstance(question, MultipleTextQuestion):
        values = {
            item.name: working.run(item.default_expression, question)
            for item in question.items
            if item.default_expression is not None
        }
        return {name: stored(value) for name, value in values.items() if not is_empty(value)}
    if question.default_expression is None:
        return None
    value = working.run(question.default_expression, question)
    if isinstance(question, MatrixQuestion) and not isinstance(value, dict):
        return None
    is_none_of_many = isinstance(question, ChoiceQuestion) and question.is_multiple and value in (0, False)
    return None if is_none_of_many else value
