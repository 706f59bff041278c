"""What is missing or doubled in a piece: titles, choices, values, words for pictures, names that look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.choices import base_choices
from surveys.rules.definition.findings import Finding
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    HtmlQuestion,
    ImageQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Page,
    Question,
)
from surveys.rules.expressions.values import text as written
from surveys.rules.versions.hints.walking import elements_of, entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rules.definition.model import Definition, Element
    from surveys.rules.definition.texts import Text


def about_pieces(definition: Definition) -> Iterator[Finding]:
    """Everything of the kind, in the order of the survey."""
    if not _says(definition.title):
        yield Finding("title", "untitled_survey")
    seen: dict[str, str] = {}
    for element in elements_of(definition):
        yield from _about_title(element)
        yield from _about_entries(element)
        yield from _about_pictures(element)
        if isinstance(element, Page) and element.path and not element.elements:
            yield Finding(element.path, "empty_page", {"name": element.name})
        if isinstance(element, Question):
            other = seen.setdefault(element.name.lower(), element.name)
            if other != element.name:
                yield Finding(element.path, "alike_names", {"name": element.name, "other": other})


def _about_title(element: Element) -> Iterator[Finding]:
    if not isinstance(element, Question) or not element.has_answer or element.type == "expression":
        return
    is_labelled = isinstance(element, BooleanQuestion) and _says(element.label)
    if not (_says(element.title) or is_labelled or element.title_location == "hidden"):
        yield Finding(element.path, "no_title", {"name": element.name})


def _about_entries(element: Element) -> Iterator[Finding]:
    is_empty = isinstance(element, ChoiceQuestion) and not (base_choices(element) or element.source)
    is_bare = isinstance(element, MatrixQuestion) and not (element.columns and element.rows)
    if is_empty or is_bare or (isinstance(element, MultipleTextQuestion) and not element.items):
        yield Finding(element.path, "no_choices", {"name": element.name})
    for key, entries in entries_of(element):
        values: set[str] = set()
        words: set[Text] = set()
        for index, entry in enumerate(entries):
            value, where = written(entry.value), f"{element.path}.{key}[{index}]"
            if value in values:
                yield Finding(where, "duplicate_value", {"value": value})
            elif entry.text is not None and entry.text in words:
                yield Finding(where, "duplicate_text", {"text": next(iter(entry.text), "")})
            values.add(value)
            words |= set() if entry.text is None else {entry.text}


def _about_pictures(element: Element) -> Iterator[Finding]:
    if isinstance(element, ImageQuestion) and not _says(element.alt):
        yield Finding(f"{element.path}.altText", "no_alt_text", {"name": element.name})
    if isinstance(element, ChoiceQuestion) and element.type == "imagepicker":
        for index, choice in enumerate(element.choices):
            if choice.image is not None and not _says(choice.text):
                yield Finding(f"{element.path}.choices[{index}]", "no_alt_text", {"name": str(choice.value)})
    if isinstance(element, HtmlQuestion) and not _says(element.html):
        yield Finding(element.path, "no_title", {"name": element.name})


def _says(text: Text | None) -> bool:
    return text is not None and any(words.strip() for words in text)
