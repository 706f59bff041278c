"""Who is called by a note: `@` and the name, as in "@Ada, could you look?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = TypeVar("Key")
MARKS = "@＠"
MOST = 20


def called(text: str, names: Mapping[Key, str]) -> list[Key]:
    """Return whose names follow an @; the longest name counts, so "@Ada Lovelace" does not call Ada too."""
    plain = text.casefold()
    by_length = sorted(((key, name.casefold()) for key, name in names.items() if name), key=lambda pair: -len(pair[1]))
    found: list[Key] = []
    for place, character in enumerate(plain):
        if character not in MARKS:
            continue
        rest = plain[place + 1 :]
        longest = next((name for _key, name in by_length if _begins(rest, name)), None)
        found += [key for key, name in by_length if name == longest and key not in found]
    return found[:MOST]


def _begins(rest: str, name: str) -> bool:
    """Whether the name stands there whole: a Latin letter may not go on."""
    after = rest[len(name) : len(name) + 1]
    return rest.startswith(name) and not (after.isascii() and after.isalnum())
