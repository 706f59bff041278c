"""The fixed words of the inbox: every status, channel, reason and kind."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Status(StrEnum):
    """The categories of a ticket; no administrator can add to them, so no clock breaks."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Channel(StrEnum):
    """How somebody spoke up; `staff` is a ticket that staff began."""

    FORM = "form"
    SURVEY = "survey"
    API = "api"
    EMAIL = "email"
    STAFF = "staff"


class Reason(StrEnum):
    """Why a ticket was closed without an answer."""

    SPAM = "spam"
    DUPLICATE = "duplicate"
    NO_REPLY_NEEDED = "no_reply_needed"


class ReopenReason(StrEnum):
    """Why staff opened a finished ticket again."""

    NOT_SOLVED = "not_solved"
    MISTAKE = "mistake"
    NEW_FACTS = "new_facts"


class Priority(IntEnum):
    """How much it presses; the most urgent sorts first."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4

    @property
    def key(self) -> str:
        """The name by which programs and policies know it."""
        return self.name.lower()


class Kind(StrEnum):
    """Whose words a message holds."""

    CUSTOMER = "customer"
    REPLY = "reply"
    NOTE = "note"
    AUTOMATIC = "automatic"


class Outcome(StrEnum):
    """How a wait ended."""

    ANSWERED = "answered"
    CLOSED = "closed"


UNFINISHED = (Status.NEW, Status.OPEN, Status.WAITING)
MAX_BODY = 20_000
