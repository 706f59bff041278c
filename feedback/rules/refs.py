"""Case numbers: eight characters of Crockford's base 32, as in K7Q2-9XM4."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 4
LENGTH = 2 * HALF + 1
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_ref() -> str:
    """Return a random case number (40 bits); it names a case and opens nothing."""
    return _shape("".join(secrets.choice(ALPHABET) for _ in range(2 * HALF)))


def read_ref(text: str) -> str | None:
    """Return the case number that a person meant, or None when it cannot be one."""
    if len(text) > 2 * LENGTH:
        return None
    found = text.upper().translate(_SAME)
    fits = len(found) == 2 * HALF and all(c in ALPHABET for c in found)
    return _shape(found) if fits else None


def _shape(characters: str) -> str:
    return f"{characters[:HALF]}-{characters[HALF:]}"
