"""What expressions ask for: names nobody has, answers given later, comparisons that tell nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.definition.findings import Finding
from surveys.rules.definition.model import Question
from surveys.rules.expressions.nodes import Chain, Constant, Variable
from surveys.rules.versions.hints.kinds import COMPARING, ORDERING, is_list, kind_of, may_answer
from surveys.rules.versions.hints.walking import conditions_of, elements_of, settings_of, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rules.definition.model import Definition
    from surveys.rules.expressions import Expression
    from surveys.rules.expressions.nodes import Node

OWN = frozenset({"item", "choice", "row", "panel", "value"})
"""What expressions inside lists call the entry at hand."""


def about_logic(definition: Definition) -> Iterator[Finding]:
    """Everything odd in every expression, in the order of the survey."""
    elements = list(elements_of(definition))
    order = {e.key.lower(): i for i, e in enumerate(elements) if isinstance(e, Question)}
    by_key = {e.key.lower(): e for e in elements if isinstance(e, Question)}
    names = set(order) | {calculated.name.lower() for calculated in definition.calculated}
    names |= {trigger.target.lower() for trigger in definition.triggers if trigger.kind != "skip"}
    for position, element in enumerate(elements):
        for path, expression in conditions_of(element):
            yield from _about_names(path, expression, names)
            yield from _about_order(path, expression, order, position)
            yield from _about_types(path, expression.root, by_key)
        for path, expression in settings_of(element):
            yield from _about_names(path, expression, names)
            yield from _about_types(path, expression.root, by_key)
    for path, expression in whole_of(definition):
        yield from _about_names(path, expression, names)
        yield from _about_types(path, expression.root, by_key)
    yield from _about_triggers(definition, names)


def _about_names(path: str, expression: Expression, names: set[str]) -> Iterator[Finding]:
    if expression.is_unclosed:
        yield Finding(path, "unclosed_bracket")
    for variable in sorted(expression.variables):
        written = variable.lower()
        name = written.split(".")[0].split("[")[0].removesuffix("-comment").removesuffix("-unwrapped")
        if not written.startswith("$") and written not in names and name not in names | OWN:
            yield Finding(path, "unknown_name", {"name": variable})


def _about_order(path: str, expression: Expression, order: dict[str, int], position: int) -> Iterator[Finding]:
    for name in sorted(expression.variables):
        if order.get(name.lower(), -1) > position:
            yield Finding(path, "later_answer", {"name": name})


def _about_types(path: str, root: Node, by_key: dict[str, Question]) -> Iterator[Finding]:
    """Comparisons of a question with something it can never answer."""
    for node in root.walk():
        if not isinstance(node, Chain) or len(node.rest) != 1:
            continue
        operator, right = node.rest[0]
        one, other = (by_key.get(n.name.lower()) if isinstance(n, Variable) else None for n in (node.first, right))
        if one and other and operator in COMPARING | ORDERING:
            yield from _about_pair(path, operator, one, other)
        for question, constant in ((one, right), (other, node.first)):
            if question is None or not isinstance(constant, Constant) or constant.value in (None, ""):
                continue
            if not may_answer(question, operator, constant.value):
                yield Finding(path, "never_equal", {"name": question.name, "value": str(constant.value)})
            elif is_list(question) and question.type != "ranking" and operator in ("equal", "notequal"):
                yield Finding(path, "list_compared", {"name": question.name})


def _about_pair(path: str, operator: str, one: Question, other: Question) -> Iterator[Finding]:
    kinds = {kind_of(one), kind_of(other)}
    if "" in kinds or ("list" in kinds and operator in COMPARING - {"equal", "notequal"}):
        return
    if len(kinds) > 1 or (operator in ORDERING and kinds <= {"boolean", "list"}):
        yield Finding(path, "mixed_types", {"name": one.name, "other": other.name})


def _about_triggers(definition: Definition, names: set[str]) -> Iterator[Finding]:
    """Where triggers lead to, and where they take from."""
    known = names | {element.name.lower() for element in elements_of(definition)}
    for index, trigger in enumerate(definition.triggers):
        if trigger.kind == "skip" and trigger.target.lower() not in known - {""}:
            yield Finding(f"triggers[{index}].gotoName", "unknown_name", {"name": trigger.target})
        elif trigger.kind in ("setvalue", "copyvalue") and not trigger.target:
            yield Finding(f"triggers[{index}].setToName", "no_target")
        if trigger.kind == "copyvalue" and trigger.source.lower() not in known - {""}:
            yield Finding(f"triggers[{index}].fromName", "unknown_name", {"name": trigger.source})
