"""Erase what somebody said and who they are; what is left counts and tells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.actions.incoming.erase_mails import erase_mails
from feedback.actions.search.index_tickets import index_tickets
from feedback.events.people import ContactErased
from feedback.models import Attachment, Contact, Draft, FieldValue, FollowUp, LinkWish, Message, Ticket
from feedback.rules.names import Kind
from feedback_site.kit import clock
from notifications.actions.forget_address import forget_address, forget_words
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User

MAILS = (
    "automatic_reply", "case_receipt", "follow_up", "merge", "merge_undone", "my_feedback", "split", "ticket_reply",
)  # fmt: skip
TO_STAFF = ("case_assigned", "mention", "reporter_wrote", "targets")


@transaction.atomic
def erase_contact(*, contact: Contact, by: User | None = None) -> Contact:
    """Destroy names, addresses, texts, files and mails; tickets stay, with their waits and scores.

    Without `by` the person asked for it. A second time changes nothing.
    """
    row = Contact.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.pk)
    if row.erased_at is not None:
        return row
    tickets = list(Ticket.objects.select_for_update(of=("self",), no_key=True).filter(contact=row).order_by("pk"))
    _erase_words(tickets)
    _erase_files(tickets)
    forget_words(names=[ticket.ref for ticket in tickets], kinds=TO_STAFF)
    erase_mails(tickets=tickets, addresses=[item.email for item in (row, *row.merged.all()) if item.email])
    _erase_people([row, *row.merged.select_for_update(of=("self",), no_key=True)])
    index_tickets(ids=[ticket.pk for ticket in tickets])
    event = ContactErased(contact_id=row.pk, tickets=len(tickets))
    record(event, actor_id=by.pk if by else None, subject=row.event_subject)
    row.refresh_from_db()
    return row


def _erase_people(rows: list[Contact]) -> None:
    """Empty the entry and those joined to it, with the mails to their addresses."""
    for row in rows:
        if row.email:
            forget_address(address=row.email, kinds=MAILS)
            LinkWish.objects.filter(email=row.email).delete()
        row.name = row.timezone = row.notes = ""
        row.email = row.consent_at = None
        row.erased_at = clock.now()
        row.save()


def _erase_words(tickets: list[Ticket]) -> None:
    """Write in each language of the cases what stands there now: a message is never empty."""
    for language in {ticket.language for ticket in tickets}:
        keys = [ticket.pk for ticket in tickets if ticket.language == language]
        with translation.override(language):
            told = _("Erased at the person's wish.")
        Ticket.objects.filter(pk__in=keys).update(subject=told, origin={})
        Message.objects.filter(ticket__in=keys).update(body=told)
        Message.objects.filter(ticket__in=keys, kind=Kind.CUSTOMER).update(author_name="")
    FollowUp.objects.filter(ticket__in=tickets).update(comment="")
    Draft.objects.filter(ticket__in=tickets).delete()
    FieldValue.objects.filter(ticket__in=tickets).delete()


def _erase_files(tickets: list[Ticket]) -> None:
    """Delete the rows now and the bytes once that stands; what is missed then is swept."""
    rows = Attachment.objects.filter(message__ticket__in=tickets)
    names = list(rows.values_list("file", flat=True))
    rows.delete()

    def delete_bytes() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(delete_bytes, robust=True)
