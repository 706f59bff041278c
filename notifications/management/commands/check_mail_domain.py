"""Say in plain words whether SPF, DKIM and DMARC of the sender's domain are in order."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from notifications.queries.domain_check import WORDS, check_domain


class Command(BaseCommand):
    """Ends with 1 when one of them is wrong; unknown is not wrong."""

    help = "Check the SPF, DKIM and DMARC records of the domain in MAIL_FROM."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print a paragraph for each."""
        found = check_domain()
        for finding in found:
            self.stdout.write(f"{finding.what} ({finding.place}): {WORDS[finding.verdict]}")
            if finding.record:
                self.stdout.write(f"    {finding.record}")
        if any(finding.tone == "bad" for finding in found):
            sys.exit(1)
