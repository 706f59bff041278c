"""Give every known reader its place in the log."""

from __future__ import annotations

from django.db import connections

from notifications.event_log import readers

INSERT = """
INSERT INTO notifications_bookmark (reader, xid, event_id)
VALUES (%s, CASE WHEN %s THEN '0'::xid8 ELSE pg_snapshot_xmin(pg_current_snapshot()) END, 0)
ON CONFLICT DO NOTHING
"""


def place_bookmarks(*, using: str = "default") -> None:
    """Insert the missing ones: at the first event, or at this moment for readers that look ahead only."""
    with connections[using].cursor() as cursor:
        for reader in readers().values():
            cursor.execute(INSERT, [reader.name, reader.from_start])
