"""How many places for an answer a survey has in all: each costs time whenever a page of it is shown."""

from collections.abc import Mapping

from surveys.rules.definition.model import (
    ChoiceQuestion,
    Definition,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
    RatingQuestion,
)

MAX_CONTROLS = 10_000
MAX_COUNTED = 1_000


def first_beyond(definition: Definition) -> str | None:
    """The path of the question with which a survey has more than it may; None where it has not."""
    questions = {question.name: question for question in definition.questions()}
    total = 0
    for question in questions.values():
        total += _controls(question, questions)
        if total > MAX_CONTROLS:
            return question.path
    return None


def _controls(question: Question, questions: Mapping[str, Question]) -> int:
    if isinstance(question, MatrixQuestion):
        return len(question.rows) * len(question.columns)
    if isinstance(question, MultipleTextQuestion):
        return len(question.items)
    if isinstance(question, RatingQuestion):
        return len(question.values) or _counted(question.low, question.high, question.step)
    if isinstance(question, ChoiceQuestion):
        source = questions.get(question.source)
        return _offered(question) + (_offered(source) if isinstance(source, ChoiceQuestion) else 0)
    return 1


def _offered(question: ChoiceQuestion) -> int:
    is_counted = question.range_high > 0 or question.range_low > 0
    counted = _counted(question.range_low, question.range_high, question.range_step) if is_counted else 0
    return len(question.choices) + counted


def _counted(low: float, high: float, step: float) -> int:
    return int(max(0.0, min(float(MAX_COUNTED), (high - low) / (step if step > 0 else 1) + 1)))
