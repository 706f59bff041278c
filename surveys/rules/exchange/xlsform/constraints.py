"""Constraints of an XLSForm as our validators: lengths and patterns of their own, all else as an expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Made = dict[str, Any]
MATCHING = re.compile(r"regex\(\s*\.\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*(?P<sign>=|<=|>=|<|>)\s*(?P<number>\d{1,5})")
PIECE = re.compile(r"'[^']*'|\"[^\"]*\"|[()]|\b(?:and|or)\b|[^'\"()\w]+|\w+|.", re.DOTALL)
BOUNDS: dict[str, Callable[[int], Made]] = {
    "=": lambda number: {"minLength": number, "maxLength": number},
    "<=": lambda number: {"maxLength": number},
    ">=": lambda number: {"minLength": number},
    "<": lambda number: {"maxLength": number - 1},
    ">": lambda number: {"minLength": number + 1},
}


def validators(source: str, name: str, said: Callable[[str], str]) -> list[Made]:
    """What must hold of an answer that is given; `said` says an expression in our language."""
    parts = conjuncts(source)
    known = [_known(part) for part in parts]
    if not any(known):
        return [_expression(name, said(source))]
    return [check or _expression(name, said(part)) for check, part in zip(known, parts, strict=True)]


def conjuncts(source: str) -> list[str]:
    """The parts of “one and another”; a single one where there is an “or” beside them."""
    parts, depth = [""], 0
    for piece in PIECE.findall(source):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth == 0 and piece == "or":
            return [source.strip()]
        if depth == 0 and piece == "and":
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]


def _known(part: str) -> Made | None:
    if matching := MATCHING.fullmatch(part):
        pattern = matching[1] if matching[1] is not None else matching[2]
        return {"type": "regex", "regex": f"^(?:{pattern})$"}
    length = LENGTH.fullmatch(part)
    return {"type": "text"} | BOUNDS[length["sign"]](int(length["number"])) if length else None


def _expression(name: str, expression: str) -> Made:
    return {"type": "expression", "expression": f"{{{name}}} empty or ({expression})"}
