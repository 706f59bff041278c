"""Open a chapter of the log for this cluster and give every known reader its place."""

from __future__ import annotations

from django.db import connections

from notifications.event_log import readers

# A dump restored into another cluster brings its transaction ids along, while the new cluster
# counts its own from the start: without a new chapter its events would sort before the old ones.
OPEN = """
INSERT INTO notifications_chapter (number, cluster, opened_at)
SELECT notifications_chapter_now() + 1, system_identifier, now() FROM pg_control_system()
WHERE NOT EXISTS (
    SELECT 1 FROM notifications_chapter WHERE number = notifications_chapter_now() AND cluster = system_identifier
)
ON CONFLICT DO NOTHING
"""
PLACE = """
INSERT INTO notifications_bookmark (reader, chapter, xid, event_id)
SELECT %s, CASE WHEN %s THEN 0 ELSE notifications_chapter_now() END,
       CASE WHEN %s THEN '0'::xid8 ELSE pg_snapshot_xmin(pg_current_snapshot()) END, 0
ON CONFLICT DO NOTHING
"""


def place_bookmarks(*, using: str = "default") -> None:
    """Insert the missing ones: at the first event, or at this moment for readers that look ahead only."""
    with connections[using].cursor() as cursor:
        cursor.execute(OPEN)
        for reader in readers().values():
            cursor.execute(PLACE, [reader.name, reader.from_start, reader.from_start])
