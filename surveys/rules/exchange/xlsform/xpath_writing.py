"""Says an expression of ours in XPath, or names the part that XLSForm has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.rules.exchange.xlsform.tokens import NotCarried
from surveys.rules.expressions.nodes import Call, Chain, Constant, Emptiness, Items, Node, Not, Variable

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = {
    "or": "or", "and": "and", "equal": "=", "notequal": "!=", "less": "<", "lessorequal": "<=", "greater": ">",
    "greaterorequal": ">=", "plus": "+", "minus": "-", "mul": "*", "div": "div", "mod": "mod",
}  # fmt: skip
LISTS = {"anyof": " or ", "noneof": " or ", "allof": " and "}
CALLS = {"iif": ("if", 3), "today": ("today", 0), "round": ("round", 2)}


def xpath(node: Node, kinds: Mapping[str, str]) -> str:
    """The expression; raises NotCarried."""
    if isinstance(node, Variable):
        return f"${{{_name(node, kinds)}}}"
    if isinstance(node, Constant):
        return constant(node.value)
    if isinstance(node, Emptiness) and isinstance(node.operand, Variable):
        return f"{xpath(node.operand, kinds)} {'=' if node.wanted else '!='} ''"
    if isinstance(node, Not):
        return f"not({xpath(node.operand, kinds)})"
    if isinstance(node, Chain):
        return _chain(node, kinds)
    if isinstance(node, Call):
        return _call(node, kinds)
    raise NotCarried(type(node).__name__.lower())


def constant(value: Any) -> str:
    """A constant in XPath."""
    if value is None:
        return "''"
    if isinstance(value, bool):
        return "true()" if value else "false()"
    if isinstance(value, (int, float)):
        return f"{value}"
    text = str(value)
    if "'" in text and '"' in text:
        raise NotCarried(text[:60])
    return f'"{text}"' if "'" in text else f"'{text}'"


def _name(node: Variable, kinds: Mapping[str, str]) -> str:
    if node.is_raw or node.name not in kinds:
        raise NotCarried(f"{{{node.name}}}")
    return node.name


def _chain(node: Chain, kinds: Mapping[str, str]) -> str:
    said, left = "", node.first
    for place, (operator, right) in enumerate(node.rest):
        if operator in ("contains", "notcontains", *LISTS):
            if place:
                raise NotCarried(operator)
            said = _membership(operator, left, right, kinds)
        elif operator in SIGNS:
            one = f"({said})" if place else _operand(left, right, operator, kinds)
            said = f"{one} {SIGNS[operator]} {_operand(right, left, operator, kinds)}"
        else:
            raise NotCarried(operator)
    return said


def _operand(node: Node, beside: Node, operator: str, kinds: Mapping[str, str]) -> str:
    """One side: a tick is compared with its option's name, several ticks with nothing."""
    is_compared = operator not in ("and", "or")
    if is_compared and isinstance(node, Variable) and kinds.get(node.name) == "many":
        raise NotCarried(f"{{{node.name}}} {operator}")
    if isinstance(node, Constant) and isinstance(node.value, bool) and isinstance(beside, Variable):
        return constant(str(node.value).lower()) if kinds.get(beside.name) == "boolean" else constant(node.value)
    if operator in ("plus", "minus") and isinstance(node, Constant) and isinstance(node.value, str):
        raise NotCarried(node.value[:60])
    text = xpath(node, kinds)
    return f"({text})" if isinstance(node, (Chain, Emptiness)) else text


def _membership(operator: str, left: Node, right: Node, kinds: Mapping[str, str]) -> str:
    if not isinstance(left, Variable):
        raise NotCarried(operator)
    options = right.items if isinstance(right, Items) else (right,)
    if operator in ("contains", "notcontains"):
        if isinstance(right, Items):
            raise NotCarried(operator)
        said = _has(left, right, kinds, is_part=True)
    else:
        said = f"({LISTS[operator].join(_has(left, option, kinds, is_part=False) for option in options)})"
    return f"not({said})" if operator in ("notcontains", "noneof") else said


def _has(left: Variable, option: Node, kinds: Mapping[str, str], *, is_part: bool) -> str:
    if not isinstance(option, Constant):
        raise NotCarried(f"{{{left.name}}}")
    name = f"${{{_name(left, kinds)}}}"
    if kinds[left.name] == "many":
        return f"selected({name}, {constant(str(option.value))})"
    return f"contains({name}, {constant(option.value)})" if is_part else f"{name} = {constant(option.value)}"


def _call(node: Call, kinds: Mapping[str, str]) -> str:
    name, arguments = node.name, node.arguments
    if name == "count" and len(arguments) == 1 and isinstance(arguments[0], Variable):
        if kinds.get(arguments[0].name) == "many":
            return f"count-selected({xpath(arguments[0], kinds)})"
    elif name in CALLS and len(arguments) == CALLS[name][1]:
        return f"{CALLS[name][0]}({', '.join(xpath(argument, kinds) for argument in arguments)})"
    raise NotCarried(f"{name}()")
