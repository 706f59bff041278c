"""Fields of a house's own on its cases: their kinds, their bounds, and how a value is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_LENGTH = 60
VALUE_LENGTH = 200
MOST_FIELDS = 30
MOST_CHOICES = 50
MOST_DIGITS, PLACES = 15, 6
YEARS = range(1900, 2101)
YES, NO = "yes", "no"


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    YES_NO = "yes_no"


class BadValueError(Exception):
    """A value that the field cannot hold."""


def written(kind: FieldKind, choices: Sequence[str], value: str) -> str:
    """Return a value in the one way in which it is kept, "" for none; raises BadValueError."""
    text = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    if not text:
        return ""
    if len(text) > VALUE_LENGTH:
        raise BadValueError
    match kind:
        case FieldKind.NUMBER:
            return _number(text)
        case FieldKind.DATE:
            return _date(text)
        case FieldKind.CHOICE | FieldKind.YES_NO:
            if text not in ((YES, NO) if kind == FieldKind.YES_NO else choices):
                raise BadValueError
    return text


def checked_choices(kind: FieldKind, choices: Sequence[str]) -> list[str]:
    """Return what can be chosen, each once; raises BadValueError when that is too little or too much."""
    found = list(dict.fromkeys(" ".join(choice.split()) for choice in choices if choice.strip()))
    if kind != FieldKind.CHOICE:
        return []
    if not 1 <= len(found) <= MOST_CHOICES or any(len(choice) > NAME_LENGTH for choice in found):
        raise BadValueError
    return found


def _number(text: str) -> str:
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise BadValueError from error
    if not found.is_finite() or abs(found) >= Decimal(10) ** MOST_DIGITS or found != round(found, PLACES):
        raise BadValueError
    plain = f"{found.normalize():f}"
    return "0" if plain in ("0", "-0") else plain


def _date(text: str) -> str:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadValueError from error
    if found.year not in YEARS:
        raise BadValueError
    return found.isoformat()
