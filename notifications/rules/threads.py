"""Which earlier mails a mail names (RFC 5322, 3.6.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 20
SOUND = re.compile(r"<[!-;=?-~]{1,200}>")


def references(identifiers: Iterable[str]) -> list[str]:
    """Return the Message-IDs that are sound, each once, in order: the first and the last where they are many."""
    found = list(dict.fromkeys(name for name in identifiers if SOUND.fullmatch(name)))
    return found if len(found) <= MOST else [found[0], *found[-(MOST - 1) :]]
