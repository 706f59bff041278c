"""Conditions in the form of a piece: rows to choose from, and the expression beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.choices import base_choices
from surveys.rules.definition import BooleanQuestion, ChoiceQuestion, MatrixQuestion, RatingQuestion, TextQuestion
from surveys.rules.definition.texts import choose
from surveys.rules.editing.conditions import (
    LISTS,
    UNARY,
    Condition,
    Conditions,
    can_write,
    read_conditions,
    write_conditions,
)
from surveys.rules.editing.places import CannotEdit
from surveys.web.builder import kinds
from surveys.web.builder.controls import number_or_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.definition import Definition, Question
    from surveys.rules.editing.places import Place

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """One condition in the form; `values` are what its question can be answered with."""

    index: int
    name: str
    operator: str
    value: str
    values: Options
    questions: Options


@dataclass(frozen=True)
class Logic:
    """One conditional property in the form."""

    key: str
    label: Any
    text: str
    joined: str
    rows: list[Row]
    is_simple: bool


def logic_of(place: Place, definition: Definition, locale: str, posted: Mapping[str, str] | None = None) -> list[Logic]:
    """The conditions of a piece, and one empty row for another."""
    found = []
    for key, label in kinds.CONDITIONS.items():
        if not place.path or (place.is_page and key == "requiredIf"):
            continue
        stored = str(place.item.get(key) or "")
        known = read_conditions(stored)
        rows = [*(known.rows if known else ()), Condition("", "equal", "")]
        drawn = [_row(i, row, place, definition, locale) for i, row in enumerate(rows)] if known else []
        text = stored if posted is None else posted.get(f"c.{key}.text", stored)
        found.append(Logic(key, label, text, known.joined if known else "and", drawn, known is not None))
    return found


def apply_logic(before: Place, now: Place, definition: Definition, locale: str, posted: Mapping[str, str]) -> None:
    """Write each condition that was changed: the expression when it was edited, else the rows."""
    for key in kinds.CONDITIONS:
        if f"c.{key}.text" not in posted:
            continue
        stored = str(before.item.get(key) or "")
        text = posted[f"c.{key}.text"].strip()
        if text == stored.strip():
            known = read_conditions(stored)
            rows = known and _sent(key, known, definition, locale, posted)
            if not rows or rows == known:
                continue
            text = write_conditions(rows)
        if text:
            now.item[key] = text
        else:
            now.item.pop(key, None)


def _sent(key: str, known: Conditions, definition: Definition, locale: str, posted: Mapping[str, str]) -> Conditions:
    """The rows as they were sent; what stands as it stood keeps its very value."""
    rows: list[Condition] = []
    index = 0
    while f"c.{key}.{index}.name" in posted:
        old = known.rows[index] if index < len(known.rows) else None
        name, operator, raw = (posted.get(f"c.{key}.{index}.{part}", "") for part in ("name", "operator", "value"))
        index += 1
        if old and (old.name, old.operator, _shown(old.value)) == (name, operator, raw):
            rows.append(old)
        elif name and operator in UNARY:
            rows.append(Condition(name, operator))
        elif name and operator in kinds.OPERATORS and raw.strip():
            rows.append(Condition(name, operator, _meant(name, operator, raw.strip(), definition, locale)))
    if not all(can_write(row) for row in rows):
        raise CannotEdit("no_condition")
    joined = posted.get(f"c.{key}.joined", known.joined)
    return Conditions(tuple(rows), known.joined if len(rows) < 2 or joined not in ("and", "or") else joined)


def _row(index: int, row: Condition, place: Place, definition: Definition, locale: str) -> Row:
    questions = [(q.key, _label(q, locale)) for q in definition.questions() if q.has_answer and q.path != place.path]
    if row.name and row.name not in dict(questions):
        questions.append((row.name, row.name))
    values = _values(_question(row.name, definition), locale) if row.operator not in LISTS else []
    shown = _shown(row.value)
    if values and shown not in dict(values):
        values.append((shown, shown))
    return Row(index, row.name, row.operator, shown, values, questions)


def _question(name: str, definition: Definition) -> Question | None:
    return next((q for q in definition.questions() if q.key == name), None)


def _values(question: Question | None, locale: str) -> Options:
    """What a question can be answered with, in words."""
    if isinstance(question, BooleanQuestion):
        yes, no = choose(question.label_true, locale), choose(question.label_false, locale)
        return [
            (_shown(question.value_true), yes or str(kinds.YES)),
            (_shown(question.value_false), no or str(kinds.NO)),
        ]
    if isinstance(question, ChoiceQuestion):
        return [(_shown(c.value), choose(c.text, locale) or _shown(c.value)) for c in base_choices(question)]
    return []


def _meant(name: str, operator: str, raw: str, definition: Definition, locale: str) -> Any:
    """The value behind what was typed: an option by its value or its words, a number where numbers are answered."""
    question = _question(name, definition)
    if operator in LISTS:
        parts = raw.replace("，", ",").replace("、", ",").split(",")
        return [_one(question, part.strip(), locale) for part in parts if part.strip()]
    return _one(question, raw, locale)


def _one(question: Question | None, raw: str, locale: str) -> Any:
    if isinstance(question, ChoiceQuestion):
        for choice in base_choices(question):
            if raw in (_shown(choice.value), choose(choice.text, locale)):
                return choice.value
    if isinstance(question, BooleanQuestion):
        return next((v for v in (question.value_true, question.value_false) if _shown(v) == raw), raw)
    is_number = isinstance(question, (RatingQuestion, MatrixQuestion)) or (
        isinstance(question, TextQuestion) and question.input_type in ("number", "range")
    )
    return number_or_text(raw) if is_number else raw


def _label(question: Question, locale: str) -> str:
    return choose(question.title, locale) or question.name


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
