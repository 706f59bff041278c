"""Open a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from feedback.actions.attachments.attach import attach
from feedback.actions.check_body import checked_body
from feedback.actions.clocks.keep import KEPT, keep_clocks
from feedback.actions.know_contact import know_contact
from feedback.actions.start_wait import write_wait
from feedback.events import TicketOpened
from feedback.models import Message, Ticket
from feedback.rules.names import Channel, Kind, Status
from feedback.rules.origin import Origin, Reporter
from feedback.rules.refs import new_ref
from feedback.rules.texts import subject_of
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from feedback.actions.attachments.check_files import CheckedFile
    from feedback.models import Contact

NOBODY = Reporter()
NOWHERE = Origin()


def open_ticket(
    *,
    channel: Channel,
    body: str,
    language: str,
    reporter: Reporter = NOBODY,
    origin: Origin = NOWHERE,
    origin_key: str | None = None,
    follows: Ticket | None = None,
    author: User | None = None,
    enclosed: Sequence[CheckedFile] = (),
    subject: str = "",
) -> Ticket:
    """Open a case with its first message; the same `origin_key` returns the case it opened before.

    Without a `subject` the first line is it. A ticket that staff begin (`channel` staff) needs an `author`
    and starts no wait; one that `follows` another keeps its contact. Raises Invalid.
    """
    if (author is not None) != (channel == Channel.STAFF):
        raise ValueError("a ticket has an author exactly when staff begin it")
    text = checked_body(body)
    ticket = Ticket(
        channel=channel,
        subject=subject_of(subject) or subject_of(text),
        language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        follows=follows,
        origin_key=origin_key,
        origin=origin.as_json(),
        score=origin.score,
        assignee=author,
    )
    if found := _opened_before(origin_key):
        return found
    try:
        with transaction.atomic(), clock.at(clock.now()):
            ticket.contact = follows.contact if follows else _contact(reporter, ticket.language)
            _open(ticket, text, author, enclosed)
    except IntegrityError:
        if found := _opened_before(origin_key):
            return found
        raise
    return ticket


def _opened_before(origin_key: str | None) -> Ticket | None:
    return Ticket.objects.filter(origin_key=origin_key).first() if origin_key else None


def _contact(reporter: Reporter, language: str) -> Contact | None:
    return know_contact(reporter=reporter, language=language)


def _open(ticket: Ticket, body: str, author: User | None, enclosed: Sequence[CheckedFile]) -> None:
    now = clock.now()
    ticket.created_at = ticket.changed_at = ticket.last_message_at = now
    ticket.status = Status.WAITING if author else Status.NEW
    ticket.wait_started_at = None if author else now
    ticket.ref = free_ref()
    ticket.save()
    kind = Kind.REPLY if author else Kind.CUSTOMER
    message = Message.objects.create(ticket=ticket, kind=kind, author=author, body=body, created_at=now)
    attach(message=message, files=enclosed)
    if author is None:
        write_wait(ticket=ticket, message=message, number=1)
    record(
        TicketOpened(
            ticket_id=ticket.pk,
            message_id=message.pk,
            channel=ticket.channel,
            by_staff=author is not None,
            follows_id=ticket.follows_id,
        ),
        actor_id=author.pk if author else None,
        subject=ticket.event_subject,
    )
    keep_clocks(ticket=ticket)
    ticket.save(update_fields=KEPT)


def free_ref() -> str:
    """Return a case number that no ticket has."""
    while Ticket.objects.filter(ref=(ref := new_ref())).exists():
        continue
    return ref
