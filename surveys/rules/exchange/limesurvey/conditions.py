"""Says LimeSurvey's plain conditions in our language; the rest is named, not guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveys.rules.expressions import try_parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from surveys.rules.exchange.limesurvey.tables import Row

WORDS = {"eq": "=", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "==": "=", "&&": "and", "||": "or"}
CALLS = {"if": "iif", "sum": "sum", "min": "min", "max": "max", "round": "round"}
TOKEN = re.compile(
    r"""\s*(?:
    (?P<empty>(?P<no>!\s*)?is_empty\(\s*(?P<what>[A-Za-z]\w*)(?:\.\w+)?\s*\))
  | (?P<ticked>(?P<list>[A-Za-z]\w*_[A-Za-z0-9]+)(?:\.\w+)?\s*(?P<is>==|!=|eq|ne)\s*["']Y["'])
  | (?P<text>"[^"'\\]*"|'[^"'\\]*')
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<sign>==|!=|<=|>=|<|>|&&|\|\||\(|\)|[+*/,-])
  | (?P<word>(?:and|or|eq|ne|lt|gt|le|ge)\b)
  | (?P<call>(?:if|sum|min|max|round)\s*\()
  | (?P<name>[A-Za-z]\w*)(?:\.(?:NAOK|value|code|shown))?(?![\w.(])
    )""",
    re.VERBOSE,
)
ALWAYS = frozenset({"", "1"})
FIELD = re.compile(r"\+?\d+X\d+X(?P<rest>\w+)")
METHODS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def condition(source: str, kinds: Mapping[str, str]) -> str | None:
    """The condition, "" for always, None for what has no counterpart."""
    text = source.strip()
    if text in ALWAYS:
        return ""
    said, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        piece = _said(match, kinds) if match else None
        if match is None or piece is None:
            return None
        said.append(piece)
        at = match.end()
    found = " ".join(said)
    return found if try_parse(found) else None


def reference(name: str, kinds: Mapping[str, str]) -> str | None:
    """Where the answer to a question, a row or a line stands with us; None where it has no place of its own."""
    if name in kinds:
        return name if kinds[name] == "one" else None
    question, _, part = name.partition("_")
    row, _, column = part.rpartition("_")
    match kinds.get(question):
        case "matrix":
            return f"{question}.{part}"
        case "grid" if row:
            return f"{question}_{row}.{column}"
        case "scales" if row and column in ("0", "1"):
            return f"{question}_{int(column) + 1}.{row}"
    return None


def _said(match: re.Match[str], kinds: Mapping[str, str]) -> str | None:
    if match["empty"]:
        if tick := _tick(match["what"], kinds):
            return f"{{{tick[0]}}} {'contains' if match['no'] else 'notcontains'} '{tick[1]}'"
        place = match["what"] if match["what"] in kinds else reference(match["what"], kinds)
        return f"{{{place}}} {'notempty' if match['no'] else 'empty'}" if place else None
    if match["ticked"]:
        return _ticked(match, kinds)
    if match["name"]:
        place = reference(match["name"], kinds)
        return f"{{{place}}}" if place else None
    if match["call"]:
        return f"{CALLS[match['call'].rstrip('( ')]}("
    written = match[0].strip()
    return WORDS.get(written, written)


def _ticked(match: re.Match[str], kinds: Mapping[str, str]) -> str | None:
    is_so = match["is"] in ("==", "eq")
    if tick := _tick(match["list"], kinds):
        return f"{{{tick[0]}}} {'contains' if is_so else 'notcontains'} '{tick[1]}'"
    place = reference(match["list"], kinds)
    return f"{{{place}}} {'=' if is_so else '!='} 'Y'" if place else None


def _tick(name: str, kinds: Mapping[str, str]) -> tuple[str, str] | None:
    question, _, option = name.rpartition("_")
    return (question, option) if kinds.get(question) == "many" else None


def older(rows: Iterable[Row], names: Mapping[str, str], kinds: Mapping[str, str]) -> str | None:
    """Conditions as they stood in a table of their own, before there were expressions.

    Those on one question are alternatives, those on several hold together; scenarios are alternatives again.
    """
    scenarios: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        said = _older(row, names, kinds)
        if said is None:
            return None
        scenarios.setdefault(row.get("scenario", "1"), {}).setdefault(row.get("cqid", ""), []).append(said)
    whole = [" and ".join(f"({' or '.join(said)})" for said in each.values()) for each in scenarios.values()]
    found = " or ".join(f"({each})" for each in whole) if len(whole) > 1 else "".join(whole)
    return found if found and try_parse(found) else None


def _older(row: Row, names: Mapping[str, str], kinds: Mapping[str, str]) -> str | None:
    name, field = names.get(row.get("cqid", ""), ""), FIELD.fullmatch(row.get("cfieldname", ""))
    value, method = row.get("value", ""), METHODS.get(row.get("method", "").strip())
    if field is None or method is None or not value or set("'\"{}@\\") & set(value):
        return None
    part = field["rest"].removeprefix(row.get("cqid", ""))
    if kinds.get(name) == "many":
        option = part or value
        return f"{{{name}}} {'contains' if method == '=' else 'notcontains'} '{option}'"
    place = reference(f"{name}_{part}" if part else name, kinds)
    return f"{{{place}}} {method} '{value}'" if place else None
