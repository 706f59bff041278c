"""Readers turn one JSON property into a typed value, or note what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.rules.definition.findings import Finding
from surveys.rules.definition.texts import DEFAULT, Text
from surveys.rules.expressions import Expression, ExpressionError, parse
from surveys.rules.expressions.functions import FUNCTIONS
from surveys.rules.expressions.values import json_depth

MAX_STRING = 20_000
MAX_ENTRIES = 2_000
MAX_VALUE_DEPTH = 6
MAX_NUMBER = 1e308
INPUT_TYPES = frozenset(
    {
        "text", "number", "date", "datetime-local", "time", "month", "week",
        "email", "url", "tel", "password", "range", "color",
    }
)  # fmt: skip

UNREADABLE = object()
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


@dataclass(slots=True)
class Notes:
    """The findings of one import, in the order they were met."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, path: str, code: str, **params: Any) -> None:
        self.findings.append(Finding(path, code, params))


def shown(value: Any) -> str:
    """A value as a finding quotes it."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def read_bool(value: Any, path: str, notes: Notes) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    notes.add(path, "not_a_boolean", value=shown(value))
    return UNREADABLE


def read_not(value: Any, path: str, notes: Notes) -> Any:
    answer = read_bool(value, path, notes)
    return answer if answer is UNREADABLE else not answer


def read_number(value: Any, path: str, notes: Notes) -> Any:
    if isinstance(value, str):
        try:
            value = float(value) if "." in value else int(value[:20])
        except ValueError:
            value = None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < MAX_NUMBER:
        notes.add(path, "not_a_number", value=shown(value))
        return UNREADABLE
    return value


def read_int(value: Any, path: str, notes: Notes) -> Any:
    number = read_number(value, path, notes)
    return number if number is UNREADABLE else int(max(-(2**53), min(2**53, number)))


def read_step(value: Any, path: str, notes: Notes) -> Any:
    return None if value == "any" else read_number(value, path, notes)


def read_string(value: Any, path: str, notes: Notes) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        notes.add(path, "not_a_text", value=shown(value))
        return UNREADABLE
    text = str(value)
    if len(text) > MAX_STRING:
        notes.add(path, "too_long", limit=MAX_STRING)
        return UNREADABLE
    return text


def read_plain(value: Any, path: str, notes: Notes) -> Any:
    """A text without translations, even if it is written as one that could have some."""
    text = read_text(value, path, notes)
    return text.choose("") if isinstance(text, Text) else text


def read_text(value: Any, path: str, notes: Notes) -> Any:
    if not isinstance(value, Mapping):
        text = read_string("true" if value is True else value, path, notes)
        return Text({DEFAULT: text}) if isinstance(text, str) else text
    by_locale = {}
    for locale, item in value.items():
        if item is None:
            continue
        text = read_string(item, f"{path}.{locale}", notes)
        if isinstance(text, str):
            by_locale[str(locale)] = text
    return Text(by_locale)


def read_address(value: Any, path: str, notes: Notes) -> Any:
    """Where a picture is, in one or several languages: on this site, on another, or in the text itself."""
    text = read_text(value, path, notes)
    if not isinstance(text, Text):
        return text
    wrong = [address for address in text.by_locale.values() if not _shows_picture(address)]
    for address in wrong:
        notes.add(path, "not_one_of", value=shown(address), allowed="https://…, http://…, /…, data:image/…")
    return UNREADABLE if wrong else text


def _shows_picture(address: str) -> bool:
    """Browsers overlook blanks and control characters inside an address, so this does too."""
    plain = "".join(letter for letter in address if letter > " ").lower()
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme.group(1) in ("http", "https") or plain.startswith("data:image/")


def read_value(value: Any, path: str, notes: Notes) -> Any:
    """Any JSON value, within reason."""
    if isinstance(value, str) and len(value) > MAX_STRING:
        notes.add(path, "too_long", limit=MAX_STRING)
        return UNREADABLE
    if not json_depth(value, MAX_VALUE_DEPTH):
        notes.add(path, "too_deep", limit=MAX_VALUE_DEPTH)
        return UNREADABLE
    return value


def read_expression(value: Any, path: str, notes: Notes) -> Any:
    text = read_string("true" if value is True else "false" if value is False else value, path, notes)
    if not isinstance(text, str) or not text.strip():
        return None if isinstance(text, str) else text
    try:
        expression: Expression = parse(text)
    except ExpressionError as error:
        notes.add(path, "bad_expression", reason=str(error))
        return UNREADABLE
    unknown = sorted(expression.functions - FUNCTIONS.keys())
    for name in unknown:
        notes.add(path, "unknown_function", name=name)
    return expression


def read_bound(value: Any, path: str, notes: Notes) -> Any:
    """The least or greatest value allowed; one that begins with = is computed."""
    is_computed = isinstance(value, str) and value.startswith("=")
    return read_expression(value[1:], path, notes) if is_computed else read_value(value, path, notes)


def read_strings(value: Any, path: str, notes: Notes) -> Any:
    if isinstance(value, Mapping):
        value = value.get(DEFAULT) or next(iter(value.values()), [])
    entries = read_list(value, path, notes)
    texts = [read_string(item, f"{path}[{i}]", notes) for i, item in enumerate(entries)]
    return tuple(text for text in texts if isinstance(text, str))


def read_list(value: Any, path: str, notes: Notes) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        notes.add(path, "not_a_list")
        return [value] if isinstance(value, Mapping) and value else []
    if len(value) > MAX_ENTRIES:
        notes.add(path, "too_many", limit=MAX_ENTRIES)
        return []
    return value


def _one_of(allowed: Mapping[Any, Any]) -> Callable[[Any, str, Notes], Any]:
    def read(value: Any, path: str, notes: Notes) -> Any:
        if isinstance(value, (str, bool)) and value in allowed:
            return allowed[value]
        notes.add(path, "not_one_of", value=shown(value), allowed=", ".join(map(str, allowed)))
        return UNREADABLE

    return read


def read_input_type(value: Any, path: str, notes: Notes) -> Any:
    name = {"datetime": "datetime-local", "phone": "tel"}.get(value, value) if isinstance(value, str) else value
    return _one_of({name: name for name in sorted(INPUT_TYPES)})(name, path, notes)


read_numbering = _one_of(
    {
        True: "on", False: "off", "on": "on", "off": "off", "onPage": "onPage", "onpage": "onPage",
        "onPanel": "onPanel", "onpanel": "onPanel", "onSurvey": "default", "default": "default",
        "recursive": "recursive", "onPageRecursive": "onPage",
    }
)  # fmt: skip


def read_panel_numbering(value: Any, path: str, notes: Notes) -> Any:
    """How a panel numbers what is in it: with the rest, where it says what only surveys know."""
    said = read_numbering(value, path, notes)
    return said if said is UNREADABLE or value in ("default", "off", "onpanel", "recursive") else "plain"


READERS: dict[str, Callable[[Any, str, Notes], Any]] = {
    "bool": read_bool,
    "not": read_not,
    "number": read_number,
    "int": read_int,
    "step": read_step,
    "string": read_string,
    "plain": read_plain,
    "text": read_text,
    "address": read_address,
    "value": read_value,
    "expression": read_expression,
    "bound": read_bound,
    "strings": read_strings,
    "input_type": read_input_type,
    "numbering": read_numbering,
    "panel_numbering": read_panel_numbering,
    "order": _one_of(
        {"none": "none", "initial": "none", "asc": "asc", "desc": "desc", "random": "random"}
    ),
    "storing": _one_of({True: True, False: False, "default": None, "true": True, "false": False}),
    "display_mode": _one_of({"edit": False, "display": True}),
    "clearing": _one_of(
        {
            "none": "none", False: "none", "onComplete": "onComplete", True: "onComplete",
            "onHidden": "onHidden", "onHiddenContainer": "onHiddenContainer",
        }
    ),
    "progress": _one_of(
        {True: True, False: False, "off": False, "on": True, "auto": True, "top": True,
         "bottom": True, "both": True, "aboveheader": True, "belowheader": True, "topbottom": True}
    ),
    "preview": _one_of(
        {True: True, False: False, "noPreview": False, "showAllQuestions": True,
         "showAnsweredQuestions": True}
    ),
}  # fmt: skip
