"""Properties that expressions and texts may read: `{$q.title}`, `{$q.choices[0].text}`, `{$survey.locale}`."""

from collections.abc import Mapping
from typing import Any

from surveys.rules.definition.model import (
    ChoiceQuestion,
    Definition,
    Element,
    MatrixQuestion,
    Panel,
)
from surveys.rules.definition.pieces import Choice
from surveys.rules.definition.texts import Text
from surveys.rules.expressions.scopes import find
from surveys.rules.expressions.values import Value, text

_DEFAULTS: dict[str, Value] = {
    "isRequired": False,
    "readOnly": False,
    "visible": True,
    "hasComment": False,
    "showCommentArea": False,
    "titleLocation": "default",
    "inputType": "text",
}


def property_of(element: Element, key: str, locale: str) -> Value:
    """A property as its author wrote it, or its default."""
    if key == "name":
        return element.name
    if key == "title":
        own = element.title.choose(locale) if element.title else ""
        return own or (None if isinstance(element, Panel) else element.name)
    if key == "type":
        return None
    value = find(_lists(element, locale), key)
    if value is None:
        value = _localised(find(element.json, key), locale)
    return _DEFAULTS.get(key) if value is None else value


def _lists(element: Element, locale: str) -> dict[str, Value]:
    lists: dict[str, Value] = {}
    if isinstance(element, ChoiceQuestion):
        lists["choices"] = _items(element.choices, locale)
    if isinstance(element, MatrixQuestion):
        lists["rows"] = _items(element.rows, locale)
        lists["columns"] = _items(element.columns, locale)
    return lists


def _items(choices: tuple[Choice, ...], locale: str) -> list[Value]:
    return [{"value": c.value, "text": (c.text.choose(locale) if c.text else "") or text(c.value)} for c in choices]


def _localised(value: Any, locale: str) -> Value:
    if isinstance(value, Mapping) and all(isinstance(item, str) for item in value.values()):
        return Text(dict(value)).choose(locale) or None
    return value if isinstance(value, (str, int, float, bool)) else None


def survey_property(definition: Definition, key: str, locale: str) -> Value:
    if key == "locale":
        return locale
    if key in ("readOnly", "mode"):
        return definition.is_read_only if key == "readOnly" else ("display" if definition.is_read_only else "edit")
    return _localised(find(definition.source, key), locale)
