"""The small parts of a definition: choices, validators, triggers, computed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.rules.definition.texts import Text
from surveys.rules.expressions import Expression, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """An option, a matrix row or a matrix column."""

    value: Value
    text: Text | None = None
    visible_if: Expression | None = None
    enable_if: Expression | None = None
    is_exclusive: bool = False
    has_comment: bool = False
    is_comment_required: bool = False
    comment_placeholder: Text | None = None
    image: Text | None = None
    is_shuffled: bool = True
    extra: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Validator:
    """A check of an answer; `kind` says which of the bounds matter."""

    kind: str
    text: Text | None = None
    severity: str = "error"
    low: float | None = None
    high: float | None = None
    allow_digits: bool = True
    pattern: str = ""
    ignore_case: bool = False
    expression: Expression | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trigger:
    """Something that happens when an answer makes an expression true."""

    kind: str
    expression: Expression
    target: str = ""
    source: str = ""
    value: Value = None
    run: Expression | None = None
    copies_display: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CalculatedValue:
    name: str
    expression: Expression | None
    is_in_result: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ConditionalText:
    """A completion page or address chosen by an expression."""

    expression: Expression | None
    text: Text
