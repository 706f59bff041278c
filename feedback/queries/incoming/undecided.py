"""Mails of people that are in no case yet: held, or not readable; what must not be missing beside any figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min

from feedback.models import IncomingMail
from feedback.models.incoming.mail import OF_NO_REPORTER, UNDECIDED

if TYPE_CHECKING:
    from datetime import datetime


def mails_in_no_case(group: Any) -> list[tuple[Any, str, int, datetime]]:
    """Return (value of the expression, state, how many, since when) for each; with one read."""
    rows = IncomingMail.objects.in_state(*UNDECIDED).exclude(kind__in=OF_NO_REPORTER).order_by()
    found = rows.values("state", group=group).annotate(n=Count("id"), since=Min("received_at"))
    return [(row["group"], row["state"], row["n"], row["since"]) for row in found]
