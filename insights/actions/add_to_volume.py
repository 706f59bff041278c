"""Add a batch of counts to the roll-ups, with one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from insights.models.daily_volume import COUNTS

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

ADD = """
INSERT INTO insights_dailyvolume AS known (day, channel, received, answered, closed, resolved)
SELECT * FROM unnest(%s::date[], %s::text[], %s::int[], %s::int[], %s::int[], %s::int[])
ON CONFLICT (day, channel) DO UPDATE SET
    received = known.received + excluded.received,
    answered = known.answered + excluded.answered,
    closed = known.closed + excluded.closed,
    resolved = known.resolved + excluded.resolved
"""


def add_to_volume(counts: Counter[tuple[date, str, str]]) -> None:
    """Add what was counted by (day, channel, name of the count)."""
    keys = sorted({(day, channel) for day, channel, _name in counts})
    if not keys:
        return
    columns = [[counts[day, channel, name] for day, channel in keys] for name in COUNTS]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [[day for day, _ in keys], [channel for _, channel in keys], *columns])
