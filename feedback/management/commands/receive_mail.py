"""`manage.py receive_mail < file`: take one mail from a mail server's pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import Error

from feedback.actions.incoming.store_mail import TooLargeToKeepError, store_mail
from feedback.rules.mail.fates import MAX_KEPT, Way
from feedback.rules.mail.intake.envelope import with_envelope

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Ends as sysexits(3) says, which mail servers understand: 0 only once the mail is kept."""

    help = "Keep the mail (RFC 5322) on standard input; for the pipe of a mail server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What the mail server knows beside the mail."""
        parser.add_argument("--sender", default=None, help="the envelope's sender, empty for a bounce")
        parser.add_argument("--recipient", action="append", default=[], help="a recipient of the envelope")

    def handle(self, *, sender: str | None, recipient: list[str], **_options: Any) -> None:
        """Keep it, or say by the exit status whether to try again (75) or to send it back (65)."""
        content = sys.stdin.buffer.read(MAX_KEPT + 1)
        if not content.strip():
            self.stderr.write("There is no mail on standard input.")
            sys.exit(os.EX_NOINPUT)
        try:
            store_mail(content=with_envelope(content, sender=sender, recipients=recipient), way=Way.PIPE)
        except TooLargeToKeepError:
            self.stderr.write(f"The mail is larger than {MAX_KEPT} bytes.")
            sys.exit(os.EX_DATAERR)
        except (Error, OSError) as error:
            self.stderr.write(f"The mail cannot be kept now: {type(error).__name__}")
            sys.exit(os.EX_TEMPFAIL)
