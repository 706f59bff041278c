"""The one way to write an event down, and the register of who reads which."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from feedback_site.celery import READ_EVENTS, wake_on_commit
from feedback_site.kit import clock
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from feedback_site.kit.events import Event


@dataclass(frozen=True)
class Recorded:
    """An event as a reader gets it; `event` has the type that the reader asked for."""

    id: int
    at: datetime
    actor_id: int | None
    event: Any


@dataclass(frozen=True)
class Reader:
    """A named function that takes batches of certain events, in order, each once."""

    name: str
    events: frozenset[str]
    handle: Callable[[Sequence[Recorded]], None]
    from_start: bool
    batch: int


_readers: dict[str, Reader] = {}


def record(event: Event, *, actor_id: int | None = None, subject: str = "") -> LoggedEvent:
    """Write the event in the transaction of the change that it tells of.

    `subject` names the thing whose history it belongs to, such as "ticket:7".
    Raises TransactionManagementError outside a transaction.
    """
    return record_all([event], actor_id=actor_id, subject=subject)[0]


def record_all(events: Iterable[Event], *, actor_id: int | None = None, subject: str = "") -> list[LoggedEvent]:
    """Write several events with one statement."""
    if not transaction.get_connection().in_atomic_block:
        message = "An event is recorded in the transaction of its change."
        raise transaction.TransactionManagementError(message)
    rows = LoggedEvent.objects.bulk_create(
        LoggedEvent(name=event.name, payload=event.payload(), at=clock.now(), actor_id=actor_id, subject=subject)
        for event in events
    )
    wake_on_commit(READ_EVENTS)
    return rows


def record_each(lines: Iterable[tuple[Event, str]], *, actor_id: int | None = None) -> None:
    """Write down events of several things, each with its subject, with one statement."""
    if not transaction.get_connection().in_atomic_block:
        message = "An event is recorded in the transaction of its change."
        raise transaction.TransactionManagementError(message)
    LoggedEvent.objects.bulk_create(
        LoggedEvent(name=event.name, payload=event.payload(), at=clock.now(), actor_id=actor_id, subject=subject)
        for event, subject in lines
    )
    wake_on_commit(READ_EVENTS)


INSERT_AND_RECORD = """
WITH inserted AS ({insert}),
recorded AS (
    INSERT INTO notifications_loggedevent (name, at, subject, payload)
    SELECT event.name, %s, '', event.payload
    FROM inserted, unnest(%s::text[], %s::jsonb[]) WITH ORDINALITY AS event (name, payload, place) ORDER BY event.place
)
SELECT count(*) FROM inserted
"""


def insert_and_record(insert: str, parameters: Sequence[Any], events: Sequence[Event]) -> bool:
    """Insert at most one row and write its events down, with one statement, which is its own transaction.

    `insert` ends with RETURNING; False when it inserted nothing, and then nothing happened.
    """
    told = [[event.name for event in events], [json.dumps(event.payload()) for event in events]]
    with connection.cursor() as cursor:
        cursor.execute(INSERT_AND_RECORD.replace("{insert}", insert), [*parameters, clock.now(), *told])
        row = cursor.fetchone()
    if not row or not row[0]:
        return False
    wake_on_commit(READ_EVENTS)
    return True


def reader(
    name: str,
    *,
    on: Sequence[type[Event]],
    from_start: bool = False,
    batch: int = 500,
) -> Callable[[Callable[[Sequence[Recorded]], None]], Callable[[Sequence[Recorded]], None]]:
    """Register a reader; one added later starts at that moment, or with `from_start` at the first event."""

    def register(handle: Callable[[Sequence[Recorded]], None]) -> Callable[[Sequence[Recorded]], None]:
        if name in _readers:
            message = f"two readers are named {name!r}"
            raise ValueError(message)
        _readers[name] = Reader(name, frozenset(e.name for e in on), handle, from_start, batch)
        return handle

    return register


def unregister(name: str) -> None:
    """Take a reader out again (a test's own readers)."""
    _readers.pop(name, None)


def readers() -> dict[str, Reader]:
    """Return all readers by name."""
    return dict(_readers)
