"""Every element of a survey, and every expression with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.definition.model import ChoiceQuestion, MatrixQuestion, Page, Panel, Question, RatingQuestion
from surveys.rules.definition.profile import PAGE, PANEL, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rules.definition.model import Definition, Element
    from surveys.rules.definition.pieces import Choice
    from surveys.rules.expressions import Expression

Place = tuple[str, "Expression"]
WAITING = frozenset({"visible_if", "enable_if", "required_if", "choices_visible_if", "choices_enable_if",
                     "rows_visible_if", "columns_visible_if"})  # fmt: skip
"""Conditions that ought to be settled before their question is reached."""


def elements_of(definition: Definition) -> Iterator[Element]:
    """Pages, panels and questions, in order."""

    def inside(panel: Panel) -> Iterator[Element]:
        yield panel
        for element in panel.elements:
            if isinstance(element, Panel):
                yield from inside(element)
            else:
                yield element

    for page in definition.pages:
        yield from inside(page)


def entries_of(element: Element) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    """The lists of an element, by their names in the JSON."""
    if isinstance(element, ChoiceQuestion):
        yield "choices", element.choices
    elif isinstance(element, RatingQuestion):
        yield "rateValues", element.values
    elif isinstance(element, MatrixQuestion):
        yield "rows", element.rows
        yield "columns", element.columns


def conditions_of(element: Element) -> Iterator[Place]:
    """What must be known before the element is shown."""
    for key, field in _fields(element):
        if field in WAITING:
            yield f"{element.path}.{key}", getattr(element, field)
    for key, entries in entries_of(element):
        for index, entry in enumerate(entries):
            for name, condition in (("visibleIf", entry.visible_if), ("enableIf", entry.enable_if)):
                if condition is not None:
                    yield f"{element.path}.{key}[{index}].{name}", condition


def settings_of(element: Element) -> Iterator[Place]:
    """What is computed along the way, and checks."""
    for key, field in _fields(element):
        if field not in WAITING:
            yield f"{element.path}.{key}", getattr(element, field)
    if isinstance(element, Question):
        for index, check in enumerate(element.validators):
            if check.expression is not None:
                yield f"{element.path}.validators[{index}].expression", check.expression


def whole_of(definition: Definition) -> Iterator[Place]:
    """What belongs to the survey as a whole."""
    for index, trigger in enumerate(definition.triggers):
        yield f"triggers[{index}].expression", trigger.expression
        if trigger.run is not None:
            yield f"triggers[{index}].runExpression", trigger.run
    for index, calculated in enumerate(definition.calculated):
        if calculated.expression is not None:
            yield f"calculatedValues[{index}].expression", calculated.expression
    endings = (
        ("completedHtmlOnCondition", definition.completed_html_if),
        ("navigateToUrlOnCondition", definition.navigate_to_url_if),
    )
    for key, texts in endings:
        for index, text in enumerate(texts):
            if text.expression is not None:
                yield f"{key}[{index}].expression", text.expression


def _fields(element: Element) -> Iterator[tuple[str, str]]:
    table = PAGE if isinstance(element, Page) else PANEL if isinstance(element, Panel) else TYPES[element.type]
    for key, (field, reader) in table.items():
        if reader == "expression" and getattr(element, field) is not None:
            yield key, field
