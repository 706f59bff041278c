"""Lets just those readers read for whom there is something new: `read_events` asks all, which adds up.

Those who keep counts (`from_start`) read in large batches: what they write does not tell when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from notifications.actions.read_events import read_batch
from notifications.event_log import readers
from notifications.models import Bookmark, LoggedEvent

if TYPE_CHECKING:
    from notifications.event_log import Reader


COUNTED_TOGETHER = 300


class Reading:
    """Remembers how far the log had grown at the last reading."""

    def __init__(self) -> None:
        self._seen = self._counted = LoggedEvent.objects.aggregate(last=Max("pk"))["last"] or 0

    def read(self) -> list[LoggedEvent]:
        """Let them read, also what they write themselves; return what was new."""
        found: list[LoggedEvent] = []
        while new := list(LoggedEvent.objects.filter(pk__gt=self._seen).order_by("pk")):
            found += new
            self._seen = new[-1].pk
            names = {line.name for line in new}
            for reader in readers().values():
                if reader.events & names and not reader.from_start:
                    self._catch_up(reader)
        if self._seen - self._counted > COUNTED_TOGETHER:
            self.count()
        return found

    def count(self) -> None:
        """Bring the counts up to date."""
        self._counted = self._seen
        for reader in readers().values():
            if reader.from_start:
                self._catch_up(reader)

    def _catch_up(self, reader: Reader) -> None:
        behind = Bookmark.objects.filter(pk=reader.name, event_id__lt=self._seen)
        while read_batch(reader) is not None and behind.exists():
            continue
