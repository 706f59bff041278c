"""Words of a LimeSurvey file in our writing, and what in them has no counterpart."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from surveys.rules.exchange.limesurvey.conditions import reference
from surveys.rules.exchange.xlsform.reading import LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAG = re.compile(r"<[^<>]*>")
LOST = re.compile(r"<\s*(img|video|audio|iframe|object|embed|table|script|input)\b", re.IGNORECASE)
BRACES = re.compile(r"\{(?!\s)(?P<inside>[^{}]*)\}")
NAME = re.compile(r"(?P<name>[A-Za-z]\w*)(?:\.(?:NAOK|value|code|shown|valueNAOK))?")
UNSAFE_ONLY = frozenset({"script", "input", "iframe", "object", "embed", "video", "audio"})


def locale_of(language: str) -> str:
    """The code of a language with us."""
    known = language.lower()
    return LOCALES.get(known, known)


def said(
    texts: Mapping[str, str], own: str, kinds: Mapping[str, str], leave: Callable[[str], None], *, is_markup: bool
) -> Any:
    """A text in all its languages; the file's own is the default one."""
    told: dict[str, str] = {}
    for language, text in texts.items():
        for tag in sorted({tag.lower() for tag in LOST.findall(text)}):
            if not is_markup or tag in UNSAFE_ONLY:
                leave(f"<{tag}>")
        words = text if is_markup else _plain(text)
        told["default" if language == own else locale_of(language)] = _piped(words, kinds, leave)
    return told["default"] if set(told) == {"default"} else told


def _plain(text: str) -> str:
    """A text without markup; lines stay lines."""
    bare = html.unescape(TAG.sub("", re.sub(r"(?i)<(?=br\b|/p>|/div>|/li>)", "\n<", text)))
    return re.sub(r"[ \t\r\xa0]*\n\s*", "\n", bare).strip()


def _piped(text: str, kinds: Mapping[str, str], leave: Callable[[str], None]) -> str:
    def one(match: re.Match[str]) -> str:
        name = NAME.fullmatch(match["inside"].strip())
        place = reference(name["name"], kinds) if name else None
        if name and place is None and kinds.get(name["name"]) in ("many", "matrix"):
            place = name["name"]
        if place is None:
            leave(match[0][:200])
        return f"{{{place}}}" if place else match[0]

    return BRACES.sub(one, text)
