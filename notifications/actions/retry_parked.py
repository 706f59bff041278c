"""Give parked events another try."""

from __future__ import annotations

from django.db import transaction

from feedback_site.kit import clock
from notifications.actions.read_events import take_or_park
from notifications.event_log import readers
from notifications.models import ParkedEvent

AT_ONCE = 100


def retry_due() -> int:
    """Retry what is due, oldest first; return how many were solved."""
    due = ParkedEvent.objects.filter(solved_at=None, retry_at__lte=clock.now()).order_by("retry_at")
    return sum(retry_parked(parked_id=pk) for pk in due.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def retry_parked(*, parked_id: int) -> bool:
    """Retry one parked event now; a success is noted beside it, a failure is parked again for longer."""
    parked = ParkedEvent.objects.select_for_update(skip_locked=True).filter(pk=parked_id, solved_at=None).first()
    reader = readers().get(parked.reader) if parked else None
    if parked is None or reader is None or not take_or_park(reader, parked.event_id):
        return False
    ParkedEvent.objects.filter(pk=parked.pk).update(solved_at=clock.now())
    return True
