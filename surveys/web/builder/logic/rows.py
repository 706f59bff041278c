"""One expression in a form: rows to choose from, and the text beside them; both say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from surveys.web.builder.logic.sources import ROW, Source
from surveys.web.builder.logic.values import Options, meant, shown

if TYPE_CHECKING:
    from collections.abc import Mapping


MOST_BEGUN = 10


@dataclass(frozen=True)
class Sent:
    """What was sent and not taken, or was taken while a row was only begun."""

    refused: Mapping[str, str] | None = None
    begun: Mapping[str, str] | None = None


NOTHING = Sent()


@dataclass(frozen=True)
class Row:
    """One condition in the form; `values` are what its question can be answered with, where a page has room."""

    index: int
    name: str
    operator: str
    value: str
    values: Options
    questions: Options


@dataclass(frozen=True)
class Logic:
    """One expression in the form."""

    key: str
    label: Any
    text: str
    joined: str
    rows: list[Row]
    is_simple: bool


def drawn(key: str, label: Any, stored: str, source: Source, sent: Sent) -> Logic:
    """The form of an expression, with one empty row for another condition; what was begun stands there still."""
    known = read_conditions(stored)
    rows = [*(known.rows if known else ()), Condition("", "equal", "")]
    is_simple = known is not None and source.room.takes(ROW * len(rows))
    if is_simple:
        rows[-1] = _begun(key, len(rows) - 1, sent.begun or sent.refused or {})
    form = [_row(i, row, source) for i, row in enumerate(rows)] if is_simple else []
    text = stored if sent.refused is None else sent.refused.get(f"c.{key}.text", stored)
    return Logic(key, label, text, known.joined if known else "and", form, is_simple)


def wanted(key: str, stored: str, source: Source, posted: Mapping[str, str]) -> str | None:
    """The expression as it is wanted now, the text before the rows; None where neither was changed."""
    if f"c.{key}.text" not in posted:
        return None
    text = posted[f"c.{key}.text"].strip()
    if text != stored.strip():
        return text
    known = read_conditions(stored) if f"c.{key}.0.name" in posted else None
    rows = known and _sent(key, known, source, posted)
    return write_conditions(rows) if rows and rows != known else None


def one_condition(key: str, source: Source, posted: Mapping[str, str]) -> str:
    """The expression of a single row that is not stored yet; empty while it is not whole."""
    rows = _sent(key, Conditions(), source, posted)
    return write_conditions(rows) if rows.rows else ""


def begun_rows(posted: Mapping[str, str]) -> dict[str, str]:
    """The rows that were only begun, each a question without a value, as the next page is to show them."""
    found: dict[str, str] = {}
    for key, name in posted.items():
        row, _, part = key.rpartition(".")
        operator = posted.get(f"{row}.operator", "")
        is_begun = key.startswith("c.") and part == "name" and name and operator not in UNARY
        if is_begun and not posted.get(f"{row}.value", "").strip() and len(found) < MOST_BEGUN:
            found |= {key: name, f"{row}.operator": operator}
    return found


def _sent(key: str, known: Conditions, source: Source, posted: Mapping[str, str]) -> Conditions:
    """The rows as they were sent; what stands as it stood keeps its very value."""
    rows: list[Condition] = []
    index = 0
    while f"c.{key}.{index}.name" in posted and index <= len(known.rows):
        old = known.rows[index] if index < len(known.rows) else None
        name, operator, raw = (posted.get(f"c.{key}.{index}.{part}", "") for part in ("name", "operator", "value"))
        name = name if old and old.name == name else source.name_of(name)
        index += 1
        if old and (old.name, old.operator, shown(old.value)) == (name, operator, raw):
            rows.append(old)
        elif name and operator in UNARY:
            rows.append(Condition(name, operator))
        elif name and operator in kinds.OPERATORS and raw.strip():
            value = meant(source.by_key.get(name), operator, raw.strip(), source.locale)
            rows.append(Condition(name, operator, value))
    if not all(can_write(row) for row in rows):
        raise CannotEdit("no_condition")
    joined = posted.get(f"c.{key}.joined", known.joined)
    return Conditions(tuple(rows), known.joined if len(rows) < 2 or joined not in ("and", "or") else joined)


def _begun(key: str, index: int, posted: Mapping[str, str]) -> Condition:
    """The empty row, as it was begun."""
    name, operator = (posted.get(f"c.{key}.{index}.{part}", "") for part in ("name", "operator"))
    return Condition(name, operator if operator in kinds.OPERATORS else "equal", "")


def _row(index: int, row: Condition, source: Source) -> Row:
    questions = source.listed()
    if questions and row.name and row.name not in dict(questions):
        questions = [*questions, (row.name, row.name)]
    values = [] if row.operator in LISTS else source.values(row.name)
    value = shown(row.value)
    if values and value not in dict(values):
        values = [(value, value), *values]
    return Row(index, row.name, row.operator, value, values, questions)
