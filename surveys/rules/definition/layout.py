"""What answers never change about a definition, worked out once: what is called how, and what surrounds it."""

from dataclasses import dataclass, field

from surveys.rules.choices import ChoiceState
from surveys.rules.definition.model import Definition, Element, Panel, Question


@dataclass(frozen=True, slots=True)
class Layout:
    """The elements of a definition by the names that they go by.

    `offers` keeps the choices that no answer changes, by question and locale; None marks the others.
    """

    questions: tuple[Question, ...]
    index: dict[str, Element]
    parents: dict[str, tuple[Panel, ...]]
    named: dict[str, Element]
    by_key: dict[str, list[Question]]
    offers: dict[tuple[int, str], tuple[ChoiceState, ...] | None] = field(default_factory=dict)


def layout_of(definition: Definition) -> Layout:
    """The layout of a definition, which keeps it."""
    known: Layout | None = vars(definition).get("layout")
    if known is None:
        index, parents = _indexed(definition)
        questions = tuple(definition.questions())
        known = Layout(questions, index, parents, _named(index), _by_key(questions))
        vars(definition)["layout"] = known
    return known


def _indexed(definition: Definition) -> tuple[dict[str, Element], dict[str, tuple[Panel, ...]]]:
    """Every question and panel by name, and what surrounds each question."""
    index: dict[str, Element] = {}
    parents: dict[str, tuple[Panel, ...]] = {}

    def visit(panel: Panel, around: tuple[Panel, ...]) -> None:
        if panel.name:
            index.setdefault(panel.name, panel)
        for element in panel.elements:
            if isinstance(element, Panel):
                visit(element, (*around, panel))
            elif isinstance(element, Question):
                index[element.name] = element
                parents[element.name] = (*around, panel)

    for page in definition.pages:
        visit(page, ())
    return index, parents


def _named(index: dict[str, Element]) -> dict[str, Element]:
    """What texts and expressions call elements: questions go by their answer's name. Letter case is free."""
    named: dict[str, Element] = {}
    for name, element in index.items():
        called = element.key if isinstance(element, Question) else name
        named.setdefault(called, element)
        named.setdefault(called.lower(), element)
    return named


def _by_key(questions: tuple[Question, ...]) -> dict[str, list[Question]]:
    """The questions behind each answer: valueName lets several share one."""
    by_key: dict[str, list[Question]] = {}
    for question in questions:
        by_key.setdefault(question.key, []).append(question)
    return by_key
