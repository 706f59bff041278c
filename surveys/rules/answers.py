"""Cleans an answer that comes from outside into canonical, bounded JSON."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from surveys.rules.choices import (
    DONT_KNOW,
    NONE,
    OTHER,
    REFUSED,
    SELECT_ALL,
    base_choices,
    rating_choices,
)
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    CommentQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.values import Value, is_empty, number, numeric_text
from surveys.rules.moments import SAMPLES, written

MAX_TEXT = 2_000
MAX_COMMENT = 20_000
MAX_PICKS = 2_000

_WRITTEN = frozenset({"date", "datetime-local", "time", "month", "week", "color"})
_SEPARATORS = {ord("٫"): ".", ord("٬"): None, ord("\u2212"): "-"}


class InvalidAnswer(ValueError):  # noqa: N818 - named for what it is about
    """An answer that its question could never have been given."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


def clean_answer(question: Question, raw: Any) -> Value:
    """The answer in canonical JSON, None when nothing was said; InvalidAnswer when it cannot be.

    Choices are matched by value, "2" standing for 2 where the choice is a number.
    """
    cleaner = _CLEANERS.get(type(question))
    if cleaner is None or raw is None:
        return None
    value = cleaner(question, raw)
    return None if is_empty(value) else value


def clean_comment(raw: Any) -> str | None:
    """What was written beside an answer or for Other."""
    words = _words(raw, MAX_COMMENT).strip()
    return words or None


def _words(raw: Any, limit: int) -> str:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        raise InvalidAnswer("not_a_text")
    words = str(raw).replace("\r\n", "\n").replace("\x00", "")
    if len(words) > limit:
        raise InvalidAnswer("too_long", high=limit)
    return words


def _text(question: TextQuestion, raw: Any) -> Value:
    if question.input_type in ("number", "range"):
        return _quantity(raw)
    limit = question.max_length if question.max_length > 0 else MAX_TEXT
    words = _words(raw, min(limit, MAX_TEXT))
    if question.input_type not in ("text", "password"):
        words = words.strip()
    return _moment(question.input_type, words) if words and question.input_type in _WRITTEN else words


def _moment(kind: str, words: str) -> str:
    found = written(kind, _in_ascii(words[:50]))
    if found is None:
        raise InvalidAnswer("not_a_color" if kind == "color" else "not_a_date", sample=SAMPLES[kind])
    return found


def _quantity(raw: Any) -> Value:
    if isinstance(raw, str):
        if not raw.strip():
            return None
        raw = _in_ascii(raw[:50])
        value = numeric_text(raw) if len(raw) < 50 else None
        if value is None and re.fullmatch(r"\s*[+-]?0\d*\s*", raw):
            value = number(float(raw))
    else:
        value = raw if isinstance(raw, (int, float)) and not isinstance(raw, bool) else None
    if value is None or not math.isfinite(value) or abs(value) > 1e300:
        raise InvalidAnswer("not_a_number")
    return number(float(value))


def _in_ascii(raw: str) -> str:
    """A number in the digits that computers write: ３５, ٣٥ and ३५ are 35, ١٫٥ is 1.5."""
    plain = unicodedata.normalize("NFKC", raw).translate(_SEPARATORS)
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in plain)


def _comment(question: CommentQuestion, raw: Any) -> Value:
    limit = question.max_length if question.max_length > 0 else MAX_COMMENT
    return _words(raw, min(limit, MAX_COMMENT))


def _boolean(question: BooleanQuestion, raw: Any) -> Value:
    for value in (question.value_true, question.value_false):
        if equal(raw, value):
            return value
    if raw == "":
        return None
    raise InvalidAnswer("not_a_choice")


def _rating(question: RatingQuestion, raw: Any) -> Value:
    if raw == "":
        return None
    return _match([choice.value for choice in rating_choices(question)], raw)


def _match(values: list[Value], raw: Any) -> Value:
    """The choice an answer names: exactly, else by what it says."""
    for value in values:
        if type(value) is type(raw) and value == raw:
            return value
    for value in values:
        if not isinstance(raw, (list, dict)) and equal(str(value), str(raw)):
            return value
    raise InvalidAnswer("not_a_choice")


def _offered(question: ChoiceQuestion) -> list[Value]:
    special = (
        (question.has_other, OTHER),
        (question.has_none, NONE),
        (question.has_refuse, REFUSED),
        (question.has_dont_know, DONT_KNOW),
    )
    return [choice.value for choice in base_choices(question)] + [value for is_offered, value in special if is_offered]


def _choice(question: ChoiceQuestion, raw: Any) -> Value:
    if not question.is_multiple:
        return None if raw == "" else _pick(question, raw)
    items = raw if isinstance(raw, list) else [raw]
    if len(items) > MAX_PICKS:
        raise InvalidAnswer("too_many", high=MAX_PICKS)
    picks: list[Value] = []
    for item in items:
        if item in ("", None):
            continue
        if item == SELECT_ALL and question.has_select_all:
            picks.extend(choice.value for choice in base_choices(question))
            continue
        picks.append(_pick(question, item))
    unique = _once(picks)
    if question.most and len(unique) > question.most:
        raise InvalidAnswer("too_many", high=question.most)
    return unique


def _pick(question: ChoiceQuestion, raw: Any) -> Value:
    """One picked choice; with its comment where the choice has one."""
    if isinstance(raw, Mapping) and "value" in raw:
        value = _pick(question, raw["value"])
        words = clean_comment(raw["comment"]) if raw.get("comment") is not None else None
        return {"value": value, "comment": words} if words else value
    if question.value_property and isinstance(raw, Mapping):
        value = _pick(question, raw.get(question.value_property))
        return {question.value_property: value}
    if question.source:
        return raw if isinstance(raw, (int, float)) else _words(raw, MAX_TEXT)
    try:
        return _match(_offered(question), raw)
    except InvalidAnswer:
        if question.allows_custom or question.has_other:
            return _words(raw, MAX_TEXT)
        raise


def _once(picks: list[Value]) -> list[Value]:
    """Each pick once, however often it was sent."""
    return [pick for i, pick in enumerate(picks) if pick not in picks[:i]]


def _matrix(question: MatrixQuestion, raw: Any) -> Value:
    if not isinstance(raw, Mapping):
        if not question.rows:
            return _match([column.value for column in question.columns], raw)
        raise InvalidAnswer("not_an_object")
    rows = {str(row.value) for row in question.rows}
    columns = [column.value for column in question.columns]
    answers = {}
    for row, value in raw.items():
        if str(row) not in rows:
            raise InvalidAnswer("not_a_choice")
        if value in ("", None, []):
            continue
        many = isinstance(value, list) and question.cell_type == "checkbox"
        answers[str(row)] = _once([_match(columns, v) for v in value[:MAX_PICKS]]) if many else _match(columns, value)
    return answers


def _items(question: MultipleTextQuestion, raw: Any) -> Value:
    if not isinstance(raw, Mapping):
        raise InvalidAnswer("not_an_object")
    items = {item.name: item for item in question.items}
    answers = {}
    for name, value in raw.items():
        if name not in items:
            raise InvalidAnswer("not_a_choice")
        cleaned = clean_answer(items[name], value)
        if cleaned is not None:
            answers[name] = cleaned
    return answers


_CLEANERS: dict[type, Callable[[Any, Any], Value]] = {
    TextQuestion: _text,
    CommentQuestion: _comment,
    BooleanQuestion: _boolean,
    RatingQuestion: _rating,
    ChoiceQuestion: _choice,
    MatrixQuestion: _matrix,
    MultipleTextQuestion: _items,
}
