"""`manage.py rebuild_rollups`: make the daily counts anew from the event log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from insights.actions.rebuild_rollups import rebuild_rollups


class Command(BaseCommand):
    """Safe at any time; until it is done the chart shows what has been read so far."""

    help = "Make the daily counts behind the volume chart anew from the event log."

    def handle(self, **_options: Any) -> None:
        """Rebuild and say from how much."""
        self.stdout.write(f"Read {rebuild_rollups()} events.")
