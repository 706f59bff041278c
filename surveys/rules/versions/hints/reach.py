"""Pages and questions that nobody will ever see, whatever the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.definition.findings import Finding
from surveys.rules.definition.model import Panel, Question
from surveys.rules.editing.conditions import LISTS, Condition, read_conditions
from surveys.rules.expressions.comparing import equal
from surveys.rules.versions.hints.kinds import bounds_of, is_list, may_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.rules.definition.model import Definition, Element
    from surveys.rules.expressions import Expression

NEEDING = frozenset({"equal", "notempty", "greater", "greaterorequal", "less", "lessorequal", "contains",
                     "anyof", "allof"})  # fmt: skip
"""What an empty answer never meets."""
ROUNDS = 20


def unreachable(definition: Definition) -> Iterator[Finding]:
    """Each page, panel or question that is never shown, and what is asked for there all the same."""
    hidden: dict[str, bool] = {}
    for _ in range(ROUNDS):
        seen = _round(definition, set(hidden))
        if seen == hidden:
            break
        hidden = seen
    for element in _walk(definition.pages):
        if hidden.get(element.path):
            yield Finding(element.path, "never_shown", {"name": element.name})
        if isinstance(element, Question) and element.is_required and element.path:
            if element.path in hidden:
                yield Finding(element.path, "required_hidden", {"name": element.name})
            elif element.is_read_only and not _is_filled(element, definition):
                yield Finding(element.path, "required_read_only", {"name": element.name})


def _round(definition: Definition, hidden: set[str]) -> dict[str, bool]:
    """Paths of what is hidden; True where the element's own condition is why."""
    silent = {
        question.key: question
        for question in definition.questions()
        if question.path in hidden and not _is_filled(question, definition)
    }
    by_key = {question.key: question for question in definition.questions()}
    found: dict[str, bool] = {}

    def look(elements: Sequence[Element], *, is_inside: bool) -> None:
        for element in elements:
            is_own = not is_inside and _is_never_met(element, by_key, silent)
            if (is_own or is_inside) and element.path:
                found[element.path] = is_own
            if isinstance(element, Panel):
                look(element.elements, is_inside=is_own or is_inside)

    look(definition.pages, is_inside=False)
    return found


def _is_never_met(element: Element, by_key: Mapping[str, Question], silent: Mapping[str, Question]) -> bool:
    if element.visible_if is None:
        return not element.is_visible
    return never_met(element.visible_if, by_key, silent)


def never_met(expression: Expression, by_key: Mapping[str, Question], silent: Mapping[str, Question]) -> bool:
    """Whether no answers make the expression true, as far as rows of conditions tell."""
    if not (expression.variables or expression.functions):
        return not expression.is_met({})
    known = read_conditions(expression.source)
    if known is None or not known.rows:
        return False
    lost = [_is_lost(row, by_key, silent) for row in known.rows]
    if known.joined == "or":
        return all(lost)
    return any(lost) or any(_clash(rows, by_key.get(name)) for name, rows in _by_name(known.rows).items())


def _is_lost(row: Condition, by_key: Mapping[str, Question], silent: Mapping[str, Question]) -> bool:
    if row.name in silent and row.operator in NEEDING and row.value not in ("", [], False, 0):
        return True
    question = by_key.get(row.name)
    if question is None or row.operator not in NEEDING or row.operator == "notempty":
        return False
    if row.operator in LISTS:
        values = row.value if isinstance(row.value, list) else [row.value]
        lost = [not may_answer(question, "equal", value) for value in values]
        return bool(lost) and (all(lost) if row.operator == "anyof" else any(lost))
    return not may_answer(question, row.operator, row.value) or _is_out_of_bounds(row, question)


def _is_out_of_bounds(row: Condition, question: Question) -> bool:
    low, high = bounds_of(question)
    if not isinstance(row.value, (int, float)) or isinstance(row.value, bool):
        return False
    if row.operator == "equal":
        return (low is not None and row.value < low) or (high is not None and row.value > high)
    if row.operator in ("greater", "greaterorequal"):
        return high is not None and (row.value > high or (row.value == high and row.operator == "greater"))
    return low is not None and (row.value < low or (row.value == low and row.operator == "less"))


def _by_name(rows: Sequence[Condition]) -> dict[str, list[Condition]]:
    found: dict[str, list[Condition]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return found


def _clash(rows: list[Condition], question: Question | None) -> bool:
    """Conditions on one answer that cannot all hold."""
    operators = {row.operator for row in rows}
    if "empty" in operators and operators & NEEDING:
        return True
    same = [row.value for row in rows if row.operator == "equal"]
    if question is None or is_list(question):
        return False
    others = [row.value for row in rows if row.operator == "notequal"]
    if any(not equal(value, same[0]) for value in same) or any(equal(v, o) for v in same for o in others):
        return True
    lows = [row.value for row in rows if row.operator in ("greater", "greaterorequal", "equal")]
    highs = [row.value for row in rows if row.operator in ("less", "lessorequal", "equal")]
    numbers = [v for v in (*lows, *highs) if isinstance(v, (int, float)) and not isinstance(v, bool)]
    is_strict = bool(operators & {"greater", "less"})
    if len(numbers) != len(lows) + len(highs) or not lows or not highs:
        return False
    return max(lows) > min(highs) or (is_strict and max(lows) == min(highs))


def _is_filled(question: Question, definition: Definition) -> bool:
    """Whether something but a person may answer it."""
    own = (question.default_value, question.default_expression, question.set_value_expression)
    targets = {trigger.target for trigger in definition.triggers}
    is_shared = sum(other.key == question.key for other in definition.questions()) > 1
    return (
        any(part is not None for part in own) or question.type == "expression" or question.name in targets or is_shared
    )


def _walk(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        if isinstance(element, Panel):
            yield from _walk(element.elements)
