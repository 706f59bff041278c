"""Take one complete response out of the counted results, if it was counted at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import connection

from surveys.queries.definitions import documents_of
from surveys.queries.result_cells import READER, cells_of_row

if TYPE_CHECKING:
    from surveys.models import Response

# The lock keeps the reader from counting it at this very moment.
LOCK = "SELECT 1 FROM notifications_bookmark WHERE reader = %s FOR UPDATE"
IS_COUNTED = """
SELECT EXISTS (
    SELECT FROM notifications_loggedevent e JOIN notifications_bookmark b ON b.reader = %s
    WHERE e.name = 'surveys.response_completed' AND e.payload ->> 'response_id' = %s
        AND (e.chapter, e.xid, e.id) <= (b.chapter, b.xid, b.event_id)
        AND NOT EXISTS (
            SELECT FROM notifications_parkedevent p
            WHERE p.reader = b.reader AND p.event_id = e.id AND p.solved_at IS NULL)
)
"""
TAKE = """
UPDATE surveys_resultcell c SET count = c.count - u.times
FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[]) AS u (kind, key, value, times)
WHERE (c.version_id, c.tier, c.kind, c.key, c.value) = (%s, %s, u.kind, u.key, u.value)
"""
CLEAR = "DELETE FROM surveys_resultcell WHERE version_id = %s AND tier = %s AND count = 0"


def take_from_results(response: Response) -> None:
    """Subtract what a locked response added; what no reader has counted yet is not there to be taken."""
    if not response.is_complete:
        return
    cells = cells_of_row(
        response.version_id, documents_of(response.version_id), response.answers, response.absent, response.quality
    )
    times = Counter(cells)
    place = [response.version_id, response.quality.get("tier", "")]
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [READER])
        cursor.execute(IS_COUNTED, [READER, str(response.pk)])
        if response.week is None and not cursor.fetchone()[0]:
            return
        columns = [list(column) for column in zip(*times, strict=True)]
        cursor.execute(TAKE, [*columns, list(times.values()), *place])
        cursor.execute(CLEAR, place)
