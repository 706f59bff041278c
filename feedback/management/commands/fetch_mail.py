"""`manage.py fetch_mail`: fetch what is new in the mailboxes of `MAILBOXES`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from feedback.actions.incoming.fetch import fetch_mail
from feedback.actions.incoming.idle import stay
from feedback.models import Mailbox
from feedback.rules.mail.intake.accounts import MisconfiguredError, read_accounts

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Beat does the same each minute; with --idle mails come in within a second."""

    help = "Fetch new mails from the mailboxes; nothing there is changed, not even what is marked as read."

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, for ever, or with a look for gaps."""
        parser.add_argument("--idle", action="store_true", help="stay and fetch whenever the server tells of something")
        parser.add_argument("--compare", action="store_true", help="compare mailboxes and store; ends with 1 on a gap")

    def handle(self, *, idle: bool, compare: bool, **_options: Any) -> None:
        """Fetch; or stay."""
        try:
            accounts = read_accounts(settings.MAILBOXES)
        except MisconfiguredError as error:
            raise CommandError(str(error)) from error
        if not accounts:
            raise CommandError("No mailbox is named: set MAILBOXES.")
        if idle:
            stay(accounts)
        self.stdout.write(f"{fetch_mail(compare=compare)} new")
        if compare and self._tell_gaps():
            sys.exit(1)

    def _tell_gaps(self) -> bool:
        rows = [row for row in Mailbox.objects.order_by("name") if row.missing or row.trouble]
        for row in rows:
            self.stdout.write(f"{row.name}: missing {row.missing} {row.trouble}".rstrip())
        return bool(rows)
