"""`manage.py load_inbox`: as many tickets as a large house has, to see how the inbox bears them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from feedback.management.loading.load import load
from feedback.models import Ticket

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Only into an empty inbox: made-up people are never mixed with real ones."""

    help = "Fill an empty inbox with made-up tickets and messages."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and which."""
        parser.add_argument("--tickets", type=int, default=10_000)
        parser.add_argument("--messages", type=int, help="five a ticket unless told otherwise")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, tickets: int, messages: int | None, seed: int, **_options: Any) -> None:
        """Load and say how long it took."""
        wanted = messages if messages is not None else 5 * tickets
        if tickets < 1 or wanted < tickets:
            raise CommandError("Every ticket has at least one message.")
        if Ticket.objects.exists():
            raise CommandError("This inbox has tickets already, so it is left alone.")
        began = time.monotonic()
        load(tickets=tickets, messages=wanted, seed=seed, say=self._say)
        self._say(f"{tickets:,} tickets, {wanted:,} messages in {time.monotonic() - began:.0f} s.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
