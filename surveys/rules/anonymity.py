"""What an anonymous survey keeps of time, and how many answers are mixed before anybody sees one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

TOGETHER = 5
"""So many complete responses of a version are sealed in one go."""


def coarse(moment: datetime) -> datetime:
    """The beginning of the week, Monday 0:00 UTC: all that is kept of a moment."""
    day = moment.astimezone(UTC).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(tzinfo=UTC))
