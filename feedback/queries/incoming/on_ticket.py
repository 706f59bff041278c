"""What mails add to the page of a case: those held on it, cases that a subject names, mails that came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.db.models.functions import Left, Length

from feedback.models import IncomingMail, Ticket
from feedback.rules.mail.fates import Fate

if TYPE_CHECKING:
    from feedback.models.message import MessageQuerySet

SHOWN = 4_000
MOST = 20


@dataclass(frozen=True, kw_only=True)
class MailOnTicket:
    """Strangers' mails to decide about, and cases that the reporter may have meant."""

    held: list[IncomingMail]
    meant: list[Ticket]


def mail_on(ticket: Ticket, user: Any) -> MailOnTicket:
    """Ask with one statement, and with a second one only where a subject names a case."""
    rows = IncomingMail.objects.filter(ticket=ticket).filter(
        Q(state=Fate.HELD.value) | Q(state=Fate.TAKEN.value) & ~Q(suggestions=[])
    )
    found = list(rows.defer("folded").order_by("-id")[:MOST])
    named = {ref for mail in found if not mail.is_held for ref in mail.suggestions if ref != ticket.ref}
    meant = list(Ticket.objects.visible_to(user).filter(ref__in=named).order_by("ref")) if named else []
    if ticket.merged_into_id:
        meant = []
    return MailOnTicket(held=[mail for mail in found if mail.is_held], meant=meant)


def with_mail(messages: MessageQuerySet) -> MessageQuerySet:
    """Add to each message the mail that it was, if it was one, with the beginning of what is folded."""
    annotated = messages.select_related("mail").defer("mail__folded", "mail__why")
    return annotated.annotate(folded=Left(F("mail__folded"), SHOWN), folded_length=Length(F("mail__folded")))
