"""What a policy promises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Target(StrEnum):
    """What is promised: a first answer, each further one, and the end of the matter."""

    FIRST = "first"
    NEXT = "next"
    RESOLUTION = "resolution"


class Counts(StrEnum):
    """Which time the promise of a resolution counts; answers are promised over all of their wait."""

    ALL = "all"
    REQUESTER = "requester"
    AGENT = "agent"


class State(StrEnum):
    """How a promise stands."""

    MET = "met"
    BREACHED = "breached"
    LATE = "late"
    RUNNING = "running"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Targets:
    """Minutes for each target, None where nothing is promised; `warn` is the share in percent that warns."""

    first: int | None = None
    next: int | None = None
    resolution: int | None = None
    counts: Counts = Counts.REQUESTER
    warn: int = 80

    def minutes(self, target: Target) -> int | None:
        """Return the minutes promised."""
        found: int | None = getattr(self, target.value)
        return found


def state_of(
    *, due_at: datetime | None, late_at: datetime | None, ended_at: datetime | None, kept: bool, at: datetime
) -> State | None:
    """Say how a promise stands at a moment; None where there is none.

    What ends without being kept in time, such as a closing without an answer, is neither met nor breached.
    """
    if late_at is not None and (ended_at is not None or late_at <= at):
        return State.BREACHED if ended_at else State.LATE
    if due_at is None:
        return None
    if ended_at is not None:
        return State.MET if kept else State.DROPPED
    return State.LATE if due_at < at else State.RUNNING
