"""`manage.py explain_ticket REF`: the clocks of a case with all that they follow from, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from feedback.models import Ticket
from feedback.queries.clocks.explain import explain
from feedback.rules.refs import read_ref
from feedback_site.kit import clock

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Changes nothing."""

    help = "Explain the clocks of a case as JSON: events, waits, pauses, spans, policies and calendars by version."

    def add_arguments(self, parser: CommandParser) -> None:
        """The number of the case."""
        parser.add_argument("ref", metavar="REF")

    def handle(self, *, ref: str, **_options: Any) -> None:
        """Print it, or say that there is no such case."""
        found = Ticket.objects.filter(ref=read_ref(ref) or "").first()
        if found is None:
            raise CommandError(f"There is no case with the number {ref}.")
        told = explain(found, clock.now())
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
