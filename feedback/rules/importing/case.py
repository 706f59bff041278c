"""A case as another system's export tells it, in our words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from feedback.rules.names import Channel, Priority

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.rules.names import Kind, Reason

FROM_ELSEWHERE = "import:"  # how the origin keys of such cases begin
SUBJECT_LENGTH = 200
NAME_LENGTH = 100
NUMBER_LENGTH = 50
SPACE_LENGTH = 30
PLACE_LENGTH = 60
DETAIL_LENGTH = 200
MOST_MESSAGES = 5_000  # as many as Zendesk keeps on a ticket
MOST_TAGS = 20


class Source(StrEnum):
    """Whose export it is."""

    CSV = "csv"
    ZENDESK = "zendesk"
    ZAMMAD = "zammad"


class Stage(StrEnum):
    """How a case stood there."""

    OPEN = "open"
    PENDING = "pending"
    HELD = "held"
    DONE = "done"
    SPAM = "spam"
    DUPLICATE = "duplicate"


class Fault(StrEnum):
    """Why a row is not taken."""

    UNREADABLE = "unreadable"
    BROKEN_OFF = "broken_off"
    TOO_LARGE = "too_large"
    NO_OBJECT = "no_object"
    NO_NUMBER = "no_number"
    BAD_NUMBER = "bad_number"
    BAD_TIME = "bad_time"
    NO_MESSAGES = "no_messages"
    TOO_MANY_MESSAGES = "too_many_messages"
    GONE = "gone"
    MERGED = "merged"
    APART = "apart"
    KNOWN = "known"
    REFUSED = "refused"


class Remark(StrEnum):
    """What of a row that is taken was not carried over as it stood."""

    STATUS = "status"
    PRIORITY = "priority"
    CHANNEL = "channel"
    TAGS = "tags"
    ADDRESS = "address"
    ASSIGNEE = "assignee"
    FILES = "files"
    EMPTY = "empty"
    SPLIT = "split"


class NotTaken(Exception):  # noqa: N818 -- a finding about a row, no error of ours
    """A row that is not taken, with its reason and what shows it."""

    def __init__(self, fault: Fault, detail: str = "", *, number: str = "") -> None:
        super().__init__(fault)
        self.fault, self.detail, self.number = fault, detail, number


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody as the export names them."""

    name: str = ""
    email: str = ""


NOBODY = Person()


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message; `files` are the names of what was attached and is not in the export."""

    kind: Kind
    at: datetime
    body: str
    author: Person = NOBODY
    files: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Told:
    """A case with all that is carried over; `remarks` says what is not."""

    number: str
    subject: str = ""
    stage: Stage = Stage.OPEN
    channel: Channel = Channel.FORM
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    requester: Person = NOBODY
    assignee: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    solved_at: datetime | None = None
    messages: list[Said] = field(default_factory=list)
    remarks: list[tuple[Remark, str]] = field(default_factory=list)

    def remark(self, what: Remark, detail: str = "") -> None:
        """Note something once."""
        if what not in {known for known, _detail in self.remarks}:
            self.remarks.append((what, detail[:DETAIL_LENGTH]))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of an export: where it stands, and the case that it tells or why it tells none."""

    place: str
    told: Told | None = None
    fault: Fault | None = None
    detail: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a case stands here: `awaited` is the place of the message since which the customer waits."""

    status: str
    reason: Reason | None = None
    awaited: int | None = None
    is_held: bool = False
