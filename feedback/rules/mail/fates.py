"""By which way a mail came in, and what became of it."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How a mail reached this site."""

    IMAP = "imap"
    SOCKET = "socket"
    PIPE = "pipe"
    WEBHOOK = "webhook"


class Fate(StrEnum):
    """Where a mail stands; all but the first are what somebody or something decided."""

    RECEIVED = "received"
    TAKEN = "taken"
    HELD = "held"
    FLOOD = "flood"
    MACHINE = "machine"
    UNREADABLE = "unreadable"
    DISCARDED = "discarded"
    DOUBLE = "double"


MAX_KEPT = 50_000_000
"""What is larger is not taken in: a mail server is told so, in a mailbox it stays."""
