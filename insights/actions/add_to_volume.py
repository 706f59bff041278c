"""Add a batch of counts to the roll-ups."""

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

TAKE = """
UPDATE insights_dailyvolume AS known SET
    received = greatest(known.received - gone.received, 0),
    closed = greatest(known.closed - gone.closed, 0)
FROM unnest(%s::date[], %s::text[], %s::int[], %s::int[]) AS gone (day, channel, received, closed)
WHERE (known.day, known.channel) = (gone.day, gone.channel)
"""

TAKEN = ("received", "closed")


def add_to_volume(counts: Counter[tuple[date, str, str]]) -> None:
    """Add what was counted by (day, channel, name of the count); what was taken away was counted before."""
    keys = sorted({(day, channel) for day, channel, _name in counts})
    if not keys:
        return
    columns = [[max(counts[day, channel, name], 0) for day, channel in keys] for name in COUNTS]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [[day for day, _ in keys], [channel for _, channel in keys], *columns])
        gone = sorted({(day, channel) for (day, channel, _name), n in counts.items() if n < 0})
        if gone:
            taken = [[max(-counts[day, channel, name], 0) for day, channel in gone] for name in TAKEN]
            cursor.execute(TAKE, [[day for day, _ in gone], [channel for _, channel in gone], *taken])
