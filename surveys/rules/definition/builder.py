"""Reads pages, panels and questions into the model."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from surveys.rules.definition import carried, model, profile
from surveys.rules.definition.parts import read_cells, read_choices, read_validators
from surveys.rules.definition.readers import (
    READERS,
    UNREADABLE,
    Notes,
    read_list,
    shown,
)
from surveys.rules.expressions import Expression
from surveys.rules.marking import gettext_noop

MAX_DEPTH = 10
MAX_QUESTIONS = 1_000
MAX_NAME = 200

CLASSES: dict[str, type[model.Question]] = {
    "text": model.TextQuestion,
    "comment": model.CommentQuestion,
    "radiogroup": model.ChoiceQuestion,
    "dropdown": model.ChoiceQuestion,
    "checkbox": model.ChoiceQuestion,
    "tagbox": model.ChoiceQuestion,
    "ranking": model.ChoiceQuestion,
    "imagepicker": model.ChoiceQuestion,
    "rating": model.RatingQuestion,
    "boolean": model.BooleanQuestion,
    "matrix": model.MatrixQuestion,
    "multipletext": model.MultipleTextQuestion,
    "expression": model.ExpressionQuestion,
    "html": model.HtmlQuestion,
    "image": model.ImageQuestion,
}
CONTENT = frozenset({"html", "image"})
MULTIPLE = frozenset({"checkbox", "tagbox", "ranking"})


class Builder:
    """Builds elements while noting what is wrong and which names are taken."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.names: set[str] = set()
        self.questions = 0

    def pages(self, source: Mapping[str, Any]) -> tuple[model.Page, ...]:
        """The pages; a survey without pages has its elements on one."""
        if source.get("pages") is not None:
            entries = read_list(source["pages"], "pages", self.notes)
            pages = [self._page(item, f"pages[{i}]") for i, item in enumerate(entries)]
            loose = self._loose_page(source) if _elements_key(source) else None
            return _named([page for page in [*pages, loose] if page is not None])
        loose = self._loose_page(source)
        return (loose,) if loose else ()

    def _loose_page(self, source: Mapping[str, Any]) -> model.Page | None:
        key = _elements_key(source)
        if key is None:
            return None
        elements = self._elements(source[key], key, 0)
        return model.Page(type="page", name="page1", path="", elements=elements)

    def _page(self, item: Any, path: str) -> model.Page | None:
        if not isinstance(item, Mapping):
            self.notes.add(path, "not_an_object")
            return None
        fields, cosmetic = self.fields(item, profile.PAGE, carried.CARRIED_ELEMENT, path)
        name = self._name(item, path, needed=False)
        elements = self._children(item, path, 0)
        return model.Page(
            type="page",
            name=name,
            path=path,
            elements=elements,
            cosmetic=cosmetic,
            json=item,
            **fields,
        )

    def _children(self, item: Mapping[str, Any], path: str, depth: int) -> tuple[model.Element, ...]:
        key = _elements_key(item)
        return () if key is None else self._elements(item[key], f"{path}.{key}", depth)

    def _elements(self, value: Any, path: str, depth: int) -> tuple[model.Element, ...]:
        if depth > MAX_DEPTH:
            self.notes.add(path, "too_deep", limit=MAX_DEPTH)
            return ()
        entries = read_list(value, path, self.notes)
        elements = [self._element(item, f"{path}[{i}]", depth) for i, item in enumerate(entries)]
        return tuple(element for element in elements if element is not None)

    def _element(self, item: Any, path: str, depth: int) -> model.Element | None:
        if not isinstance(item, Mapping):
            self.notes.add(path, "not_an_object")
            return None
        kind = item.get("type")
        if kind is None:
            self.notes.add(path, "missing_type")
            return None
        if kind == "panel":
            return self._panel(item, path, depth)
        if not isinstance(kind, str) or kind not in CLASSES:
            self.notes.add(f"{path}.type", "unknown_type", value=shown(kind))
            return None
        self.questions += 1
        if self.questions == MAX_QUESTIONS + 1:
            self.notes.add(path, "too_large", limit=MAX_QUESTIONS, unit=gettext_noop("questions"))
        return None if self.questions > MAX_QUESTIONS else self._question(item, kind, path)

    def _panel(self, item: Mapping[str, Any], path: str, depth: int) -> model.Panel:
        fields, cosmetic = self.fields(item, profile.PANEL, carried.CARRIED_ELEMENT, path)
        name = self._name(item, path, needed=False)
        elements = self._children(item, path, depth + 1)
        return model.Panel(
            type="panel",
            name=name,
            path=path,
            elements=elements,
            cosmetic=cosmetic,
            json=item,
            **fields,
        )

    def _question(self, item: Mapping[str, Any], kind: str, path: str) -> model.Question | None:
        fields, cosmetic = self.fields(item, profile.TYPES[kind], carried.CARRIED_QUESTION, path)
        name = self._name(item, path, needed=kind not in CONTENT) or self._free_name()
        if name in self.names:
            self.notes.add(f"{path}.name", "duplicate_name", name=name)
        self.names.add(name)
        if kind in MULTIPLE:
            fields["is_multiple"] = True
        fields["value_name"] = fields.get("value_name", "").strip()
        return CLASSES[kind](type=kind, name=name, path=path, cosmetic=cosmetic, json=item, **fields)

    def _name(self, item: Mapping[str, Any], path: str, *, needed: bool) -> str:
        name = item.get("name")
        if name is None or name == "":
            if needed:
                self.notes.add(path, "missing_name")
            return ""
        if isinstance(name, bool) or not isinstance(name, (str, int, float)):
            self.notes.add(f"{path}.name", "not_a_text", value=shown(name))
            return ""
        if len(str(name)) > MAX_NAME:
            self.notes.add(f"{path}.name", "too_long", limit=MAX_NAME)
        return str(name).strip().lstrip("#")

    def _free_name(self) -> str:
        """A name for what nobody refers to, such as a piece of text."""
        number = 1
        while f"question{number}" in self.names:
            number += 1
        return f"question{number}"

    def fields(
        self,
        item: Mapping[str, Any],
        table: Mapping[str, tuple[str, str]],
        kept: frozenset[str],
        path: str,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The fields a table reads from an object, and the properties merely carried."""
        fields: dict[str, Any] = {}
        cosmetic: dict[str, Any] = {}
        for name, value in item.items():
            where = f"{path}.{name}" if path else str(name)
            if name in table:
                field, reader = table[name]
                if reader != "ignore" and value is not None:
                    self._take(fields, field, self._reader(reader)(value, where, self.notes))
            elif name in kept:
                cosmetic[name] = value
            elif name in carried.UNSUPPORTED:
                if value:
                    reason = carried.UNSUPPORTED[name]
                    self.notes.add(where, "unsupported_property", name=name, reason=reason)
            else:
                self.notes.add(where, "unknown_property", name=shown(name).strip("'"))
        return fields, cosmetic

    @staticmethod
    def _take(fields: dict[str, Any], field: str, result: Any) -> None:
        """Note what was read; a bound that turns out to be computed has a field of its own."""
        if isinstance(result, Expression) and field in ("low", "high"):
            fields.setdefault(f"{field}_expression", result)
        elif result is not UNREADABLE:
            fields[field] = result

    def _reader(self, name: str) -> Callable[[Any, str, Notes], Any]:
        special: dict[str, Callable[[Any, str, Notes], Any]] = {
            "choices": read_choices,
            "validators": read_validators,
            "cells": read_cells,
            "items": self._items,
        }
        return special.get(name) or READERS[name]

    def _items(self, value: Any, path: str, notes: Notes) -> tuple[model.TextQuestion, ...]:
        """The lines of a multiple text question, each like a small text question."""
        items = []
        for i, entry in enumerate(read_list(value, path, notes)):
            where = f"{path}[{i}]"
            item = {"name": entry} if isinstance(entry, str) else entry
            if not isinstance(item, Mapping):
                notes.add(where, "not_an_object")
                continue
            fields, cosmetic = self.fields(item, profile.ITEM, carried.CARRIED_QUESTION, where)
            name = self._name(item, where, needed=True)
            items.append(model.TextQuestion(type="text", name=name, path=where, cosmetic=cosmetic, **fields))
        return tuple(items)


def _elements_key(item: Mapping[str, Any]) -> str | None:
    return next((key for key in ("elements", "questions") if item.get(key) is not None), None)


def _named(pages: list[model.Page]) -> tuple[model.Page, ...]:
    """Pages without a name are called page1, page2… by the first number that is free."""
    taken = {page.name for page in pages}
    free = (name for number in range(1, len(pages) * 2 + 2) if (name := f"page{number}") not in taken)
    return tuple(page if page.name else replace(page, name=next(free)) for page in pages)
