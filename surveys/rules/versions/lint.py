"""What is odd in a survey that is otherwise fine: hints for its author, never a refusal."""

from collections.abc import Iterator
from dataclasses import fields

from surveys.rules.choices import base_choices
from surveys.rules.definition.findings import Finding
from surveys.rules.definition.model import (
    ChoiceQuestion,
    Definition,
    Element,
    MatrixQuestion,
    Panel,
    Question,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.definition.texts import DEFAULT, Text
from surveys.rules.expressions import Expression
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.nodes import Chain, Constant, Node, Variable
from surveys.rules.expressions.values import Value, numeric_text
from surveys.rules.instruments.locking import lint_instrument

CONDITIONS = {"visible_if": "visibleIf", "enable_if": "enableIf", "required_if": "requiredIf"}
_COMPARING = frozenset({"equal", "notequal", "anyof", "noneof", "allof", "contains", "notcontains"})
_ORDERING = frozenset({"less", "greater", "lessorequal", "greaterorequal"})


def lint(definition: Definition, *, instrument: str = "") -> list[Finding]:
    """Everything worth a second look, in the order of the survey; `instrument` is the one its settings name."""
    elements = list(_elements(definition))
    order = {element.key: i for i, element in enumerate(elements) if isinstance(element, Question)}
    by_key = {element.key: element for element in elements if isinstance(element, Question)}
    names = set(order) | {calculated.name for calculated in definition.calculated}
    names |= {trigger.target for trigger in definition.triggers}
    findings = lint_instrument(definition.source, instrument)
    for position, element in enumerate(elements):
        findings.extend(_unreachable(element))
        findings.extend(_without_choices(element))
        for path, expression in _conditions(element):
            findings.extend(_about_names(path, expression, names, order, position))
            findings.extend(_about_types(path, expression.root, by_key))
    return [*findings, *_missing_translations(definition, elements)]


def _elements(definition: Definition) -> Iterator[Element]:
    def inside(panel: Panel) -> Iterator[Element]:
        yield panel
        for element in panel.elements:
            if isinstance(element, Panel):
                yield from inside(element)
            else:
                yield element

    for page in definition.pages:
        yield from inside(page)


def _conditions(element: Element) -> Iterator[tuple[str, Expression]]:
    for field, written in CONDITIONS.items():
        expression = getattr(element, field)
        if expression is not None:
            yield f"{element.path}.{written}", expression


def _unreachable(element: Element) -> Iterator[Finding]:
    condition = element.visible_if
    if condition is None:
        is_shown = element.is_visible
    else:
        is_shown = bool(condition.variables or condition.functions) or condition.is_met({})
    if not is_shown:
        yield Finding(element.path, "never_shown", {"name": element.name})


def _without_choices(element: Element) -> Iterator[Finding]:
    is_empty = isinstance(element, ChoiceQuestion) and not (base_choices(element) or element.source)
    if is_empty or (isinstance(element, MatrixQuestion) and not element.columns):
        yield Finding(element.path, "no_choices", {"name": element.name})


def _about_names(
    path: str, expression: Expression, names: set[str], order: dict[str, int], position: int
) -> Iterator[Finding]:
    if expression.is_unclosed:
        yield Finding(path, "unclosed_bracket")
    for variable in sorted(expression.variables):
        name = variable.split(".")[0].split("[")[0].removesuffix("-Comment").removesuffix("-unwrapped")
        if name.startswith("$") or variable in names:
            continue
        if name not in names:
            yield Finding(path, "unknown_name", {"name": variable})
    for name in sorted(expression.variables & order.keys()):
        if order[name] > position:
            yield Finding(path, "later_answer", {"name": name})


def _about_types(path: str, root: Node, by_key: dict[str, Question]) -> Iterator[Finding]:
    """Comparisons of a question with something it can never answer."""
    for node in root.walk():
        if not isinstance(node, Chain) or len(node.rest) != 1:
            continue
        operator, right = node.rest[0]
        for one, other in ((node.first, right), (right, node.first)):
            question = by_key.get(one.name) if isinstance(one, Variable) else None
            if question is None or not isinstance(other, Constant) or other.value in (None, ""):
                continue
            if not _may_answer(question, operator, other.value):
                yield Finding(path, "never_equal", {"name": question.name, "value": str(other.value)})


def _may_answer(question: Question, operator: str, value: Value) -> bool:
    if isinstance(question, ChoiceQuestion) and operator in _COMPARING:
        special = question.has_other or question.has_none or question.has_refuse or question.has_dont_know
        if special or question.source or question.allows_custom or question.is_lazy:
            return True
        return any(equal(choice.value, value) for choice in base_choices(question))
    is_quantity = isinstance(question, RatingQuestion) or (
        isinstance(question, TextQuestion) and question.input_type in ("number", "range")
    )
    if is_quantity and operator in _COMPARING | _ORDERING:
        has_own_points = isinstance(question, RatingQuestion) and bool(question.values)
        return has_own_points or not isinstance(value, str) or numeric_text(value) is not None
    return True


def _missing_translations(definition: Definition, elements: list[Element]) -> Iterator[Finding]:
    """Texts that lack a language which other texts have."""
    texts = [
        (element.path, getattr(element, field.name))
        for element in elements
        for field in fields(element)
        if isinstance(getattr(element, field.name), Text)
    ]
    if definition.title:
        texts.append(("title", definition.title))
    spoken = {locale for _, text in texts for locale in text.by_locale} - {DEFAULT}
    own = definition.locale or "en"
    for path, text in texts:
        has = set(text.by_locale) | ({own} if DEFAULT in text.by_locale else set())
        missing = sorted(spoken - has)
        if missing:
            yield Finding(path, "missing_translation", {"languages": ", ".join(missing)})
