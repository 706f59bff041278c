"""Make the roll-ups anew from the first event on."""

from __future__ import annotations

from django.db import transaction

from insights.models import DailyVolume
from notifications.actions.read_events import read_batch
from notifications.event_log import readers
from notifications.models import Bookmark

READER = "insights.volume"


def rebuild_rollups() -> int:
    """Forget the roll-ups and read the log again; return how many events were read here.

    A worker that comes in between reads the rest.
    """
    _start_over()
    taken = 0
    while isinstance(batch := read_batch(readers()[READER]), int):
        taken += batch
    return taken


@transaction.atomic
def _start_over() -> None:
    """The bookmark's lock keeps the reader from adding to what is being thrown away."""
    bookmark = Bookmark.objects.select_for_update().get(pk=READER)
    DailyVolume.objects.all().delete()
    bookmark.chapter = bookmark.xid = bookmark.event_id = 0
    bookmark.save(update_fields=["chapter", "xid", "event_id"])
