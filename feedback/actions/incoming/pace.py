"""How many cases one sender may open by mail within an hour; what comes beyond is held, never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from feedback.actions.write_as_customer import is_over
from feedback.models import IncomingMail
from feedback_site.kit import clock

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.models import Ticket

HOUR = timedelta(hours=1)
LOCK_SPACE = 0x4D42


def opens_case(ticket: Ticket | None, *, at: datetime) -> bool:
    """Whether a mail that came then becomes a case: it names none, or one that was over."""
    with clock.at(at):
        return ticket is None or is_over(ticket.merged_into or ticket)


def is_one_too_many(row: IncomingMail) -> bool:
    """Whether its sender has opened as many cases as one may, in the hour before it came or the hour after.

    Mails of one sender wait here for each other, so two workers count as one would; mails that are read late
    count by when they came. What staff have taken into cases does not count.
    """
    most: int = settings.MAIL_CASES_PER_HOUR
    if most <= 0:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_SPACE, row.sender])
    near = IncomingMail.objects.filter(
        sender=row.sender,
        opened_case=True,
        received_at__gt=row.received_at - HOUR,
        received_at__lt=row.received_at + HOUR,
    )
    return near.count() >= most
