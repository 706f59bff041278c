"""What remains of the answers when a response is completed."""

from surveys.rules.expressions.values import Value
from surveys.rules.state import QuestionState, State
from surveys.rules.validation import data_after_check


def final_answers(state: State) -> dict[str, Value]:
    """The answers without those to questions that are not shown, unless the survey wants them kept."""
    answers = data_after_check(state)
    questions = list(state.questions.values())
    shown = {q.question.key for q in questions if q.is_visible}
    for question in questions:
        if not question.is_visible and question.question.key not in shown and _clears(state, question):
            answers.pop(question.question.key, None)
            answers.pop(question.question.comment_key, None)
    return answers


def _clears(state: State, question: QuestionState) -> bool:
    own = question.question.clear_if_invisible
    return (state.definition.clear_invisible if own == "default" else own) != "none"
