"""Reading and writing one language of a text, as it stands in the JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.texts import DEFAULT

if TYPE_CHECKING:
    from surveys.rules.editing.places import Json


@dataclass(frozen=True, slots=True)
class Tongue:
    """The locale in which somebody reads and writes, and the survey's own, in which unmarked texts are."""

    locale: str
    own: str

    @property
    def is_own(self) -> bool:
        return self.locale == self.own


def text_in(value: Any, tongue: Tongue) -> str:
    """The text in exactly this locale; what is not marked with a language is in the survey's own."""
    if isinstance(value, dict):
        found = value.get(tongue.locale)
        if found is None and tongue.is_own:
            found = value.get(DEFAULT)
        return "" if found is None else str(found)
    return str(value) if value is not None and tongue.is_own else ""


def with_text(value: Any, text: str, tongue: Tongue) -> Any:
    """The value with its text in one locale replaced; None when nothing is left."""
    if not isinstance(value, dict):
        if tongue.is_own:
            return text or None
        if not text:
            return value
        return {tongue.locale: text} if value is None else {DEFAULT: str(value), tongue.locale: text}
    key = DEFAULT if tongue.is_own and tongue.locale not in value else tongue.locale
    changed = {name: item for name, item in value.items() if name != key or text}
    if text:
        changed[key] = text
    return changed or None


def set_text(item: Json, key: str, text: str, tongue: Tongue) -> None:
    """Write a text property in one language; nothing is written that says the same."""
    if text_in(item.get(key), tongue) == text:
        return
    value = with_text(item.get(key), text, tongue)
    if value is None:
        item.pop(key, None)
    else:
        item[key] = value
