"""The next events that no late commit can slip in before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from feedback_site.kit.events import event_from
from notifications.event_log import Recorded
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from notifications.event_log import Reader
    from notifications.models import Bookmark

# A row is settled once every transaction that began before its own has ended; those of earlier
# chapters all are. Rows of the asking transaction itself count too: it cannot commit later than itself.
# Mind the names: an output column called xid would make ORDER BY sort its text, "1000" before "999".
NEXT = """
SELECT event.id, event.chapter, event.xid::text AS xid_text, CASE WHEN event.name = ANY(%s) THEN event.name END
FROM notifications_loggedevent event
WHERE (event.chapter, event.xid, event.id) > (%s, %s::xid8, %s)
  AND (event.chapter < notifications_chapter_now()
       OR event.xid < pg_snapshot_xmin(pg_current_snapshot()) OR event.xid = pg_current_xact_id_if_assigned())
ORDER BY event.chapter, event.xid, event.id
LIMIT %s
"""


@dataclass(frozen=True)
class Window:
    """A stretch of the log: the wanted events in it and where it ends."""

    ids: list[int]
    chapter: int
    xid: int
    event_id: int


def next_window(reader: Reader, bookmark: Bookmark, *, one: bool = False) -> Window | None:
    """Return the stretch after the bookmark, or None at the end of what is settled; `one` ends it at a wanted event."""
    with connection.cursor() as cursor:
        cursor.execute(
            NEXT,
            [list(reader.events), bookmark.chapter, str(bookmark.xid), bookmark.event_id, reader.batch],
        )
        rows = cursor.fetchall()
    if not rows:
        return None
    if one:
        first = next((place for place, row in enumerate(rows) if row[3]), len(rows) - 1)
        rows = rows[: first + 1]
    last_id, last_chapter, last_xid, _name = rows[-1]
    return Window([row[0] for row in rows if row[3]], last_chapter, int(last_xid), last_id)


def recorded(ids: list[int]) -> list[Recorded]:
    """Load events by id, in the log's order; raises KeyError on a name that the code no longer knows."""
    rows = LoggedEvent.objects.filter(pk__in=ids).order_by("chapter", "xid", "id")
    return [Recorded(row.pk, row.at, row.actor_id, event_from(row.name, row.payload)) for row in rows]
