"""What the waits of a ticket are, given what happened to it: the definition of response time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedback.rules.names import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

UNSEEN = 1  # waits of a case from elsewhere are numbered from the second on


@dataclass(frozen=True, kw_only=True)
class CustomerMessage:
    """The customer wrote in public."""

    at: datetime
    message_id: int


@dataclass(frozen=True, kw_only=True)
class HumanReply:
    """Staff answered in public."""

    at: datetime
    message_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class ClosedUnanswered:
    """Staff closed the ticket with a reason, or a rule did (nobody)."""

    at: datetime
    reason: str
    user_id: int | None


@dataclass(frozen=True, kw_only=True)
class ClosingTakenBack:
    """Staff opened it again: the wait that the closing ended goes on, as if there had been no closing."""

    at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenWaitMoved:
    """Tickets were merged, split or taken apart again: this is the open wait from now on, or there is none."""

    at: datetime
    started_at: datetime | None
    message_id: int | None


@dataclass(frozen=True, kw_only=True)
class BroughtOver:
    """The case came from another system; whoever was left without an answer there waits here from now on.

    Its first response lies in a past that we did not see, so every wait here is a later one.
    """

    at: datetime
    message_id: int | None


@dataclass(frozen=True, kw_only=True)
class Irrelevant:
    """Notes, automatic replies, assignments and whatever else touches no wait."""

    at: datetime


Happening = (
    CustomerMessage | HumanReply | ClosedUnanswered | ClosingTakenBack | OpenWaitMoved | BroughtOver | Irrelevant
)


@dataclass(frozen=True, kw_only=True)
class Span:
    """One wait; an open one has no end."""

    number: int
    started_at: datetime
    started_by_message: int
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    ended_by: int | None = None
    ended_by_message: int | None = None


def waits(happenings: Iterable[Happening]) -> list[Span]:
    """Return the waits that follow from what happened, in order."""
    found: list[Span] = []
    unseen = 0
    for happening in happenings:
        waiting = bool(found) and found[-1].ended_at is None
        match happening:
            case CustomerMessage() if not waiting:
                found.append(_begin(len(found) + 1, happening))
            case HumanReply() | ClosedUnanswered() if waiting:
                found[-1] = _end(found[-1], happening)
            case ClosingTakenBack() if found:
                found[-1] = _begin(found[-1].number, found[-1])
            case OpenWaitMoved():
                _move(found, happening)
            case BroughtOver():
                unseen = UNSEEN
                if happening.message_id:
                    found.append(_begin(1, CustomerMessage(at=happening.at, message_id=happening.message_id)))
    return [replace(span, number=span.number + unseen) for span in found] if unseen else found


def _move(found: list[Span], moved: OpenWaitMoved) -> None:
    if found and found[-1].ended_at is None:
        del found[-1]
    if moved.started_at and moved.message_id:
        number = len(found) + 1
        found.append(Span(number=number, started_at=moved.started_at, started_by_message=moved.message_id))


def _begin(number: int, cause: CustomerMessage | Span) -> Span:
    if isinstance(cause, Span):
        return Span(number=number, started_at=cause.started_at, started_by_message=cause.started_by_message)
    return Span(number=number, started_at=cause.at, started_by_message=cause.message_id)


def _end(span: Span, cause: HumanReply | ClosedUnanswered) -> Span:
    if isinstance(cause, HumanReply):
        return replace(
            span,
            ended_at=cause.at,
            outcome=Outcome.ANSWERED,
            ended_by=cause.user_id,
            ended_by_message=cause.message_id,
        )
    return replace(
        span,
        ended_at=cause.at,
        outcome=Outcome.CLOSED,
        reason=cause.reason,
        ended_by=cause.user_id,
    )
