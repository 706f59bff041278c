"""What the clocks of a ticket follow from: its waits, holds and resolutions, and the rules it was under."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedback.rules.time.schedule import Schedule, Stretch

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.rules.clocks.targets import Targets
    from feedback.rules.waits import Span


@dataclass(frozen=True, kw_only=True)
class Regime:
    """From a moment on: the calendar that counts and the policy that promises, each by its version."""

    stretch: Stretch
    policy_version: int | None = None
    targets: Targets | None = None


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A time in which staff waited for somebody else."""

    number: int
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """A resolution; what the customer reopened is void. An automatic one counts from the hand-over."""

    number: int
    at: datetime
    by: int | None
    reopened_at: datetime | None = None
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class History:
    """All of it, each in order."""

    waits: tuple[Span, ...] = ()
    holds: tuple[Hold, ...] = ()
    resolutions: tuple[Resolved, ...] = ()
    regimes: tuple[Regime, ...] = ()
    closed_at: datetime | None = None
    schedule: Schedule = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Lay the calendars end to end."""
        object.__setattr__(self, "schedule", Schedule(tuple(regime.stretch for regime in self.regimes)))

    @property
    def started_at(self) -> datetime | None:
        """The first customer message; a ticket that staff began has none before the customer writes."""
        return self.waits[0].started_at if self.waits else None

    @property
    def resolved_at(self) -> datetime | None:
        """The last resolution, unless it is void."""
        last = self.resolutions[-1] if self.resolutions else None
        return last.at if last and last.reopened_at is None else None
