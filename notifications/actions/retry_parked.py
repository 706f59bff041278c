"""Give parked events another try."""

from __future__ import annotations

from django.db import transaction

from feedback_site.kit import clock
from notifications.actions.read_events import take_or_park
from notifications.event_log import readers
from notifications.models import Bookmark, ParkedEvent

AT_ONCE = 100


def retry_due() -> int:
    """Retry what is due, oldest first; return how many were solved."""
    due = ParkedEvent.objects.filter(solved_at=None, retry_at__lte=clock.now(), reader__in=list(readers()))
    return sum(retry_parked(parked_id=pk) for pk in due.order_by("retry_at").values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def retry_parked(*, parked_id: int) -> bool:
    """Retry one parked event now; a success is noted beside it, a failure is parked again for longer.

    The reader's bookmark is locked meanwhile: a reader never runs twice at a time.
    """
    waiting = ParkedEvent.objects.filter(solved_at=None, reader__in=list(readers()))
    found = waiting.filter(pk=parked_id).first()
    if found is None:
        return False
    list(Bookmark.objects.select_for_update().filter(pk=found.reader))
    parked = waiting.select_for_update(skip_locked=True).filter(pk=parked_id).first()
    if parked is None or not take_or_park(readers()[parked.reader], parked.event_id):
        return False
    ParkedEvent.objects.filter(pk=parked.pk).update(solved_at=clock.now())
    return True
