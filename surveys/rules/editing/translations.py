"""All texts of a survey side by side, one column a language."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.profile import ITEM
from surveys.rules.documents.languages import language_of
from surveys.rules.editing.lists import NAMES, set_entry_text
from surveys.rules.editing.places import CannotEdit, Json, find, places
from surveys.rules.editing.properties import table_of
from surveys.rules.editing.texts import Tongue, set_text, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = ("choices", "rateValues", "rows", "columns", "items")
INNER = {"validators": "text", "completedHtmlOnCondition": "html"}
"""Lists whose entries have a text of another name, and no value."""
CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text: the piece it belongs to, where exactly it stands, and its wording by locale."""

    at: str
    path: str
    key: str
    by_locale: dict[str, str]

    @property
    def missing(self) -> list[str]:
        return [locale for locale, text in self.by_locale.items() if not text]


def all_words(definition: Json, locales: list[str]) -> list[Words]:
    """Every text that is there in any language, in the order of the survey; the first locale is its own."""
    found = list(_of_piece(definition, "", locales))
    for place in places(definition):
        found += _of_piece(place.item, place.path, locales)
    return found


def set_words(definition: Json, path: str, text: str, tongue: Tongue) -> Json:
    """Another wording in one language; the path is that of a Words."""
    new = deepcopy(definition)
    at, key, index, inner = _parts(path)
    item = find(new, at)
    if index is None:
        set_text(item, key, text, tongue)
    elif key not in INNER and inner == (NAMES.get(key) or ("", "text"))[1]:
        set_entry_text(item, key, index, text, tongue)
    else:
        entries = item.get(key)
        if not isinstance(entries, list) or index >= len(entries) or not isinstance(entries[index], dict) or not inner:
            raise CannotEdit("gone")
        set_text(entries[index], inner, text, tongue)
    return new


def known_code(code: str, locales: list[str]) -> str:
    """A language to add; raises CannotEdit for what is none, or is there."""
    wanted = code.strip().lower().replace("_", "-")
    if not CODE.fullmatch(wanted):
        raise CannotEdit("not_a_language")
    if language_of(wanted) in {language_of(locale) for locale in locales}:
        raise CannotEdit("known_language")
    return wanted


def _of_piece(item: Json, at: str, locales: list[str]) -> Iterator[Words]:
    table = table_of(at, item)
    for key, value in item.items():
        if table.get(key, ("", ""))[1] == "text" and value not in (None, ""):
            yield _words(value, at, f"{at}.{key}" if at else key, key, locales)
    yield from _inner(item, at, locales)
    if at:
        for key in LISTS:
            if key in table and isinstance(item.get(key), list):
                yield from _of_list(item[key], at, key, locales)


def _inner(item: Json, at: str, locales: list[str]) -> Iterator[Words]:
    for key, name in INNER.items():
        for index, entry in enumerate(item.get(key) or []):
            if isinstance(entry, dict) and entry.get(name) not in (None, ""):
                path = f"{at}.{key}[{index}].{name}" if at else f"{key}[{index}].{name}"
                yield _words(entry[name], at, path, key, locales)


def _of_list(entries: list[Any], at: str, key: str, locales: list[str]) -> Iterator[Words]:
    name = (NAMES.get(key) or ("", "text"))[1]
    for index, raw in enumerate(entries):
        path = f"{at}.{key}[{index}]"
        if not isinstance(raw, dict):
            if isinstance(raw, str):
                yield _words(raw.partition("|")[2] or raw, at, f"{path}.{name}", key, locales)
            continue
        own = raw.get(name)
        value = raw.get("name" if key == "items" else "value")
        if own is not None or isinstance(value, str):
            yield _words(value if own is None else own, at, f"{path}.{name}", key, locales)
        for other, words in raw.items():
            is_text = key == "items" and ITEM.get(other, ("", ""))[1] == "text" and other != name
            if is_text and words not in (None, ""):
                yield _words(words, at, f"{path}.{other}", other, locales)


def _words(value: Any, at: str, path: str, key: str, locales: list[str]) -> Words:
    return Words(at, path, key, {locale: text_in(value, Tongue(locale, locales[0])) for locale in locales})


def _parts(path: str) -> tuple[str, str, int | None, str]:
    """A path of Words as piece, property, and for entries their position and property."""
    match = re.fullmatch(
        r"(?P<at>(?:(?:pages|elements|questions)\[\d+\]\.)*)(?P<key>[A-Za-z]+)(?:\[(?P<index>\d{1,4})\]\.(?P<inner>[A-Za-z]+))?",
        path,
    )
    if match is None:
        raise CannotEdit("gone")
    index = match["index"]
    return match["at"].rstrip("."), match["key"], None if index is None else int(index), match["inner"] or ""
