"""How a question's controls are called in a form: `q.<question>`, `q.<question>.<row>`, `q.<question>#comment`."""

from __future__ import annotations

PREFIX = "q."
COMMENT = "#comment"


def field_name(question: str, part: str | None = None) -> str:
    """The control of a question, or of one of its rows, items or places."""
    return PREFIX + _escaped(question) + ("" if part is None else f".{_escaped(part)}")


def comment_name(question: str) -> str:
    """The line for Other, or for a comment beside the answer."""
    return field_name(question) + COMMENT


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace(".", "%2E").replace("#", "%23")
