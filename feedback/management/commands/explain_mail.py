"""`manage.py explain_mail FILE…`: what is read from mails and what would become of them, one JSON line a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from feedback.queries.incoming.own import signatures
from feedback.rules.mail.explain import explain
from feedback.rules.mail.limits import MAX_BYTES

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Stores nothing and needs no database."""

    help = "Say what is read from mails (RFC 5322 files), one JSON line a file; nothing is stored."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Any number of files."""
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *, files: list[str], **_options: Any) -> None:
        """One line for each, whatever is in it."""
        for name in files:
            told = {"file": name, **_explained(name)}
            self.stdout.write(json.dumps(told, ensure_ascii=True, allow_nan=False))


def _explained(name: str) -> dict[str, Any]:
    try:
        with Path(name).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return {"error": f"cannot be read: {getattr(error, 'strerror', None) or error}"}
    return explain(raw, signatures())
