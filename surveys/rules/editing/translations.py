"""All texts of a survey side by side, one column a language."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from surveys.rules.definition.profile import ITEM
from surveys.rules.documents.languages import language_of
from surveys.rules.editing.lists import NAMES, set_entry_text
from surveys.rules.editing.places import CannotEdit, Json, find, places
from surveys.rules.editing.properties import table_of
from surveys.rules.editing.texts import Tongue, set_text, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LISTS = ("choices", "rateValues", "rows", "columns", "items")
INNER = {"validators": "text", "completedHtmlOnCondition": "html"}
"""Lists whose entries have a text of another name, and no value."""
CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text: its piece, where exactly it stands, its wording by locale, and a name that moves with it."""

    at: str
    path: str
    key: str
    by_locale: dict[str, str]
    name: str

    @property
    def missing(self) -> list[str]:
        return [locale for locale, text in self.by_locale.items() if not text]


def all_words(definition: Json, locales: list[str]) -> list[Words]:
    """Every text that is there in any language, in the order of the survey; the first locale is its own."""
    found = list(_of_piece(definition, _Piece("", ""), locales))
    for place in places(definition):
        found += _of_piece(place.item, _Piece(place.path, f"{place.name or place.path}."), locales)
    return found


def words_by_name(definition: Json, locales: list[str]) -> dict[str, Words]:
    """The same by names, which stay when pieces and entries move; what shares its name goes by its path."""
    found: dict[str, Words] = {}
    for words in all_words(definition, locales):
        found[words.path if words.name in found else words.name] = words
    return found


def set_words(definition: Json, path: str, text: str, tongue: Tongue) -> Json:
    """Another wording in one language; the path is that of a Words."""
    return set_all_words(definition, [(path, text, tongue)])


def set_all_words(definition: Json, changes: Iterable[tuple[str, str, Tongue]]) -> Json:
    """Other wordings, each with its path and language."""
    new = deepcopy(definition)
    for path, text, tongue in changes:
        _write(new, path, text, tongue)
    return new


def _write(new: Json, path: str, text: str, tongue: Tongue) -> None:
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


def known_code(code: str, locales: list[str]) -> str:
    """A language to add; raises CannotEdit for what is none, or is there."""
    wanted = code.strip().lower().replace("_", "-")
    if not CODE.fullmatch(wanted):
        raise CannotEdit("not_a_language")
    if language_of(wanted) in {language_of(locale) for locale in locales}:
        raise CannotEdit("known_language")
    return wanted


class _Piece(NamedTuple):
    """Where a piece stands, and how the names of its texts begin."""

    at: str
    called: str

    def words(self, value: Any, where: tuple[str, str], key: str, locales: list[str]) -> Words:
        """A text of it; `where` is its place in the piece, once as it is counted, once by name."""
        path, name = where
        by_locale = {locale: text_in(value, Tongue(locale, locales[0])) for locale in locales}
        return Words(self.at, f"{self.at}.{path}" if self.at else path, key, by_locale, f"{self.called}{name}")


def _of_piece(item: Json, piece: _Piece, locales: list[str]) -> Iterator[Words]:
    table = table_of(piece.at, item)
    for key, value in item.items():
        if table.get(key, ("", ""))[1] == "text" and value not in (None, ""):
            yield piece.words(value, (key, key), key, locales)
    yield from _inner(item, piece, locales)
    if piece.at:
        for key in LISTS:
            if key in table and isinstance(item.get(key), list):
                yield from _of_list(item[key], piece, key, locales)


def _inner(item: Json, piece: _Piece, locales: list[str]) -> Iterator[Words]:
    for key, name in INNER.items():
        for index, entry in enumerate(item.get(key) or []):
            if isinstance(entry, dict) and entry.get(name) not in (None, ""):
                where = (f"{key}[{index}].{name}", f"{key}[{entry.get('type', index)}].{name}")
                yield piece.words(entry[name], where, key, locales)


def _of_list(entries: list[Any], piece: _Piece, key: str, locales: list[str]) -> Iterator[Words]:
    called, name, *_ = NAMES.get(key) or ("value", "text")
    for index, raw in enumerate(entries):
        if not isinstance(raw, dict):
            if isinstance(raw, str):
                of, _bar, text = raw.partition("|")
                where = (f"{key}[{index}].{name}", f"{key}[{of}].{name}")
                yield piece.words(text or raw, where, key, locales)
            continue
        own, value = raw.get(name), raw.get(called)
        if own is not None or isinstance(value, str):
            where = (f"{key}[{index}].{name}", f"{key}[{value}].{name}")
            yield piece.words(value if own is None else own, where, key, locales)
        for other, words in raw.items():
            is_text = key == "items" and ITEM.get(other, ("", ""))[1] == "text" and other != name
            if is_text and words not in (None, ""):
                yield piece.words(words, (f"{key}[{index}].{other}", f"{key}[{value}].{other}"), other, locales)


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
