"""Take what is held of one sender into cases: the decision is one statement, workers do the rest mail by mail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.actions.incoming.act import take_in
from feedback.actions.incoming.store_mail import TAKE
from feedback.events.incoming import FloodReleased
from feedback.models import IncomingMail
from feedback.queries.incoming.own import signatures
from feedback.rules.mail.fates import Fate
from feedback.rules.mail.judge import judge
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


class Into(StrEnum):
    """What held mails of one sender may become; left alone they stay held, and counted."""

    CASES = "cases"
    ONE = "one"


@dataclass(frozen=True, kw_only=True)
class Released:
    """How many mails were taken, and the one case where they go into one."""

    number: int
    ticket: Ticket | None


@transaction.atomic
def release(*, sender: str, by: User, into: Into) -> Released:
    """Take all that is held of the sender; each mail counts from when it came.

    The first one opens the one case at once; the others are read again like mails that have just come in, and
    whatever breaks off in between goes on where it was. Raises Conflict when nothing is held any more.
    """
    held = IncomingMail.objects.in_state(Fate.FLOOD).filter(sender=sender)
    first = held.order_by("pk").select_for_update(of=("self",), no_key=True).first()
    if first is None:
        raise Conflict(_("Nothing of this sender is held any more."))
    ticket = take_held(row=first, by=by) if into == Into.ONE else None
    again = {"state": Fate.RECEIVED, "attempts": 0, "decided_at": clock.now(), "decided_by": by}
    number = held.update(**again, **({"ticket": ticket} if ticket else {})) + (1 if ticket else 0)
    wake_on_commit(TAKE)
    record(FloodReleased(mail_id=first.pk, number=number, into=into.value), actor_id=by.pk)
    return Released(number=number, ticket=ticket)


def take_held(*, row: IncomingMail, by: User) -> Ticket | None:
    """Let one locked mail open its case, inside the caller's transaction; return the case."""
    take_in(row=row, judged=judge(bytes(row.raw.content), signatures()), ticket=row.ticket)
    row.reason, row.decided_at, row.decided_by = None, clock.now(), by
    row.save()
    return row.ticket
