"""What changed between two versions of a survey, and whether their answers may be pooled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from surveys.rules.definition.model import (
    ChoiceQuestion,
    Definition,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
    RatingQuestion,
)
from surveys.rules.definition.pieces import Choice


class Impact(StrEnum):
    """Cosmetic answers pool; additive ones pool with different numbers asked; breaking ones never."""

    COSMETIC = "cosmetic"
    ADDITIVE = "additive"
    BREAKING = "breaking"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, at a path of the new version (of the old one for what is gone)."""

    path: str
    kind: str
    impact: Impact


SAME_ANSWERS = ({"radiogroup", "dropdown"}, {"checkbox", "tagbox"}, {"text", "comment"})
BREAKING_FIELDS = frozenset(
    {"value_name", "input_type", "value_true", "value_false", "is_multiple", "low", "high", "step", "is_generated",
     "count", "rate_type", "cell_type", "expression", "value_property", "source", "source_mode"}
)  # fmt: skip
ADDITIVE_FIELDS = frozenset(
    {"visible_if", "is_visible", "enable_if", "is_read_only", "required_if", "is_required", "validators", "least",
     "most", "max_length", "has_other", "has_none", "has_refuse", "has_dont_know", "has_comment", "default_value",
     "default_expression", "set_value_if", "set_value_expression", "reset_value_if", "choices_visible_if",
     "choices_enable_if", "is_each_row_required", "is_each_row_unique", "low_expression", "high_expression",
     "rows_visible_if", "columns_visible_if", "allows_custom"}
)  # fmt: skip
COMPARED_APART = frozenset({"type", "name", "path", "json", "choices", "rows", "columns", "values", "items"})


def diff(old: Definition, new: Definition) -> list[Change]:
    """The changes from one version to the next, in the order of the new one."""
    before = {question.name: question for question in old.questions()}
    after = {question.name: question for question in new.questions()}
    changes = [
        Change(question.path, "question_removed", Impact.BREAKING if question.has_answer else Impact.COSMETIC)
        for name, question in before.items()
        if name not in after
    ]
    for name, question in after.items():
        if name not in before:
            impact = Impact.ADDITIVE if question.has_answer else Impact.COSMETIC
            changes.append(Change(question.path, "question_added", impact))
        else:
            changes.extend(_question_changes(before[name], question))
    if [page.name for page in old.pages] != [page.name for page in new.pages]:
        changes.append(Change("pages", "pages_changed", Impact.COSMETIC))
    return changes


def worst(changes: list[Change]) -> Impact:
    """The class of a whole version: that of its gravest change."""
    impacts = {change.impact for change in changes}
    return next((i for i in (Impact.BREAKING, Impact.ADDITIVE) if i in impacts), Impact.COSMETIC)


def _question_changes(old: Question, new: Question) -> Iterator[Change]:
    if old.type != new.type:
        is_same = any({old.type, new.type} <= kinds for kinds in SAME_ANSWERS)
        yield Change(f"{new.path}.type", "type_changed", Impact.COSMETIC if is_same else Impact.BREAKING)
    shared = {field.name for field in fields(old)} & {field.name for field in fields(new)}
    for name in sorted(shared - COMPARED_APART):
        if getattr(old, name) != getattr(new, name):
            yield Change(f"{new.path}.{name}", f"{name}_changed", _impact(new, name))
    for part, before in _parts(old).items():
        yield from _part_changes(f"{new.path}.{part}", before, _parts(new).get(part, {}))


def _impact(question: Question, field: str) -> Impact:
    if field in BREAKING_FIELDS:
        is_bound = field in ("low", "high", "step") and not isinstance(question, RatingQuestion)
        return Impact.ADDITIVE if is_bound else Impact.BREAKING
    return Impact.ADDITIVE if field in ADDITIVE_FIELDS else Impact.COSMETIC


def _parts(question: Question) -> dict[str, dict[str, object]]:
    """What answers are made of: choices, rows, columns, points or lines, by their values."""
    if isinstance(question, ChoiceQuestion):
        return {"choices": _by_value(question.choices)}
    if isinstance(question, RatingQuestion):
        return {"values": _by_value(question.values)}
    if isinstance(question, MatrixQuestion):
        return {"rows": _by_value(question.rows), "columns": _by_value(question.columns)}
    if isinstance(question, MultipleTextQuestion):
        return {"items": {item.name: item.input_type for item in question.items}}
    return {}


def _by_value(choices: tuple[Choice, ...]) -> dict[str, object]:
    return {f"{type(choice.value).__name__}:{choice.value}": choice for choice in choices}


def _part_changes(path: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Change]:
    kind = path.rpartition(".")[2]
    if before.keys() - after.keys():
        yield Change(path, f"{kind}_removed", Impact.BREAKING)
    if after.keys() - before.keys():
        yield Change(path, f"{kind}_added", Impact.ADDITIVE)
    kept = [key for key in before if key in after]
    if any(before[key] != after[key] for key in kept):
        yield Change(path, f"{kind}_changed", Impact.BREAKING if kind == "items" else Impact.COSMETIC)
    if kept != [key for key in after if key in before]:
        yield Change(path, f"{kind}_reordered", Impact.COSMETIC)
