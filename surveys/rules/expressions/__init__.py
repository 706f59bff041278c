"""The expression language of survey definitions: parse, then evaluate against answers."""

from surveys.rules.expressions.language import Expression, parse, try_parse
from surveys.rules.expressions.nodes import Env, Scope
from surveys.rules.expressions.scopes import Values
from surveys.rules.expressions.values import (
    ExpressionError,
    Value,
    convert,
    is_empty,
    is_true,
    text,
)

__all__ = [
    "Env",
    "Expression",
    "ExpressionError",
    "Scope",
    "Value",
    "Values",
    "convert",
    "is_empty",
    "is_true",
    "parse",
    "text",
    "try_parse",
]
