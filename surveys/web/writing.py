"""Questions that are answered by writing or row by row, and those that are only looked at."""

from __future__ import annotations

from typing import Any

from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import text
from surveys.web.controls import control_of
from surveys.web.field_names import field_name
from surveys.web.fields import Field, Option, options_of


def fill_matrix(drawn: Field) -> None:
    question: Any = drawn.state.question
    entered = drawn.entered if isinstance(drawn.entered, dict) else {}
    drawn.options = options_of(drawn, drawn.state.columns, [])
    for number, row in enumerate(drawn.state.rows):
        key = text(row.value)
        value = entered.get(key)
        picked = [text(item) for item in (value if isinstance(value, list) else [value]) if item is not None]
        drawn.rows.append(
            Option(
                value=key,
                text=row.text,
                id=f"{drawn.id}-{number}-0",
                name=field_name(drawn.state.name, key),
                control={"picked": picked, "head": f"{drawn.id}-r{number}"},
            )
        )
    drawn.options, drawn.more["columns"] = [], drawn.options
    drawn.more["type"] = "checkbox" if question.cell_type == "checkbox" else "radio"


def fill_items(drawn: Field) -> None:
    question: Any = drawn.state.question
    entered = drawn.entered if isinstance(drawn.entered, dict) else {}
    for number, item in enumerate(question.items):
        value = entered.get(item.name)
        drawn.rows.append(
            Option(
                value=item.name,
                text=choose(item.title, drawn.locale) or item.name,
                id=f"{drawn.id}-{number}",
                name=field_name(drawn.state.name, item.name),
                entered="" if value is None else text(value),
                control=control_of(item, drawn.locale) | {"optional": not item.is_required},
            )
        )


def fill_text(drawn: Field) -> None:
    drawn.is_group = False
    drawn.more["control"] = control_of(drawn.state.question, drawn.locale)


def fill_comment(drawn: Field) -> None:
    question: Any = drawn.state.question
    drawn.is_group = False
    drawn.more = {
        "rows": min(max(question.rows, 2), 20),
        "maxlength": question.max_length if question.max_length > 0 else "",
        "placeholder": choose(question.placeholder, drawn.locale),
    }


def fill_shown(drawn: Field) -> None:
    """What is only looked at."""
    question: Any = drawn.state.question
    drawn.is_asked = drawn.is_group = False
    if drawn.state.type == "image":
        sizes = {side: text(getattr(question, side)) for side in ("width", "height")}
        drawn.more = {side: size for side, size in sizes.items() if size.isdecimal()}
        drawn.more |= {"image": drawn.words("image"), "alt": drawn.words("alt")}
