"""What a mail server's refusal of a receiver says: whether the address itself is dead."""

from __future__ import annotations

import re

DEAD = re.compile(r"(5\.(?:1\.(?:1|2|3|6|10)|2\.1))(?!\d)")
OTHER_REASONS = re.compile(r"spam|block|denied|relay|authenticat|policy|reputation", re.IGNORECASE)


def dead_status(code: int, text: str) -> str:
    """Return the status (RFC 3463) under which nobody can be written to there, "" for every other refusal.

    Without such a status a refusal may as well be of us as of the address.
    """
    found = DEAD.match(text.strip()) if 500 <= code < 600 else None
    return found[1] if found and not OTHER_REASONS.search(text) else ""
