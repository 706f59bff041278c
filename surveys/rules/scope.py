"""What names mean inside a survey: answers, calculated values, the current item, properties."""

from collections.abc import Callable, Mapping
from typing import Any

from surveys.rules.choices import bare
from surveys.rules.definition.model import ChoiceQuestion, Definition, Element, Question
from surveys.rules.definition.texts import Text
from surveys.rules.expressions.scopes import MISSING, find, member
from surveys.rules.expressions.values import Value

_UNWRAPPED = "-unwrapped"

PROPERTIES: dict[str, str] = {
    "title": "title",
    "description": "description",
    "name": "name",
    "isRequired": "is_required",
    "visible": "is_visible",
    "readOnly": "is_read_only",
    "maxLength": "max_length",
    "min": "low",
    "max": "high",
    "minRateDescription": "low_text",
    "maxRateDescription": "high_text",
    "rateMin": "low",
    "rateMax": "high",
    "html": "html",
    "correctAnswer": "correct_answer",
    "defaultValue": "default_value",
}
"""Which properties `{$q.title}` and propertyValue() may read, and the field behind each."""


class SurveyScope:
    """The names an expression of a survey may use."""

    __slots__ = ("calculated", "data", "definition", "display_of", "extras", "index", "part_of", "ready_of", "render", "this")

    def __init__(
        self,
        definition: Definition,
        index: Mapping[str, Element],
        data: Mapping[str, Value],
        calculated: Mapping[str, Value],
    ) -> None:
        self.definition = definition
        self.index = index
        self.data = data
        self.calculated = calculated
        self.extras: Mapping[str, Value] = {}
        self.this: Element | None = None
        self.display_of: Callable[[Question], Value] | None = None
        self.part_of: Callable[[Question, str], Value] | None = None
        self.ready_of: Callable[[str], bool] | None = None
        self.render: Callable[[Text | None], str] | None = None

    def inside(self, extras: Mapping[str, Value], this: Element | None = None) -> "SurveyScope":
        """The same scope with names of its own, such as the current item."""
        inner = SurveyScope(self.definition, self.index, self.data, self.calculated)
        inner.extras = extras
        inner.this = this or self.this
        inner.display_of, inner.part_of = self.display_of, self.part_of
        inner.ready_of, inner.render = self.ready_of, self.render
        return inner

    def value(self, name: str) -> Value:
        found = self.found(name)
        return None if found is MISSING else found

    def found(self, name: str) -> Value:
        """The value of a name, or MISSING when nothing is called so."""
        if name.startswith("$"):
            return self._of_object(name[1:])
        for source in (self.extras, self.calculated):
            if source:
                value = find(source, name)
                if value is not None and not (value == 0 and name.endswith(".length")):
                    return value
        if name.endswith(_UNWRAPPED):
            name = name.removesuffix(_UNWRAPPED)
        value = find(self.data, name)
        if isinstance(value, (dict, list)):
            return self._plain(name, value)
        if value is not None:
            return value
        return None if self.knows(name) else MISSING

    def knows(self, name: str) -> bool:
        """Whether a name is that of a question or of an answer."""
        return any(member(source, name) is not MISSING for source in (self.index, self.data))

    def is_ordered(self, name: str) -> bool:
        element = self.index.get(name)
        return element is not None and element.type == "ranking"

    def _plain(self, name: str, value: Value) -> Value:
        """Choices as expressions see them: without the comments or wrappings stored with them."""
        question = self.element(name)
        if not isinstance(question, ChoiceQuestion):
            return value
        if isinstance(value, list):
            return [bare(item, question.value_property) for item in value]
        return bare(value, question.value_property)

    def display(self, name: str) -> Value:
        element = self.index.get(name)
        if isinstance(element, Question) and self.display_of:
            return self.display_of(element)
        return self.value(name)

    def display_part(self, name: str) -> Value:
        """How a part of an answer reads, such as one row of a matrix; None if it has no words."""
        head, _, part = name.partition(".")
        element = self.element(head) if part else None
        if isinstance(element, Question) and self.part_of:
            return self.part_of(element, part)
        return None

    def property(self, name: str, key: str) -> Value:
        element = self.index.get(name)
        if element is None:
            return None
        return self._property(element, key)

    def is_ready(self, name: str) -> bool:
        return bool(self.ready_of and self.ready_of(name))

    def _of_object(self, path: str) -> Value:
        head, _, key = path.partition(".")
        if head in ("item", "choice") or (head == "self" and "item" in self.extras):
            return self.extras.get("item", MISSING) if key in ("", "value") else MISSING
        if head == "survey":
            return self._survey_property(key)
        element = self.this if head == "self" else self.element(head)
        if element is None:
            return MISSING
        return self._property(element, key)

    def element(self, name: str) -> Element | None:
        found = member(self.index, name)
        return found if isinstance(found, Element) else None

    def _survey_property(self, key: str) -> Value:
        value: Any = getattr(self.definition, {"title": "title", "description": "description"}.get(key, ""), None)
        if isinstance(value, Text) and self.render:
            return self.render(value)
        return self.definition.locale if key == "locale" else value

    def _property(self, element: Element, key: str) -> Value:
        if key == "value" and isinstance(element, Question):
            return find(self.data, element.key)
        if key == "displayValue":
            return self.display(element.name)
        value: Any = getattr(element, PROPERTIES.get(key, ""), None)
        if key == "title" and not value:
            return element.name
        if isinstance(value, Text):
            return self.render(value) if self.render else None
        return value
