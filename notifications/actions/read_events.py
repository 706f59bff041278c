"""Let the readers read: each batch and its bookmark are one transaction."""

from __future__ import annotations

import math
import time
import traceback
from enum import Enum
from typing import TYPE_CHECKING

import structlog
from django.db import Error, connection, transaction

from feedback_site.celery import READ_EVENTS, wake
from feedback_site.kit import clock
from notifications.event_log import readers
from notifications.models import Bookmark, ParkedEvent
from notifications.queries.settled_events import next_window, recorded
from notifications.rules.backoff import delay

if TYPE_CHECKING:
    from notifications.event_log import Reader

log = structlog.get_logger(__name__)
TRACEBACK_LENGTH = 8_000
ERROR_LENGTH = 500
TURN = 0.3  # seconds that a failing reader goes one by one before the others have their turn
PATIENCE = (0.05, 0.2, 0.5)  # seconds: the other worker may have looked just before the newest event settled


class Step(Enum):
    """What a reader may come to instead of a number of events."""

    END = "all that is settled is read"
    BUSY = "another worker is at it"
    FAILED = "the batch as a whole was refused"


def read_events(*, until: float = math.inf) -> int:
    """Run all readers until the settled log, or the time, is over; return how many events were taken or parked."""
    total, busy = _read_all(until)
    for pause in PATIENCE:
        if not busy:
            break
        time.sleep(pause)
        more, busy = _read_all(until)
        total += more
    return total


def _read_all(until: float) -> tuple[int, bool]:
    """Let readers take turns, a batch each; return also whether another worker was at one of them."""
    total, busy = 0, False
    hungry = list(readers().values())
    while hungry:
        if time.monotonic() > until:
            wake(READ_EVENTS)
            return total, False
        left = []
        for reader in hungry:
            outcome = _batch_or_nothing(reader)
            if isinstance(outcome, int):
                left.append(reader)
                total += outcome
            busy |= outcome is Step.BUSY
        hungry = left
    return total, busy


def _batch_or_nothing(reader: Reader) -> int | Step:
    """Read a batch; what breaks it off altogether (a lost connection) is this reader's trouble only."""
    try:
        return read_batch(reader)
    except Exception:
        if connection.in_atomic_block:
            raise
        log.exception("reader_broke_off", reader=reader.name)
        connection.close_if_unusable_or_obsolete()
        return Step.END


def read_batch(reader: Reader) -> int | Step:
    """Take a batch and return its size; a batch that fails is taken one by one and the poison parked."""
    outcome = _step(reader, one=False)
    if outcome is not Step.FAILED:
        return outcome
    total, deadline = 0, time.monotonic() + TURN
    while isinstance(outcome := _step(reader, one=True), int):
        total += outcome
        if time.monotonic() > deadline:
            break
    return total


@transaction.atomic(durable=True)
def _step(reader: Reader, *, one: bool) -> int | Step:
    """Take a batch, or one event, and move the bookmark.

    Short transactions: events of others settle no earlier than the oldest transaction ends.
    """
    bookmark = Bookmark.objects.select_for_update(skip_locked=True).filter(pk=reader.name).first()
    if bookmark is None:
        return Step.BUSY if Bookmark.objects.filter(pk=reader.name).exists() else Step.END
    window = next_window(reader, bookmark, one=one)
    if window is None:
        return Step.END
    if window.ids and one:
        take_or_park(reader, window.ids[0])
    elif window.ids and (error := _failure_of(reader, window.ids)):
        log.warning("batch_failed", reader=reader.name, error=_plain(str(error)), size=len(window.ids))
        return Step.FAILED
    bookmark.chapter, bookmark.xid, bookmark.event_id = window.chapter, window.xid, window.event_id
    bookmark.read_at = clock.now()
    bookmark.save(update_fields=["chapter", "xid", "event_id", "read_at"])
    return len(window.ids)


def take_or_park(reader: Reader, event_id: int) -> bool:
    """Take one event, or keep it with its traceback for a later try; return whether it was taken."""
    error = _failure_of(reader, [event_id])
    if error is not None:
        _park(reader, event_id, error)
    return error is None


def _failure_of(reader: Reader, ids: list[int]) -> Exception | None:
    """Let the reader handle the events; return what it raised, unless the connection is lost with it.

    The savepoint includes deferred constraints, so that a failure cannot surface at commit.
    """
    try:
        with transaction.atomic():
            reader.handle(recorded(ids))
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except Error as error:
        if connection.needs_rollback or not connection.is_usable():
            raise
        return error
    except Exception as error:  # noqa: BLE001 -- whatever a reader raises, the others go on
        return error
    return None


def _park(reader: Reader, event_id: int, error: Exception) -> None:
    log.error("event_parked", reader=reader.name, event_id=event_id, error=_plain(str(error)))
    parked = ParkedEvent.objects.filter(reader=reader.name, event_id=event_id).first()
    attempts = parked.attempts + 1 if parked else 1
    ParkedEvent.objects.update_or_create(
        reader=reader.name,
        event_id=event_id,
        defaults={
            "error": _plain(f"{type(error).__name__}: {error}")[:ERROR_LENGTH],
            "traceback": _plain("".join(traceback.format_exception(error)))[-TRACEBACK_LENGTH:],
            "attempts": attempts,
            "retry_at": clock.now() + delay(attempts),
            "solved_at": None,
        },
    )


def _plain(text: str) -> str:
    """PostgreSQL takes neither NUL nor half a surrogate pair; an error message may hold both."""
    return text.replace("\x00", "").encode(errors="replace").decode()
