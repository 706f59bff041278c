"""Let the readers read: each batch and its bookmark are one transaction."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import structlog
from django.db import OperationalError, InterfaceError, connection, transaction

from feedback_site.kit import clock
from notifications.event_log import readers
from notifications.models import Bookmark, ParkedEvent
from notifications.queries.settled_events import next_window, recorded
from notifications.rules.backoff import delay

if TYPE_CHECKING:
    from notifications.event_log import Reader

log = structlog.get_logger(__name__)
TRACEBACK_LENGTH = 8_000


def read_events() -> int:
    """Run all readers until the settled log is read; return how many events were taken or parked."""
    total = 0
    for reader in readers().values():
        while (taken := read_batch(reader)) is not None:
            total += taken
    return total


@transaction.atomic(durable=True)
def read_batch(reader: Reader) -> int | None:
    """Take one batch; None when there is nothing to read or another worker is at it."""
    bookmark = Bookmark.objects.select_for_update(skip_locked=True).filter(pk=reader.name).first()
    if bookmark is None:
        return None
    window = next_window(reader, bookmark)
    if window is None:
        return None
    if window.ids and not _take(reader, window.ids):
        for event_id in window.ids:
            take_or_park(reader, event_id)
    bookmark.xid, bookmark.event_id, bookmark.read_at = window.xid, window.event_id, clock.now()
    bookmark.save(update_fields=["xid", "event_id", "read_at"])
    return len(window.ids)


def take_or_park(reader: Reader, event_id: int) -> bool:
    """Take one event, or keep it with its traceback for a later try; return whether it was taken."""
    try:
        _apply(reader, [event_id])
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 -- whatever a reader raises, the others go on
        _park(reader, event_id, error)
        return False
    return True


def _take(reader: Reader, ids: list[int]) -> bool:
    try:
        _apply(reader, ids)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 -- the batch is tried again one by one
        log.warning("batch_failed", reader=reader.name, error=str(error), size=len(ids))
        return False
    return True


def _apply(reader: Reader, ids: list[int]) -> None:
    """Handle inside a savepoint, deferred constraints included, so that a failure cannot surface at commit."""
    with transaction.atomic():
        reader.handle(recorded(ids))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _park(reader: Reader, event_id: int, error: Exception) -> None:
    log.error("event_parked", reader=reader.name, event_id=event_id, error=str(error))
    trace = "".join(traceback.format_exception(error))[-TRACEBACK_LENGTH:].replace("\x00", "")
    parked = ParkedEvent.objects.filter(reader=reader.name, event_id=event_id).first()
    attempts = parked.attempts + 1 if parked else 1
    ParkedEvent.objects.update_or_create(
        reader=reader.name,
        event_id=event_id,
        defaults={
            "error": f"{type(error).__name__}: {error}"[:500].replace("\x00", ""),
            "traceback": trace,
            "attempts": attempts,
            "retry_at": clock.now() + delay(attempts),
            "solved_at": None,
        },
    )
