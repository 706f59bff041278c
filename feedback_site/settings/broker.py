"""Valkey or Redis, and what Celery and the cache do with it."""

from __future__ import annotations

from feedback_site import embedded
from feedback_site.settings.environment import env

BROKER_URL = env.str("BROKER_URL", default="") or embedded.broker_url()
CACHES = {
    "default": {
        "BACKEND": "feedback_site.kit.cache.ForgivingCache",
        "LOCATION": env.str("CACHE_URL", default=BROKER_URL),
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    },
}
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 5,
    "visibility_timeout": 300,
    # Nobody waits for a broker that is away: the worker has its own loop, and a wake-up may be lost.
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "UTC"
WAKE_WORKERS = env.bool("WAKE_WORKERS", default=True)
