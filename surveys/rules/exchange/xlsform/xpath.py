"""Says an XPath expression in the language of our definitions, or names the part that has no counterpart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.rules.exchange.xlsform.tokens import NotCarried, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping

RANKS = (
    {"or": "or"},
    {"and": "and"},
    {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="},
    {"+": "+", "-": "-"},
    {"*": "*", "div": "/", "mod": "%"},
)
MAX_DEPTH = 30
EMPTY = "''"
TRUTHS = {"'true'": "true", "'false'": "false"}


@dataclass(frozen=True, slots=True)
class Said:
    """A piece in our words; `name` when it is a single variable, `is_atom` when it needs no brackets."""

    text: str
    name: str = ""
    is_atom: bool = True

    @property
    def inside(self) -> str:
        """The piece as an operand."""
        return self.text if self.is_atom else f"({self.text})"


def translated(
    source: str, kinds: Mapping[str, str], *, this: str = "", columns: Mapping[str, str] | None = None
) -> str:
    """The expression in our language; `this` is what "." means, `columns` what bare names do. Raises NotCarried."""
    return Reader(tokens_of(source), kinds, this, columns or {}).read()


@dataclass(slots=True)
class Reader:
    """Reads by descent, one rank of operators after the other."""

    tokens: list[Token]
    kinds: Mapping[str, str]
    this: str
    columns: Mapping[str, str]
    at: int = 0
    depth: int = field(default=0)

    def read(self) -> str:
        said = self._rank(0)
        if self.at < len(self.tokens):
            raise NotCarried(self.tokens[self.at].text)
        return said.text

    def _rank(self, rank: int) -> Said:
        if rank == len(RANKS):
            return self._unary()
        self.depth += 1
        if self.depth > MAX_DEPTH * len(RANKS):
            raise NotCarried("((…))")
        left = self._rank(rank + 1)
        while (token := self._peek()) and token.kind in ("sign", "name") and token.text in RANKS[rank]:
            self.at += 1
            left = self._joined(left, RANKS[rank][token.text], self._rank(rank + 1))
        self.depth -= 1
        return left

    def _joined(self, left: Said, sign: str, right: Said) -> Said:
        for one, other in ((left, right), (right, left)):
            if sign in ("=", "!=") and other.text == EMPTY and one.name:
                return Said(f"{one.text} {'empty' if sign == '=' else 'notempty'}", is_atom=False)
            if self.kinds.get(one.name) == "boolean" and other.text in TRUTHS:
                return Said(f"{one.text} {sign} {TRUTHS[other.text]}", is_atom=False)
            if sign in ("=", "!=") and self.kinds.get(one.name) == "many":
                raise NotCarried(f"{one.text} {sign} {other.text}")
        return Said(f"{left.inside} {sign} {right.inside}", is_atom=False)

    def _unary(self) -> Said:
        if (token := self._peek()) and token.text == "-" and token.kind == "sign":
            self.at += 1
            said = self._unary()
            return Said(f"-{said.text}") if said.text[0].isdecimal() else Said(f"0 - {said.inside}", is_atom=False)
        return self._atom()

    def _atom(self) -> Said:
        token = self._next()
        if token.kind in ("variable", "self"):
            return self._variable(token.text[2:-1].strip() if token.kind == "variable" else self.this)
        if token.kind in ("text", "number"):
            return Said(quoted(token.text[1:-1]) if token.kind == "text" else _plain(token.text))
        if token.text == "(":
            said = self._rank(0)
            self._expect(")")
            return said
        if token.kind == "name":
            return self._named(token.text)
        raise NotCarried(token.text)

    def _named(self, name: str) -> Said:
        follows = self._peek()
        if follows is not None and follows.text == "(":
            return self._call(name)
        if name not in self.columns:
            raise NotCarried(name)
        return Said(quoted(self.columns[name]))

    def _variable(self, name: str) -> Said:
        if name not in self.kinds:
            raise NotCarried(f"${{{name}}}")
        return Said(f"{{{name}}}", name=name)

    def _call(self, name: str) -> Said:
        arguments = self._arguments()
        if len(arguments) not in ARITY.get(name, ()):
            raise NotCarried(f"{name}()")
        texts = [argument.text for argument in arguments]
        if name in SAID:
            return Said(SAID[name].format(", ".join(texts)))
        if name == "selected":
            return self._selected(*arguments)
        if name == "contains" and arguments[0].name and self.kinds.get(arguments[0].name) != "many":
            return Said(f"{texts[0]} contains {arguments[1].inside}", is_atom=False)
        if name == "count-selected":
            return self._counted(arguments[0])
        if not arguments[0].name:
            raise NotCarried(f"{name}()")
        if name == "coalesce":
            return Said(f"iif({texts[0]} empty, {texts[1]}, {texts[0]})")
        return arguments[0]

    def _selected(self, which: Said, value: Said) -> Said:
        kind = self.kinds.get(which.name)
        if kind == "many":
            return Said(f"{which.text} contains {value.inside}", is_atom=False)
        if kind in ("one", "boolean"):
            return self._joined(which, "=", value)
        raise NotCarried("selected()")

    def _counted(self, which: Said) -> Said:
        if self.kinds.get(which.name) != "many":
            raise NotCarried("count-selected()")
        return Said(f"count({which.text})")

    def _arguments(self) -> list[Said]:
        self._expect("(")
        found: list[Said] = []
        if (token := self._peek()) and token.text == ")" and token.kind == "sign":
            self.at += 1
            return found
        while True:
            found.append(self._rank(0))
            if self._next_sign() == ")":
                return found

    def _next_sign(self) -> str:
        token = self._next()
        if token.kind != "sign" or token.text not in ",)":
            raise NotCarried(token.text)
        return token.text

    def _expect(self, sign: str) -> None:
        if self._next().text != sign:
            raise NotCarried(self.tokens[self.at - 1].text)

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _next(self) -> Token:
        if self.at >= len(self.tokens):
            raise NotCarried("…")
        self.at += 1
        return self.tokens[self.at - 1]


ARITY: dict[str, tuple[int, ...]] = {
    "true": (0,), "false": (0,), "today": (0,), "not": (1,), "selected": (2,), "contains": (2,), "count-selected": (1,),
    "if": (3,), "coalesce": (2,), "string": (1,), "number": (1,), "boolean": (1,), "round": (2,),
}  # fmt: skip


SAID = {
    "true": "true", "false": "false", "today": "today()", "not": "!({})", "if": "iif({})", "round": "round({})",
}  # fmt: skip


def _plain(written: str) -> str:
    """A number without what ours do not know: a leading point, leading zeros."""
    number = float(written)
    return str(int(number)) if number.is_integer() else repr(number)


def quoted(text: str) -> str:
    """A text as a constant of our language; raises NotCarried with a backslash, which ours do not know."""
    if "\\" in text:
        raise NotCarried(text[:60])
    escaped = text.replace("'", "\\'").replace('"', '\\"')
    return f"'{escaped}'"
