"""Which question of ours stands for which of LimeSurvey's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Made = dict[str, Any]
Options = list[Made]
"""Each with `value` and `text`."""
YES_NO_UNSURE = (("Y", "Yes", "是"), ("U", "Uncertain", "不确定"), ("N", "No", "否"))
MORE_LESS = (("I", "Increase", "增加"), ("S", "Same", "不变"), ("D", "Decrease", "减少"))
GENDERS = (("F", "Female", "女"), ("M", "Male", "男"))


def _worded(words: tuple[tuple[str, str, str], ...]) -> Options:
    return [{"value": value, "text": {"default": english, "zh-cn": chinese}} for value, english, chinese in words]


def _plain(**made: Any) -> Callable[[Options, Options], Made]:
    return lambda _parts, _answers: dict(made)


def _points(highest: int) -> Callable[[Options, Options], Made]:
    columns = list(range(1, highest + 1))
    return lambda parts, _answers: {"type": "matrix", "columns": columns, "rows": parts}


def _several(input_type: str) -> Callable[[Options, Options], Made]:
    def make(parts: Options, _answers: Options) -> Made:
        items = [{"name": part["value"], "title": part.get("text", part["value"])} for part in parts]
        more = {"inputType": input_type} if input_type else {}
        return {"type": "multipletext", "items": [item | more for item in items]}

    return make


KINDS: dict[str, Callable[[Options, Options], Made]] = {
    "L": lambda _, answers: {"type": "radiogroup", "choices": answers},
    "O": lambda _, answers: {"type": "radiogroup", "choices": answers, "showCommentArea": True},
    "!": lambda _, answers: {"type": "dropdown", "choices": answers},
    "M": lambda parts, _: {"type": "checkbox", "choices": parts},
    "S": _plain(type="text"),
    "T": _plain(type="comment"),
    "U": _plain(type="comment", rows=10),
    "N": _plain(type="text", inputType="number"),
    "D": _plain(type="text", inputType="date"),
    "Y": _plain(type="boolean", valueTrue="Y", valueFalse="N"),
    "G": lambda _parts, _answers: {"type": "radiogroup", "choices": _worded(GENDERS)},
    "5": _plain(type="rating", rateMin=1, rateMax=5),
    "A": _points(5),
    "B": _points(10),
    "C": lambda parts, _: {"type": "matrix", "columns": _worded(YES_NO_UNSURE), "rows": parts},
    "E": lambda parts, _: {"type": "matrix", "columns": _worded(MORE_LESS), "rows": parts},
    "F": lambda parts, answers: {"type": "matrix", "columns": answers, "rows": parts},
    "Q": _several(""),
    "K": _several("number"),
    "R": lambda _, answers: {"type": "ranking", "choices": answers},
    "X": _plain(type="html"),
}
NAMES = {
    "P": "multiple choice with comments", "H": "array by column", "I": "language switch", "*": "equation",
    "|": "file upload", ";": "array of texts", ":": "array of numbers", "1": "array with two scales",
}  # fmt: skip
