"""The XLSForm row of each kind of question of ours, and its options."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from surveys.rules.choices import base_choices
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    CommentQuestion,
    HtmlQuestion,
    Question,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.definition.texts import Text
from surveys.rules.exchange.xlsform.tokens import NotCarried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.rules.definition.pieces import Choice

Row = dict[str, Any]
INPUTS = {"text": "text", "date": "date", "time": "time", "datetime-local": "dateTime", "range": "range"}
SELECTS = {
    "radiogroup": ("select_one", ""), "dropdown": ("select_one", "minimal"), "checkbox": ("select_multiple", ""),
    "tagbox": ("select_multiple", "minimal"), "ranking": ("rank", ""),
}  # fmt: skip
OPTION = re.compile(r"[^\s]+")
COMMON = frozenset({
    "type", "name", "title", "description", "visibleIf", "isRequired", "requiredIf", "requiredErrorText", "readOnly",
    "defaultValue", "defaultValueExpression", "validators",
})  # fmt: skip
OWN = {
    TextQuestion: {"inputType", "min", "max", "step"},
    CommentQuestion: {"rows"},
    ChoiceQuestion: {"choices", "showOtherItem", "hasOther", "choicesOrder"},
    RatingQuestion: {"rateMin", "rateMax", "rateStep"},
    BooleanQuestion: {"labelTrue", "labelFalse"},
    HtmlQuestion: {"html"},
}
YES, NO = Text({"en": "Yes", "zh-cn": "是"}), Text({"en": "No", "zh-cn": "否"})


def sort_of(question: Question) -> str:
    """What the question answers, as the translation of expressions must know."""
    if isinstance(question, ChoiceQuestion):
        return "one" if question.type in ("radiogroup", "dropdown") else "many"
    if isinstance(question, BooleanQuestion):
        return "boolean"
    is_number = isinstance(question, RatingQuestion) or getattr(question, "input_type", "") in ("number", "range")
    return "number" if is_number else "text"


def carried_keys(question: Question) -> frozenset[str]:
    """The properties that a row can hold."""
    for kind, keys in OWN.items():
        if isinstance(question, kind):
            return COMMON | keys
    return COMMON


def row_of(question: Question) -> Row:
    """Type, appearance and parameters; raises NotCarried for kinds that XLSForm has not."""
    if isinstance(question, ChoiceQuestion):
        return _select(question)
    if isinstance(question, BooleanQuestion):
        if (question.value_true, question.value_false) != (True, False):
            raise NotCarried("valueTrue")
        return {"type": f"select_one {list_of(question)}"}
    if isinstance(question, RatingQuestion) and not question.values:
        return {"type": "range", "parameters": _span(question.low, question.high, question.step)}
    if isinstance(question, CommentQuestion):
        return {"type": "text", "appearance": "multiline", "parameters": f"rows={question.rows}"}
    if isinstance(question, HtmlQuestion):
        return {"type": "note"}
    if isinstance(question, TextQuestion):
        return _line(question)
    raise NotCarried(question.type)


def _line(question: TextQuestion) -> Row:
    kind = question.input_type
    if kind == "number":
        return {"type": "integer" if question.step == 1 else "decimal"}
    if kind == "range":
        low, high = (100 if bound is None and is_high else bound or 0
                     for bound, is_high in ((question.low, False), (question.high, True)))  # fmt: skip
        return {"type": "range", "parameters": _span(low, high, question.step or 1)}
    if kind not in INPUTS:
        raise NotCarried(f"inputType {kind}")
    return {"type": INPUTS[kind]}


def _select(question: ChoiceQuestion) -> Row:
    if question.type not in SELECTS:
        raise NotCarried(question.type)
    kind, appearance = SELECTS[question.type]
    options = list(base_choices(question))
    values = [str(option.value) for option in options]
    if not options or not all(OPTION.fullmatch(value) for value in values) or len(set(values)) != len(values):
        raise NotCarried("choices")
    row: Row = {"type": f"{kind} {list_of(question)}{' or_other' if question.has_other else ''}"}
    if appearance:
        row["appearance"] = appearance
    if question.order == "random":
        row["parameters"] = "randomize=true"
    return row


def options_of(question: Question) -> Sequence[tuple[str, Text | None]]:
    """The options of a question: value and words."""
    if isinstance(question, BooleanQuestion):
        return [("true", question.label_true or YES), ("false", question.label_false or NO)]
    if isinstance(question, ChoiceQuestion):
        choices: Sequence[Choice] = base_choices(question)
        return [(str(choice.value), choice.text) for choice in choices]
    return []


def list_of(question: Question) -> str:
    """The name of its list."""
    return f"list_{question.name}"


def note_of(question: HtmlQuestion) -> Text | None:
    """The words of a note; raises NotCarried where markup would be lost."""
    if question.html and any("<" in words for words in question.html):
        raise NotCarried("html")
    return Text({k: html.unescape(v) for k, v in question.html.by_locale.items()}) if question.html else None


def _span(low: Any, high: Any, step: Any) -> str:
    return f"start={low:g} end={high:g} step={step:g}"
