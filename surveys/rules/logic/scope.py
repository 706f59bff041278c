"""What names mean inside a survey: answers, calculated values, the current item, properties."""

from collections.abc import Callable, Mapping

from surveys.rules.choices import OTHER, bare
from surveys.rules.definition.model import ChoiceQuestion, Definition, Element, Question, TextQuestion
from surveys.rules.expressions.scopes import MISSING, Part, Values, find, follow, member, parts_of
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic import masks
from surveys.rules.logic.properties import property_of, survey_property

_UNWRAPPED = "-unwrapped"


def _listed(question: Question, value: Value) -> Value:
    """An answer of many picks is a list, also where there are none or only one came."""
    if not isinstance(question, ChoiceQuestion) or not question.is_multiple or isinstance(value, list):
        return value
    return [] if is_empty(value) else [value]


class RowScope(Values):
    """One object of a list: its own fields, then whatever the survey knows."""

    __slots__ = ("_around",)

    def __init__(self, row: Mapping[str, Value], around: "SurveyScope") -> None:
        super().__init__(row)
        self._around = around

    def value(self, name: str) -> Value:
        found = follow(self._values, parts_of(name.removeprefix("$")))
        return self._around.value(name) if found is MISSING else found

    def display(self, name: str, given: Value = None) -> Value:
        return self._around.display(name, given)

    def property(self, name: str, key: str) -> Value:
        return self._around.property(name, key)


class SurveyScope:
    """The names an expression of a survey may use."""

    __slots__ = (
        "calculated", "data", "definition", "display_of", "errors_of", "extras", "index",
        "locale", "named", "own_words", "part_of", "ready_of", "render", "standing_of", "this",
    )  # fmt: skip

    def __init__(
        self,
        definition: Definition,
        index: Mapping[str, Element],
        data: Mapping[str, Value],
        calculated: Mapping[str, Value],
        named: Mapping[str, Element],
    ) -> None:
        self.named = named
        self.definition = definition
        self.index = index
        self.data = data
        self.calculated = calculated
        self.extras: Mapping[str, Value] = {}
        self.own_words: Mapping[str, Value] = {}
        self.this: Element | None = None
        self.display_of: Callable[[Question, Value], Value] | None = None
        self.part_of: Callable[[Question, str], Value] | None = None
        self.ready_of: Callable[[str], bool] | None = None
        self.errors_of: Callable[[str], bool] | None = None
        self.render: Callable[[str], str] | None = None
        self.standing_of: Callable[[Element | Definition, str], Value] | None = None
        self.locale = definition.locale

    def inside(self, extras: Mapping[str, Value], this: Element | None = None) -> "SurveyScope":
        """The same scope with names of its own, such as the current item."""
        inner = SurveyScope(self.definition, self.index, self.data, self.calculated, self.named)
        inner.extras, inner.own_words = extras, self.own_words
        inner.this = this or self.this
        inner.display_of, inner.part_of = self.display_of, self.part_of
        inner.ready_of, inner.errors_of = self.ready_of, self.errors_of
        inner.render, inner.locale = self.render, self.locale
        inner.standing_of = self.standing_of
        return inner

    def within(self, row: Mapping[str, Value]) -> RowScope:
        return RowScope(row, self)

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
        value = self._said(name.removesuffix(_UNWRAPPED))
        if value is not None:
            return value
        if name.lower() == "locale":
            return self.locale or "en"
        return None if self.knows(name) else MISSING

    def knows(self, name: str) -> bool:
        """Whether a name is that of an answer, given or not; an answer may go by another name than its question."""
        head = name[: name.rindex("[")] if name.endswith("]") and "[" in name else name
        return member(self.data, name) is not MISSING or self.element(head) is not None

    def is_ordered(self, name: str) -> bool:
        element = self.index.get(name)
        return element is not None and element.type == "ranking"

    def _said(self, name: str) -> Value:
        value = self._answered(parts_of(name))
        return find(self.data, name) if value is MISSING else value

    def _answered(self, parts: tuple[Part, ...]) -> Value:
        """What a question answers to a path that begins with its name; MISSING where none does or says so."""
        last = next((i for i, (_, place) in enumerate(parts) if place is not None), len(parts) - 1)
        for end in range(last, -1, -1):
            question = self.element(".".join(name for name, _ in parts[: end + 1]))
            if isinstance(question, Question):
                rest, place = parts[end + 1 :], parts[end][1]
                return self._part(question, place, rest) if rest else self._whole(question, place)
        return MISSING

    def _whole(self, question: Question, place: int | None) -> Value:
        """The answer, or one of several picks by its place; places count from the beginning alone."""
        value = self._plain(question)
        if place is None or place < 0 or not isinstance(value, (list, dict)):
            return value
        if isinstance(value, dict):
            return None
        return value[place] if place < len(value) else None

    def _part(self, question: Question, place: int | None, rest: tuple[Part, ...]) -> Value:
        value = _listed(question, self.data.get(question.key))
        if is_empty(value):
            return MISSING
        if place is not None and place >= 0:
            value = value[place] if isinstance(value, list) and place < len(value) else MISSING
        return follow(value, rest)

    def _plain(self, question: Question) -> Value:
        """Choices as expressions see them: without comments or wrappings, own words being the choice of Other."""
        value = _listed(question, self.data.get(question.key))
        if isinstance(question, TextQuestion) and masks.saves_mask(question):
            return masks.meant(question, value)
        if not isinstance(question, ChoiceQuestion) or value is None:
            return value
        words = self.own_words.get(question.key, MISSING)
        items = [bare(item, question.value_property) for item in (value if isinstance(value, list) else [value])]
        plain = [OTHER if item == words else item for item in items]
        return plain if isinstance(value, list) else plain[0]

    def display(self, name: str, given: Value = None) -> Value:
        element = self.index.get(name)
        return self.display_of(element, given) if isinstance(element, Question) and self.display_of else None

    def display_part(self, name: str) -> Value:
        """How a part of an answer reads, such as one row of a matrix or one pick; None if it has no words."""
        head, _, part = name.partition(".")
        if name.endswith("]") and not part:
            head, part = name[: name.rindex("[")], name[name.rindex("[") :]
        element = self.element(head) if part else None
        if isinstance(element, Question) and self.part_of:
            return self.part_of(element, part)
        return None

    def comment(self, name: str, item: Value) -> Value:
        """What was written beside an answer, or beside one of the choices picked."""
        question = self.index.get(name)
        if not isinstance(question, Question):
            return None
        has_other = isinstance(question, ChoiceQuestion) and question.has_other
        said = self.data.get(question.key)
        for pick in said if isinstance(said, list) else [said]:
            if item and isinstance(pick, dict) and pick.get("value") == item:
                return pick.get("comment")
        is_meant = not item or (item == OTHER == said)
        return self.data.get(question.comment_key) if is_meant and (question.has_comment or has_other) else None

    def property(self, name: str, key: str) -> Value:
        element = self.index.get(name)
        if element is None:
            return None
        standing = self.standing_of(element, key) if self.standing_of else MISSING
        return property_of(element, key, self.locale) if standing is MISSING else standing

    def is_ready(self, name: str) -> bool:
        return bool(self.ready_of and self.ready_of(name))

    def _of_object(self, path: str) -> Value:
        head, _, key = path.partition(".")
        if head in ("item", "choice") or (head == "self" and "item" in self.extras):
            return self.extras.get("item", MISSING) if key in ("", "value") else MISSING
        if head == "survey":
            if self.standing_of and (standing := self.standing_of(self.definition, key)) is not MISSING:
                return standing
            return self._words(survey_property(self.definition, key, self.locale))
        element = self.this if head == "self" else self.element(head)
        if element is None:
            return MISSING
        value = self._property(element, key)
        return MISSING if value is None else value

    def element(self, name: str) -> Element | None:
        return self.named.get(name) or self.named.get(name.lower())

    def _property(self, element: Element, key: str) -> Value:
        if key == "value" and isinstance(element, Question):
            return find(self.data, element.key)
        if key == "displayValue":
            return self.display(element.name)
        if key == "containsErrors":
            return bool(self.errors_of and self.errors_of(element.name))
        if self.standing_of and (standing := self.standing_of(element, key)) is not MISSING:
            return standing
        value = property_of(element, key, self.locale)
        return value if element is self.this else self._words(value)

    def _words(self, value: Value) -> Value:
        return self.render(value) if isinstance(value, str) and self.render else value
