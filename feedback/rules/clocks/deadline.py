"""By when something was promised, and since when it is late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from feedback.rules.time.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from feedback.rules.clocks.history import History, Regime
    from feedback.rules.clocks.targets import Target
    from feedback.rules.time.calendar import Interval

PERCENT = 100


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The promise of the last policy that held; `late_at` is when one was first missed, whichever held then."""

    minutes: int | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    late_at: datetime | None = None
    policy_version: int | None = None


def deadline(
    history: History,
    target: Target,
    *,
    start: datetime,
    end: datetime | None,
    pauses: Sequence[Interval] = (),
) -> Deadline:
    """Follow the promise from `start` to `end` through all policies that held; None is an end not come yet.

    A changed policy counts from the start as well, so what has passed is never given back, and a
    target once missed stays missed: a lower priority afterwards does not mend it. Hours that begin
    after the end move nothing.
    """
    found, late_at = Deadline(), None
    for number, regime in enumerate(history.regimes):
        following = [later.stretch.start for later in history.regimes[number + 1 : number + 2]]
        if following and following[0] <= start:
            continue
        begins = max(start, regime.stretch.start)
        if end is not None and start < begins >= end:
            break
        schedule = _schedule(history, number, end)
        found = _promise(schedule, regime, target, start=start, pauses=pauses)
        ends = min([*following, *([end] if end else [])], default=None)
        if late_at is None and found.due_at and ends and begins < ends and found.due_at < ends:
            late_at = max(found.due_at, begins)
    return replace(found, late_at=late_at)


def _schedule(history: History, number: int, end: datetime | None) -> Schedule:
    """Return what counts if the policy of that number holds on."""
    stretches = history.schedule.stretches[: number + 1]
    return Schedule(tuple(stretch.as_of(end) for stretch in stretches) if end else stretches)


def _promise(
    schedule: Schedule, regime: Regime, target: Target, *, start: datetime, pauses: Sequence[Interval]
) -> Deadline:
    minutes = regime.targets.minutes(target) if regime.targets else None
    if regime.targets is None or minutes is None:
        return Deadline(policy_version=regime.policy_version)
    length = timedelta(minutes=minutes)
    return Deadline(
        minutes=minutes,
        due_at=schedule.add(start, length, pauses),
        warn_at=schedule.add(start, length * regime.targets.warn / PERCENT, pauses),
        policy_version=regime.policy_version,
    )
