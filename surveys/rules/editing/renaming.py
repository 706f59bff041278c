"""Giving a piece another name, and with it every place that mentions the old one."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.parts import TRIGGERS
from surveys.rules.definition.profile import PAGE, PANEL, SURVEY, TYPES
from surveys.rules.editing.names import taken_names
from surveys.rules.editing.places import CannotEdit, Json, Place, find, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

TABLES = (SURVEY, PAGE, PANEL, *TYPES.values())
EXPRESSIONS = frozenset(key for table in TABLES for key, row in table.items() if row[1] == "expression") | {
    "expression",
    "runExpression",
}
TEXTS = frozenset(key for table in TABLES for key, row in table.items() if row[1] == "text") | {
    "text",
    "html",
    "url",
    "cells",
    "navigateToUrl",
}
NAMED = frozenset({"setToName", "gotoName", "fromName", "choicesFromQuestion"})
VALUES = frozenset({"defaultValue", "setValue", "correctAnswer", "value", "valueTrue", "valueFalse"})
CALLS = r"(?:displayValue|propertyValue|getComment|isContainerReady)\(\s*"
TOKEN = re.compile(
    rf"(?P<call>{CALLS})?(?:(?P<quote>['\"])(?P<text>(?:\\['\"]|(?!(?P=quote)).)*)(?P=quote)|\{{(?P<name>[^{{}}]+)\}})",
    re.DOTALL,
)
PIPE = re.compile(r"\{([^{}]*)\}")
FORBIDDEN = re.compile(r"[{}\[\]'\"\\#$.\x00-\x1f]")
LONGEST = 100


def rename(definition: Json, path: str, name: str) -> Json:
    """The definition with a page, panel or question called otherwise, and all that refers to it; raises CannotEdit."""
    wanted = name.strip()
    new = deepcopy(definition)
    piece = Place(path, find(new, path), 0)
    if wanted == piece.name:
        return new
    others = {other.lower() for other in taken_names(definition) | _keys(definition) if other != piece.name}
    _check(wanted, others)
    is_answer = piece.type in TYPES and not piece.item.get("valueName")
    _rewrite(new, _Names(piece.name, wanted, frozenset(others), is_answer=is_answer))
    piece.item["name"] = wanted
    return new


def rename_value(definition: Json, index: int, name: str) -> Json:
    """The same for a calculated value."""
    wanted = name.strip()
    new = deepcopy(definition)
    entry = new["calculatedValues"][index]
    old = str(entry.get("name") or "")
    if wanted == old:
        return new
    others = {other.lower() for other in taken_names(definition) | _keys(definition) if other != old}
    _check(wanted, others)
    if old:
        _rewrite(new, _Names(old, wanted, frozenset(others), is_answer=True))
    entry["name"] = wanted
    return new


def renames_between(before: Json, after: Json) -> dict[str, str]:
    """What is called otherwise now and is otherwise the same piece at the same place: old names with new ones."""
    was, now = list(places(before)), list(places(after))
    gone, come = taken_names(before) - taken_names(after), taken_names(after) - taken_names(before)
    is_one = len(gone) == len(come) == 1
    if not gone or [place.path for place in was] != [place.path for place in now]:
        return {}
    return {
        old.name: new.name
        for old, new in zip(was, now, strict=True)
        if old.name in gone and new.name in come and old.type == new.type and (is_one or _is_like(old, new))
    }


def rename_in_settings(settings: Json, renames: Mapping[str, str]) -> Json:
    """The settings beside a definition, with the names that its questions have now."""
    new = deepcopy(settings)
    for old, wanted in renames.items():
        rule = new.get("follow_up") or {}
        rule |= {role: wanted for role, name in rule.items() if name == old and role != "at_most"}
        names = _Names(old, wanted, frozenset(), is_answer=True)
        for quota in (new.get("limits") or {}).get("quotas") or []:
            quota["when"] = names.in_expression(str(quota["when"]))
    return new


class _Names:
    """One name and what takes its place."""

    def __init__(self, old: str, new: str, others: frozenset[str], *, is_answer: bool) -> None:
        self.old, self.new, self.others, self.is_answer = old, new, others, is_answer

    def reference(self, written: str) -> str:
        """`old.row` as `new.row`; an answer that only begins alike stays."""
        mark = written[:1] if written[:1] in ("#", "$") else ""
        rest = written[len(mark) :]
        tail = rest[len(self.old) :]
        is_it = rest.lower().startswith(self.old.lower()) and (
            not tail or tail[0] in ".[" or tail.startswith(("-Comment", "-unwrapped"))
        )
        if not is_it or not (self.is_answer or mark == "$") or self._is_another(rest):
            return written
        return mark + self.new + tail

    def in_expression(self, source: str) -> str:
        return TOKEN.sub(self._token, source)

    def in_text(self, text: str) -> str:
        return PIPE.sub(self._pipe, text)

    def _is_another(self, rest: str) -> bool:
        return any(
            rest.lower() == other or rest.lower().startswith((f"{other}.", f"{other}["))
            for other in self.others
            if len(other) > len(self.old)
        )

    def _token(self, match: re.Match[str]) -> str:
        if match["name"] is not None:
            return (match["call"] or "") + "{" + self.reference(match["name"]) + "}"
        if match["call"] and match["text"] == self.old:
            return match["call"] + match["quote"] + self.new + match["quote"]
        return match[0]

    def _pipe(self, match: re.Match[str]) -> str:
        name = match[1].strip()
        return match[0].replace(name, self.reference(name), 1) if name else match[0]


def _rewrite(node: Any, names: _Names) -> None:
    """Rewrite all references inside, in place."""
    if isinstance(node, list):
        for child in node:
            _rewrite(child, names)
    elif isinstance(node, dict):
        for key, value in node.items():
            node[key] = _rewritten(node, key, value, names)


def _rewritten(node: Json, key: str, value: Any, names: _Names) -> Any:
    if key in EXPRESSIONS and isinstance(value, str):
        return names.in_expression(value)
    if value == names.old and (key in NAMED or (key == "name" and _is_trigger(node))):
        return names.new
    if key in TEXTS:
        return _texts(value, names.in_text)
    if key not in VALUES:
        _rewrite(value, names)
    return value


def _is_trigger(node: Json) -> bool:
    """Triggers once named the question they watch."""
    return str(node.get("type", "")).removesuffix("trigger") in TRIGGERS


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    return {key: _texts(text, change) for key, text in value.items()} if isinstance(value, dict) else value


def _check(name: str, others: Iterable[str]) -> None:
    if not name or len(name) > LONGEST or FORBIDDEN.search(name):
        raise CannotEdit("bad_name")
    if name.lower() in others:
        raise CannotEdit("name_taken")


def _keys(definition: Json) -> set[str]:
    return {str(place.item["valueName"]) for place in places(definition) if place.item.get("valueName")}


def _is_like(old: Place, new: Place) -> bool:
    return not old.is_page and old.item.get("title") == new.item.get("title")
