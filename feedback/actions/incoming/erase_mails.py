"""Destroy what mails say of a person; that they came stays, and by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from feedback.models import IncomingMail, RawMail
from feedback.rules.mail.fates import Fate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.models import Ticket

UNDONE = (Fate.RECEIVED, Fate.HELD, Fate.FLOOD, Fate.UNREADABLE)


def erase_mails(*, tickets: Sequence[Ticket], addresses: Sequence[str]) -> None:
    """Empty the mails of these cases and those from these addresses, inside the caller's transaction.

    The hashes stay, so that the same mail from a mailbox does not come in again.
    """
    rows = IncomingMail.objects.filter(Q(ticket__in=tickets) | Q(sender__in=addresses))
    keys = list(rows.values_list("pk", flat=True))
    RawMail.objects.filter(mail__in=keys).delete()
    mails = IncomingMail.objects.filter(pk__in=keys)
    mails.in_state(*UNDONE).update(state=Fate.DISCARDED)
    mails.update(
        identifier="",
        sender="",
        sender_name="",
        subject="",
        why="",
        reason_details={},
        folded="",
        left_out=[],
        suggestions=[],
        sent_at=None,
    )
