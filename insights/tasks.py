"""Celery's way in: a shell around the action."""

from __future__ import annotations

from celery import shared_task

from insights.actions import send_due_digests as sending


@shared_task
def send_due_digests() -> int:
    """Issue the digests that are due."""
    return sending.send_due_digests()
