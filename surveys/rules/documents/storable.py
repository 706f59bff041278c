"""What PostgreSQL's jsonb cannot hold: NUL, halves of characters, numbers without a value or beyond measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 1e100  # what has no value is not less than this either


def unstorable(value: Any, path: str = "") -> Iterator[str]:
    """The paths of what cannot be stored."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not _sound(str(key)):
                yield path
            yield from unstorable(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unstorable(item, f"{path}[{index}]")
    elif (isinstance(value, str) and not _sound(value)) or (isinstance(value, (int, float)) and not _lasts(value)):
        yield path


def storable_text(text: str) -> str:
    """The text without what cannot be stored."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _lasts(number: float) -> bool:
    """Whether a number comes back as it was; jsonb writes out every digit of 1e308."""
    return abs(number) < MOST


def _sound(text: str) -> bool:
    return "\x00" not in text and storable_text(text) == text
