"""Reads the text of an expression into nodes.

The grammar, loosest rank first:
    or | and | comparison | + - | * / % | ^ | contains, anyof… | prefix, call, list, bracket, operand
An operand may be followed by `empty` or `notempty`. Closing brackets may be missing at the end, as
survey authors were always allowed to forget them; `Parser.is_unclosed` remembers it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from surveys.rules.expressions.nodes import (
    Call,
    Chain,
    Constant,
    Emptiness,
    Items,
    Node,
    Not,
    Variable,
)
from surveys.rules.expressions.values import ExpressionError, number
from surveys.rules.marking import gettext_noop

MAX_LENGTH = 8_000
MAX_NODES = 1_000
MAX_DEPTH = 40

_BLANK = re.compile(r"[ \t\r\n]*")
_LOWER_ONLY = frozenset({"equals", "notequals"})


def _pattern(sign: str) -> str:
    return f"(?-i:{sign})" if sign in _LOWER_ONLY else re.escape(sign)


_RANKS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = tuple(
    (
        re.compile("|".join(map(_pattern, sorted(signs, key=len, reverse=True))), re.IGNORECASE),
        signs,
    )
    for signs in (
        {"||": "or", "or": "or"},
        {"&&": "and", "and": "and"},
        {
            "<=": "lessorequal", "=<": "lessorequal", "lessorequal": "lessorequal",
            ">=": "greaterorequal", "=>": "greaterorequal", "greaterorequal": "greaterorequal",
            "==": "equal", "=": "equal", "equals": "equal", "equal": "equal",
            "!=": "notequal", "<>": "notequal", "notequal": "notequal", "notequals": "notequal",
            "<": "less", "less": "less", ">": "greater", "greater": "greater",
        },
        {"+": "plus", "-": "minus"},
        {"*": "mul", "/": "div", "%": "mod"},
        {"^": "power", "power": "power"},
        {
            "*=": "contains", "contains": "contains", "contain": "contains",
            "notcontains": "notcontains", "notcontain": "notcontains",
            "anyof": "anyof", "allof": "allof", "noneof": "noneof",
        },
    )
)  # fmt: skip
_LOOKING_INSIDE = len(_RANKS) - 1
_CALL = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\(")
_PREFIX = re.compile(r"!|negate", re.IGNORECASE)
_POSTFIX = re.compile(r"[ \t\r\n]*(notempty|empty)", re.IGNORECASE)
_BOOLEAN = re.compile(r"true|false", re.IGNORECASE)
_NOTHING = re.compile(r"undefined|null")
_HEX = re.compile(r"0x[0-9]{1,200}")
_NUMBER = re.compile(r"-?(?:[0-9]+\.[0-9]+|0|[1-9][0-9]*)")
_TEXT = re.compile(r"'((?:\\['\"]|[^'\"])*+)'|\"((?:\\['\"]|[^'\"])*+)\"")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VARIABLE = re.compile(r"\{(#?)([^{}]+)\}")


def _text_of(match: re.Match[str]) -> Constant:
    written = match[1] if match[1] is not None else match[2]
    return Constant(written.replace("\\'", "'").replace('\\"', '"'))


_VALUES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Node]], ...] = (
    (_BOOLEAN, lambda match: Constant(match[0].lower() == "true")),
    (_NOTHING, lambda _: Constant(None)),
    (_HEX, lambda match: Constant(number(float(int(match[0], 16))))),
    (_NUMBER, lambda match: Constant(number(float(match[0])))),
    (_TEXT, _text_of),
    (_VARIABLE, lambda match: Variable(match[2], is_raw=bool(match[1]))),
    (_NAME, lambda match: Constant(match[0])),
)


@dataclass(slots=True)
class Parser:
    text: str
    at: int = 0
    furthest: int = 0
    depth: int = 0
    nodes: int = 0
    is_unclosed: bool = False

    def parse(self) -> Node:
        if len(self.text) > MAX_LENGTH:
            raise ExpressionError(gettext_noop("it is too long"))
        node = self._expression()
        if node is None or self.at < len(self.text):
            raise ExpressionError(gettext_noop("it breaks off at character {}").format(max(self.at, self.furthest) + 1))
        return node

    def _expression(self) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(gettext_noop("it is nested too deeply"))
        self._blank()
        node = self._rank(0)
        self._blank()
        self.depth -= 1
        return node

    def _rank(self, rank: int) -> Node | None:
        if rank == len(_RANKS):
            return self._factor()
        first = self._rank(rank + 1)
        if first is None:
            return None
        pattern, signs = _RANKS[rank]
        rest: list[tuple[str, Node]] = []
        while True:
            start = self.at
            self._blank()
            sign = self._take(pattern)
            self._blank()
            operand = self._rank(rank + 1) if sign else None
            if sign and operand is None and rank == _LOOKING_INSIDE:
                operand = Constant(None)  # `{a} contains` looks for nothing
            if sign is None or operand is None:
                self.at = start
                break
            rest.append((signs[sign[0].lower()], operand))
        return self._count(Chain(first, tuple(rest))) if rest else first

    def _factor(self) -> Node | None:
        if self.text.startswith("(", self.at):
            return self._bracket()
        if call := self._take(_CALL):
            arguments = self._sequence()
            self._close(")")
            return self._count(Call(call[1], arguments))
        start = self.at
        if self._take(_PREFIX):
            operand = self._operand_of_prefix()
            if operand is not None:
                return self._count(Not(operand))
            self.at = start
        if self.text.startswith("[", self.at):
            return self._list()
        return self._operand()

    def _bracket(self) -> Node | None:
        start = self.at
        self.at += 1
        node = self._expression()
        if node is None:
            self.at = start
            return None
        self._close(")")
        return node

    def _operand_of_prefix(self) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(gettext_noop("it is nested too deeply"))
        self._blank()
        operand = self._factor()
        self.depth -= 1
        return operand

    def _list(self) -> Node | None:
        start = self.at
        self.at += 1
        items = self._sequence()
        if not self.text.startswith("]", self.at):
            self.at = start
            return None
        self.at += 1
        return self._count(Items(items))

    def _sequence(self) -> tuple[Node, ...]:
        """What stands between commas; nothing at all where nothing is written first, be it as `null`."""
        start = self.at
        first = self._expression()
        if first is None:
            self.at = start
        items = [first] if first else []
        while self.text.startswith(",", self.at):
            start = self.at
            self.at += 1
            item = self._expression()
            if item is None:
                self.at = start
                break
            items.append(item)
        return tuple(items) if first and first != Constant(None) else ()

    def _operand(self) -> Node | None:
        node = self._value()
        if node is None:
            return None
        if match := self._take(_POSTFIX):
            return self._count(Emptiness(node, match[1].lower() == "empty"))
        return node

    def _value(self) -> Node | None:
        for pattern, make in _VALUES:
            if match := self._take(pattern):
                return self._count(make(match))
        return None

    def _close(self, bracket: str) -> None:
        if self.text.startswith(bracket, self.at):
            self.at += 1
        else:
            self.is_unclosed = True

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
            self.furthest = max(self.furthest, self.at)
        return match

    def _count(self, node: Node) -> Node:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise ExpressionError(gettext_noop("it has too many parts"))
        return node


def parser_of(written: str) -> Parser:
    """A parser of an expression as authors write it."""
    return Parser(written.replace("<>", "!="))


@lru_cache(maxsize=1024)
def root_of(written: str) -> Node | None:
    """The root of an expression that stands inside another; None when it cannot be read."""
    try:
        return parser_of(written).parse()
    except ExpressionError:
        return None
