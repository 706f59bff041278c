"""Says LimeSurvey's plain conditions in our language; the rest is named, not guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveys.rules.expressions import try_parse

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = {"eq": "=", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "==": "=", "&&": "and", "||": "or"}
TOKEN = re.compile(
    r"""\s*(?:
    (?P<empty>(?P<no>!\s*)?is_empty\(\s*(?P<what>[A-Za-z]\w*)(?:\.\w+)?\s*\))
  | (?P<ticked>(?P<list>[A-Za-z][A-Za-z0-9]*)_(?P<option>[A-Za-z0-9]+)(?:\.\w+)?\s*(?P<is>==|!=|eq|ne)\s*["']Y["'])
  | (?P<text>"[^"'\\]*"|'[^"'\\]*')
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<sign>==|!=|<=|>=|<|>|&&|\|\||\(|\)|[+*/-])
  | (?P<word>(?:and|or|eq|ne|lt|gt|le|ge)\b)
  | (?P<name>[A-Za-z]\w*)(?:\.(?:NAOK|value|code|shown))?(?![\w.(])
    )""",
    re.VERBOSE,
)
ALWAYS = frozenset({"", "1"})


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


def _said(match: re.Match[str], kinds: Mapping[str, str]) -> str | None:
    if match["empty"]:
        return f"{{{match['what']}}} {'notempty' if match['no'] else 'empty'}" if match["what"] in kinds else None
    if match["ticked"]:
        if kinds.get(match["list"]) != "many":
            return None
        sign = "contains" if match["is"] in ("==", "eq") else "notcontains"
        return f"{{{match['list']}}} {sign} '{match['option']}'"
    if match["name"]:
        return f"{{{match['name']}}}" if kinds.get(match["name"]) not in (None, "many", "matrix") else None
    written = match[0].strip()
    return WORDS.get(written, written)
