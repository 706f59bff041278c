"""Celery's way in: shells around the actions."""

from __future__ import annotations

from celery import shared_task

from feedback_site.celery import READ_EVENTS, SEND_MAIL, awake, turn_ends
from notifications.actions import read_events as reading
from notifications.actions import retry_parked as retrying
from notifications.actions import send_mail as sending


@shared_task(name=READ_EVENTS)
def read_events() -> int:
    """Run all readers."""
    awake(READ_EVENTS)
    return reading.read_events(until=turn_ends())


@shared_task(name=SEND_MAIL)
def send_mail() -> int:
    """Send what is queued."""
    awake(SEND_MAIL)
    return sending.send_mail(until=turn_ends())


@shared_task
def retry_parked() -> int:
    """Retry parked events that are due."""
    return retrying.retry_due()
