"""What an anonymous survey keeps of time, and how many answers are mixed before anybody sees one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

TOGETHER = 5
"""So many complete responses of a version are sealed in one go."""

HALF_DAYS = 30
"""So long an answer that was begun can be finished; then it is dropped."""


def coarse(moment: datetime) -> datetime:
    """The beginning of the week, Monday 0:00 UTC: all that is kept of a moment."""
    day = moment.astimezone(UTC).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(tzinfo=UTC))


def left_behind(now: datetime) -> datetime:
    """What was last changed before this can no longer be finished; since only weeks are kept, at least 30 days."""
    return coarse(now - timedelta(days=HALF_DAYS))
