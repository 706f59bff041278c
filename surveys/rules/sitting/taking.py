"""An answer as it comes in: its value, and the words beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.rules.answers import InvalidAnswer, clean_answer, clean_comment
from surveys.rules.choices import OTHER, bare, find, picked
from surveys.rules.definition import ChoiceQuestion, Definition
from surveys.rules.documents.storable import unstorable
from surveys.rules.errors import Error
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.state import QuestionState, State


@dataclass(frozen=True)
class Entry:
    """What somebody entered for a question, unchecked."""

    value: Any = None
    comment: Any = None

    def as_json(self) -> dict[str, Any]:
        """The entry as it waits to be mended."""
        return {"value": self.value, "comment": self.comment}


def clean_entry(
    definition: Definition, state: QuestionState, entry: Entry, answers: dict[str, Value]
) -> dict[str, Value]:
    """The answers with this entry in its place; raises InvalidAnswer."""
    question = state.question
    if any(unstorable(entry.as_json())):
        raise InvalidAnswer("not_a_text")
    if question.type == "ranking" and isinstance(entry.value, dict):
        raise InvalidAnswer("same_place")
    value = clean_answer(question, entry.value)
    comment = clean_comment(entry.comment) if entry.comment is not None else None
    if isinstance(question, ChoiceQuestion) and comment and not _stores_comment(definition, question):
        value, comment = _in_place_of_other(value, comment), None
    keeps = question.has_comment or (isinstance(question, ChoiceQuestion) and OTHER in picked(value))
    return _put(_put(answers, question.key, value), question.comment_key, comment if keeps else None)


def forbidden(state: State, page: str) -> dict[str, list[Error]]:
    """The questions of a page that were answered with a choice nobody may pick now."""
    found: dict[str, list[Error]] = {}
    for question in state.questions.values():
        if question.page != page or not question.choices or is_empty(question.value):
            continue
        for item in picked(question.value):
            choice = find(question.choices, bare(item))
            if choice is not None and not choice.is_enabled:
                found[question.name] = [Error("not_a_choice")]
    return found


def _stores_comment(definition: Definition, question: ChoiceQuestion) -> bool:
    own = question.stores_other_as_comment
    return definition.stores_other_as_comment if own is None else own


def _in_place_of_other(value: Value, comment: str) -> Value:
    if isinstance(value, list):
        return [comment if item == OTHER else item for item in value]
    return comment if value == OTHER else value


def _put(answers: dict[str, Value], key: str, value: Value) -> dict[str, Value]:
    rest = {k: v for k, v in answers.items() if k != key}
    return rest if is_empty(value) else rest | {key: value}


def entries_from(definition: Definition, data: Mapping[str, Any]) -> tuple[dict[str, Entry], list[str]]:
    """SurveyJS data as entries by question name, and the keys that belong to no question."""
    questions = {question.key: question for question in definition.questions() if question.has_answer}
    computed = {calculated.name for calculated in definition.calculated}
    entries = {
        question.name: Entry(data.get(key), data.get(question.comment_key))
        for key, question in questions.items()
        if key in data or question.comment_key in data
    }
    known = set(questions) | {question.comment_key for question in questions.values()} | computed
    return entries, [str(key) for key in data if key not in known]
