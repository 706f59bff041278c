"""Add what began and what finished to the daily counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from surveys.events import ResponseCompleted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded

ADD = """
INSERT INTO surveys_responsecount (version_id, day, started, completed)
SELECT * FROM unnest(%s::bigint[], %s::date[], %s::int[], %s::int[])
ON CONFLICT (version_id, day) DO UPDATE SET
    started = surveys_responsecount.started + EXCLUDED.started,
    completed = surveys_responsecount.completed + EXCLUDED.completed
"""


def count_responses(batch: Sequence[Recorded]) -> None:
    """Add a batch of starts and completions with one statement."""
    zone = ZoneInfo(settings.TIME_ZONE)
    started: Counter[tuple[int, str]] = Counter()
    completed: Counter[tuple[int, str]] = Counter()
    for recorded in batch:
        tally = completed if isinstance(recorded.event, ResponseCompleted) else started
        tally[recorded.event.version_id, recorded.at.astimezone(zone).date().isoformat()] += 1
    keys = sorted(started.keys() | completed.keys())
    with connection.cursor() as cursor:
        cursor.execute(
            ADD,
            [
                [version for version, _day in keys],
                [day for _version, day in keys],
                [started[key] for key in keys],
                [completed[key] for key in keys],
            ],
        )
