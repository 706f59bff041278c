"""Answers in words: questions by their titles, choices by their labels."""

from dataclasses import dataclass

from surveys.rules.choices import find
from surveys.rules.definition import MatrixQuestion, MultipleTextQuestion
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import is_empty, text
from surveys.rules.state import QuestionState, State


@dataclass(frozen=True)
class Line:
    """A question and what was said to it."""

    name: str
    question: str
    answer: str


def lines_of(state: State) -> list[Line]:
    """Everything answered, in the order of the survey."""
    return [
        Line(question.name, question.title, answer)
        for question in state.questions.values()
        if question.question.has_answer and (answer := answer_in_words(question, state.locale))
    ]


def answer_in_words(question: QuestionState, locale: str) -> str:
    """One answer with the words beside it; empty when nothing was said."""
    if is_empty(question.value):
        return ""
    said = _words(question, locale)
    beside = text(question.comment) if question.question.has_comment and not is_empty(question.comment) else ""
    return f"{said}\n{beside}" if beside else said


def _words(question: QuestionState, locale: str) -> str:
    value = question.value
    if not isinstance(value, dict):
        return question.display or text(value)
    if isinstance(question.question, MatrixQuestion):
        return "\n".join(_row(question, row, said, locale) for row, said in value.items())
    if isinstance(question.question, MultipleTextQuestion):
        titles = {item.name: choose(item.title, locale) or item.name for item in question.question.items}
        return "\n".join(f"{titles.get(name, name)}{_marks(locale)[0]}{text(said)}" for name, said in value.items())
    return question.display or text(value)


def _row(question: QuestionState, row: str, said: object, locale: str) -> str:
    known = find(question.rows, row)
    picks = said if isinstance(said, list) else [said]
    columns = [(column.text if (column := find(question.columns, pick)) else text(pick)) for pick in picks]
    colon, comma = _marks(locale)
    return f"{known.text if known else row}{colon}{comma.join(columns)}"


def _marks(locale: str) -> tuple[str, str]:
    """The colon and the comma of a list in a language."""
    return ("：", "、") if locale.startswith("zh") else (": ", ", ")
