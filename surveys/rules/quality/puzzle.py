"""A small sum that a browser works out before it sends: cheap for one answer, dear for thousands."""

from __future__ import annotations

import hashlib

BITS = 14  # some 16,000 tries: well under a second on an old phone
MOST_DIGITS = 12


def solves(challenge: str, answer: str) -> bool:
    """Whether the hash of both begins with enough zeros."""
    if not (0 < len(answer) <= MOST_DIGITS and answer.isascii() and answer.isdecimal()):
        return False
    found = hashlib.sha256(f"{challenge}.{answer}".encode()).digest()
    return int.from_bytes(found[:4], "big") >> (32 - BITS) == 0
