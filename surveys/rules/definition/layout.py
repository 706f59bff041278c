"""What answers never change about a definition, worked out once: what is called how, and what surrounds it."""

from dataclasses import dataclass, field

from surveys.rules.choices import ChoiceState
from surveys.rules.definition.model import ChoiceQuestion, Definition, Element, ExpressionQuestion, Panel, Question


@dataclass(frozen=True, slots=True)
class Layout:
    """The elements of a definition by the names that they go by.

    `restless` are the choices whose answers may change while a survey settles, `reacting` the questions
    that a change elsewhere may answer or clear. `offers` keeps the choices that no answer changes, by
    question and locale; None marks the others.
    """

    questions: tuple[Question, ...]
    index: dict[str, Element]
    parents: dict[str, tuple[Panel, ...]]
    named: dict[str, Element]
    by_key: dict[str, list[Question]]
    computed: tuple[ExpressionQuestion, ...]
    restless: tuple[ChoiceQuestion, ...]
    reacting: tuple[Question, ...]
    offers: dict[tuple[int, str], tuple[ChoiceState, ...] | None] = field(default_factory=dict)


def layout_of(definition: Definition) -> Layout:
    """The layout of a definition, which keeps it."""
    known: Layout | None = vars(definition).get("layout")
    if known is None:
        known = vars(definition)["layout"] = _laid_out(definition)
    return known


def _laid_out(definition: Definition) -> Layout:
    index, parents = _indexed(definition)
    questions = tuple(definition.questions())
    by_key = _by_key(questions)
    return Layout(
        questions=questions,
        index=index,
        parents=parents,
        named=_named(index),
        by_key=by_key,
        computed=tuple(q for q in questions if isinstance(q, ExpressionQuestion) and q.expression),
        restless=tuple(q for q in questions if isinstance(q, ChoiceQuestion) and _is_restless(q, by_key)),
        reacting=tuple(q for q in questions if _reacts(q, definition)),
    )


def _is_restless(question: ChoiceQuestion, by_key: dict[str, list[Question]]) -> bool:
    is_conditional = question.choices_visible_if or question.source or any(c.visible_if for c in question.choices)
    return bool(is_conditional or question.type == "ranking" or question.has_other or len(by_key[question.key]) > 1)


def _reacts(question: Question, definition: Definition) -> bool:
    rule = definition.clear_invisible if question.clear_if_invisible == "default" else question.clear_if_invisible
    effects = (question.reset_value_if, question.default_expression, question.set_value_expression)
    return rule in ("onHidden", "onHiddenContainer") or any(effect is not None for effect in effects)


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
