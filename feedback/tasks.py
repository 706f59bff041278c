"""Celery's way in: shells around the actions."""

from __future__ import annotations

from celery import shared_task

from feedback.actions.snooze import snooze


@shared_task
def wake_due() -> int:
    """Bring back tickets that were put aside until now."""
    return snooze.wake_due()
