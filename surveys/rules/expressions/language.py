"""Parse once, evaluate often: the entrance to the expression language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from surveys.rules.expressions.functions import FUNCTIONS
from surveys.rules.expressions.nodes import Call, Env, Node, Scope, Variable
from surveys.rules.expressions.parser import parser_of
from surveys.rules.expressions.scopes import Values
from surveys.rules.expressions.values import ExpressionError, Value, to_float


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression and what it refers to."""

    source: str
    root: Node
    variables: frozenset[str]
    functions: frozenset[str]
    is_unclosed: bool

    def evaluate(self, scope: Scope | Mapping[str, Value], now: datetime | None = None) -> Value:
        where = Values(scope) if isinstance(scope, Mapping) else scope
        return self.root.evaluate(Env(where, FUNCTIONS, now or datetime.now(UTC)))

    def is_met(self, scope: Scope | Mapping[str, Value], now: datetime | None = None) -> bool:
        """Whether the expression says true, 1 standing for true as in JavaScript."""
        value = self.evaluate(scope, now)
        return value is not None and to_float(value) == 1


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Expression | str:
    parser = parser_of(text)
    try:
        root = parser.parse()
    except ExpressionError as error:
        return str(error)
    nodes = list(root.walk())
    return Expression(
        text,
        root,
        frozenset(node.name for node in nodes if isinstance(node, Variable)),
        frozenset(node.name for node in nodes if isinstance(node, Call)),
        parser.is_unclosed,
    )


def parse(text: str) -> Expression:
    """The expression a text spells, or ExpressionError saying where it breaks off."""
    result = _parsed(text)
    if isinstance(result, str):
        raise ExpressionError(result)
    return result


def try_parse(text: str) -> Expression | None:
    result = _parsed(text)
    return None if isinstance(result, str) else result
