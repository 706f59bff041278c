"""The processes that make up a running site, in the order in which they start."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from feedback_site.embedded import VAR

QUIET_AS_ROOT = ["-W", "ignore:You're running the worker with superuser privileges"]


@dataclass(frozen=True)
class Program:
    """A command line and the seconds that it may take to stop."""

    name: str
    command: list[str]
    patience: float


PREPARATION = Program("set-up", [sys.executable, "-m", "feedback_site.run.preparation"], patience=5)


def programs(*, host: str, port: int) -> list[Program]:
    """Worker, beat and web server; the sizes come from the environment."""
    celery = [sys.executable, *QUIET_AS_ROOT, "-m", "celery", "--app=feedback_site.celery", "--quiet"]
    worker = [
        "worker",
        f"--concurrency={os.environ.get('WORKER_PROCESSES', '2')}",
        "--loglevel=WARNING",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = ["beat", f"--schedule={VAR / 'celerybeat-schedule'}", "--pidfile=", "--loglevel=WARNING"]
    web = [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={os.environ.get('WEB_PROCESSES', '2')}",
        f"--blocking-threads={os.environ.get('WEB_THREADS', '4')}",
        "--workers-kill-timeout=8",
        "--respawn-failed-workers",
        "--no-ws",
        "--log-level=warning",
        "feedback_site.wsgi:application",
    ]
    mail = [sys.executable, "manage.py", "serve_mail"]
    listening = [Program("mail", mail, patience=10)] if os.environ.get("MAIL_LISTEN") else []
    return [
        *listening,
        Program("worker", [*celery, *worker], patience=20),
        Program("beat", [*celery, *beat], patience=5),
        Program("web", web, patience=10),
    ]
