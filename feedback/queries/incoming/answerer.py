"""Whose personal address a mail was sent to, which mail of ours it answers, and why it may not go out as a reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from accounts.models import User
from feedback.models import Mention, Message, Ticket
from feedback.queries.mail.signed_names import read_address
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback.rules.mail.staff.leaks import has_history, repeats
from feedback.rules.mail.staff.proof import Claim, why_unproven
from feedback.rules.mail.threads import recipients
from feedback.rules.names import Kind
from feedback.rules.texts import is_blank
from notifications.models import Delivery
from notifications.queries.domain_check import texts_at

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.rules.mail.judge import Judgement
    from feedback.rules.mail.shapes import Mail

MENTION = "mention:"
MOST_NAMED = 20


@dataclass(frozen=True)
class Personal:
    """A signed personal address, its case, and the person to whom it was given."""

    address: str
    ticket: Ticket | None
    person: User | None


def personal_address(mail: Mail) -> Personal | None:
    """Return the first personal address that the mail was sent to, None when there is none."""
    for address in recipients(mail):
        named = read_address(address)
        if named and named.person_id is not None:
            ticket = Ticket.objects.filter(ref=named.ref).first()
            return Personal(address, ticket, User.objects.filter(pk=named.person_id).first())
    return None


def answered_mention(mail: Mail, named: Personal) -> Mention | None:
    """Return what called the person: the mail of ours, to that very person and about that case, that is answered."""
    if named.ticket is None or named.person is None:
        return None
    identifiers = [f"<{item}>" for item in [*mail.in_reply_to, *mail.references[::-1]][:MOST_NAMED]]
    keys = Delivery.objects.filter(message_id__in=identifiers, key__startswith=MENTION).values_list("key", flat=True)
    numbers = [int(key.removeprefix(MENTION)) for key in keys]
    calls = Mention.objects.filter(pk__in=numbers, ticket=named.ticket, user=named.person)
    return calls.order_by("-message_id").first()


def why_held(*, raw: bytes, judged: Judgement, named: Personal, at: datetime) -> Reason | None:
    """Return why the mail is not sent on as a reply of the person, None when it is."""
    ticket, person = named.ticket, named.person
    if not settings.MAIL_STAFF_REPLIES:
        return Reason.of(Code.STAFF_OFF)
    if ticket is None or person is None or not person.is_active:
        return Reason.of(Code.STAFF_NOBODY)
    if not (person.may("ticket.reply") and Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists()):
        return Reason.of(Code.STAFF_MAY_NOT)
    claim = Claim(sender=person.email, personal=named.address, at=at, ask=texts_at)
    return why_unproven(raw, judged.mail, claim) or _why_unfit(judged, ticket)


def _why_unfit(judged: Judgement, ticket: Ticket) -> Reason | None:
    """Say why the words of a proven mail must not go out without somebody's look."""
    words = judged.reply.reply
    if is_blank(words):
        return Reason.of(Code.STAFF_EMPTY)
    if any(part.attached and not part.inline for part in judged.mail.parts):
        return Reason.of(Code.STAFF_FILES)
    if has_history(words):
        return Reason.of(Code.STAFF_QUOTES)
    notes = Message.objects.of_case(ticket).filter(kind=Kind.NOTE.value).values_list("body", flat=True)
    if repeats(words, notes):
        return Reason.of(Code.STAFF_NOTE)
    return None
