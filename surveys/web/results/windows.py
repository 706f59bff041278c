"""The results of a long survey a part at a time: so many questions a page, and of long lists what was answered most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.queries.pooled import QuestionResult
    from surveys.rules.results.tables import Option

QUESTIONS, OPTIONS = 50, 1_500


def window_of(questions: Sequence[QuestionResult], asked: Mapping[str, str]) -> dict[str, Any]:
    """A page of them with the addresses of its neighbours; each question with the options it has room for."""
    raw = asked.get("from", "")
    first = int(raw) // QUESTIONS * QUESTIONS if raw.isdecimal() and len(raw) < 6 else 0
    shown = questions[first : first + QUESTIONS]
    total = sum(len(question.options) for question in shown)
    most = total if total <= OPTIONS else OPTIONS // len(shown)
    after = first + QUESTIONS
    return {
        "shown": [_with_options(question, most) for question in shown],
        "previous": _url(asked, first - QUESTIONS) if first else "",
        "next": _url(asked, after) if after < len(questions) else "",
        "first": first + 1,
        "last": first + len(shown),
        "total": len(questions),
    }


def _with_options(question: QuestionResult, most: int) -> dict[str, Any]:
    options: list[Option] = question.options
    if len(options) > most:
        given = sorted(options, key=lambda option: -(option.count or 0))[:most]
        kept = {id(option) for option in given}
        options = [option for option in options if id(option) in kept]
    return {"own": question, "options": options, "more": len(question.options) - len(options)}


def _url(asked: Mapping[str, str], first: int) -> str:
    kept = {key: asked[key] for key in ("tier", "version") if asked.get(key)}
    query = urlencode(kept | ({"from": str(first)} if first else {}))
    return f"?{query}"
