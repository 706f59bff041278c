"""Which question of ours stands for which of LimeSurvey's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.rules.marking import gettext_noop

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
    "H": lambda parts, answers: {"type": "matrix", "columns": answers, "rows": parts},
    "P": lambda parts, _: {"type": "checkbox", "choices": parts},
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
NAMES = {"I": gettext_noop("language switch"), "*": gettext_noop("equation"), "|": gettext_noop("file upload")}
HALF = {"P": gettext_noop("comments beside the options")}
"""What a kind asks beside what is carried over."""
SORTS = {";": "grid", ":": "grid", "1": "scales"} | dict.fromkeys("MPR", "many") | dict.fromkeys("ABCEFHQK", "matrix")
"""Where the parts of an answer stand, for conditions; all others have one answer."""


def texts_by_row(name: str, rows: Options, columns: Options, input_type: str, bounds: Made) -> list[Made]:
    """A table of fields as one question a row, with a line a column."""
    items = [{"name": column["value"], "title": column.get("text", column["value"])} for column in columns]
    more = {"inputType": input_type} | bounds if input_type else {}
    return [_of_row(name, row) | {"type": "multipletext", "items": [item | more for item in items]} for row in rows]


def ticks_by_row(name: str, rows: Options, columns: Options) -> list[Made]:
    """A table of ticks as one question a row."""
    return [_of_row(name, row) | {"type": "checkbox", "choices": columns} for row in rows]


def two_scales(name: str, rows: Options, scales: tuple[Options, Options], heads: tuple[Any, Any]) -> list[Made]:
    """Rows judged twice as two matrices."""
    made = []
    for number, (columns, head) in enumerate(zip(scales, heads, strict=True), 1):
        titled = {"title": head} if head else {"titleLocation": "hidden"}
        made.append({"type": "matrix", "name": f"{name}_{number}", "columns": columns, "rows": rows} | titled)
    return made


def _of_row(name: str, row: Made) -> Made:
    return {"name": f"{name}_{row['value']}", "title": row.get("text", row["value"])}
