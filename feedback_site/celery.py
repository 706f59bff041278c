"""The Celery app, the whole schedule as one table, and the wake-up call.

Celery only makes things happen sooner: whatever a wake-up asks for, the schedule does anyway.
"""

from __future__ import annotations

import os
import time

import structlog
from celery import Celery
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "feedback_site.settings")

app = Celery("huiyin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

READ_EVENTS = "notifications.tasks.read_events"
SEND_MAIL = "notifications.tasks.send_mail"

app.conf.beat_schedule = {
    "read events": {"task": READ_EVENTS, "schedule": 15.0, "options": {"expires": 15}},
    "send mail": {"task": SEND_MAIL, "schedule": 15.0, "options": {"expires": 15}},
    "retry parked events": {"task": "notifications.tasks.retry_parked", "schedule": 60.0, "options": {"expires": 60}},
    "sweep anonymous answers": {
        "task": "surveys.tasks.sweep_anonymous",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "look at targets": {"task": "feedback.tasks.look_at_targets", "schedule": 60.0, "options": {"expires": 60}},
    "send news": {"task": "feedback.tasks.send_news", "schedule": 60.0, "options": {"expires": 60}},
    "wake due tickets": {"task": "feedback.tasks.wake_due", "schedule": 60.0, "options": {"expires": 60}},
    "give turns": {"task": "feedback.tasks.give_turns", "schedule": 60.0, "options": {"expires": 60}},
    "fire due rules": {"task": "feedback.tasks.fire_due_rules", "schedule": 60.0, "options": {"expires": 60}},
    "work on bulk": {"task": "feedback.tasks.work_on_bulk", "schedule": 15.0, "options": {"expires": 15}},
    "work on imports": {"task": "feedback.tasks.work_on_imports", "schedule": 15.0, "options": {"expires": 15}},
    "answer wishes": {"task": "feedback.tasks.answer_wishes", "schedule": 15.0, "options": {"expires": 15}},
    "take mails": {"task": "feedback.tasks.take_mails", "schedule": 15.0, "options": {"expires": 15}},
    "fetch mail": {"task": "feedback.tasks.fetch_mail", "schedule": 60.0, "options": {"expires": 60}},
    "scan files": {"task": "feedback.tasks.scan_files", "schedule": 60.0, "options": {"expires": 60}},
    "sweep files": {"task": "feedback.tasks.sweep_orphans", "schedule": 3600.0, "options": {"expires": 3600}},
    "send due digests": {"task": "insights.tasks.send_due_digests", "schedule": 60.0, "options": {"expires": 60}},
}

log = structlog.get_logger(__name__)
WAKE_WINDOW = 15.0  # as often as the schedule: asked for each second, a flood would fill the queue with one task
TURN = 20.0
PAUSE_AFTER_FAILURE = 5.0
_paused_until = 0.0


def wake_on_commit(task: str) -> None:
    """Ask for a task once the transaction stands; a lost call costs seconds, never data.

    A transaction that a caller holds by hand, as the demo does, has no hooks: the tasks find its work by themselves.
    """
    connection = transaction.get_connection()
    if settings.WAKE_WORKERS and (connection.in_atomic_block or connection.get_autocommit()):
        transaction.on_commit(lambda: wake(task), robust=True)


def wake(task: str) -> None:
    """Send the task unless one sent within the last seconds still waits for a worker."""
    global _paused_until  # noqa: PLW0603 -- one circuit breaker for the process
    if time.monotonic() < _paused_until:
        return
    try:
        if cache.add(_waiting(task), 1, timeout=WAKE_WINDOW):
            app.send_task(task, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _paused_until = time.monotonic() + PAUSE_AFTER_FAILURE
        log.warning("broker_unreachable", task=task, error=str(error))


def turn_ends() -> float:
    """Return until when a task may go on before others have their turn, or a flood of one sort would stop the rest."""
    return time.monotonic() + TURN


def awake(task: str) -> None:
    """Note that a worker took the task, so that the next wake-up is sent again."""
    try:
        cache.delete(_waiting(task))
    except (RedisError, OSError) as error:
        log.warning("cache_unreachable", task=task, error=str(error))


def _waiting(task: str) -> str:
    return f"wake:{task}"
