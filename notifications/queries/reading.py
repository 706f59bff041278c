"""How the readers are doing: how far each has come, and what it could not take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from notifications.event_log import readers
from notifications.models import ParkedEvent

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

MANY = 1_000  # an exact number beyond tells nobody more
LAG = """
SELECT bookmark.reader, bookmark.read_at,
       (SELECT count(*) FROM (
            SELECT 1 FROM notifications_loggedevent event
            WHERE (event.chapter, event.xid, event.id) > (bookmark.chapter, bookmark.xid, bookmark.event_id)
            LIMIT %s) AS unread),
       (SELECT event.at FROM notifications_loggedevent event
        WHERE (event.chapter, event.xid, event.id) > (bookmark.chapter, bookmark.xid, bookmark.event_id)
        ORDER BY event.chapter, event.xid, event.id LIMIT 1),
       (SELECT count(*) FROM notifications_parkedevent parked
        WHERE parked.reader = bookmark.reader AND parked.solved_at IS NULL)
FROM notifications_bookmark bookmark
ORDER BY bookmark.reader
"""


@dataclass(frozen=True)
class Progress:
    """One reader: events not read yet (MANY means that or more), the oldest of them, and those parked."""

    reader: str
    read_at: datetime | None
    unread: int
    oldest_unread: datetime | None
    parked: int
    known: bool

    @property
    def many(self) -> bool:
        """Whether there are too many to count."""
        return self.unread >= MANY


def progress() -> list[Progress]:
    """Return every reader that has a bookmark."""
    known = readers()
    with connection.cursor() as cursor:
        cursor.execute(LAG, [MANY])
        rows = cursor.fetchall()
    return [
        Progress(reader, read_at, unread, oldest, parked, reader in known)
        for reader, read_at, unread, oldest, parked in rows
    ]


def parked_events(*, solved: bool = False) -> QuerySet[ParkedEvent]:
    """What waits for another try, or what was solved by one."""
    return ParkedEvent.objects.select_related("event").filter(solved_at__isnull=not solved)
