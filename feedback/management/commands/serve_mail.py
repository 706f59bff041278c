"""`manage.py serve_mail`: take mails from a mail server by LMTP or SMTP."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand

from feedback.actions.incoming.serve import socket_server

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Runs until it is stopped."""

    help = (
        "Listen for mails (LMTP, or SMTP with --smtp) from your own mail server; each is kept before it is confirmed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and how to speak."""
        parser.add_argument("--listen", default=settings.MAIL_LISTEN or "127.0.0.1:8024", metavar="HOST:PORT")
        parser.add_argument("--smtp", action="store_true", help="speak SMTP instead of LMTP")

    def handle(self, *, listen: str, smtp: bool, **_options: Any) -> None:
        """Listen until asked to stop."""
        host, _colon, port = listen.rpartition(":")
        server = socket_server(host=host or "127.0.0.1", port=int(port), speaks_lmtp=not smtp)
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        server.start()
        self.stdout.write(f"Taking mail at {server.hostname}:{server.port}.")
        try:
            ended.wait()
        finally:
            server.stop()
