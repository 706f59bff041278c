"""Join two entries that are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.actions.contacts.change_contact import MAX_NOTES, changing
from feedback.actions.search.index_tickets import index_tickets
from feedback.events.people import ContactsMerged
from feedback.models import Contact, Ticket
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def merge_contacts(*, contact: Contact, other: Contact, by: User) -> Contact:
    """Move the other's cases and addresses to the contact; the stricter wish about mail holds. Raises Invalid and Gone.

    The other's row stays behind with its address, so that what comes from there finds the person.
    """
    if contact.pk == other.pk:
        raise Invalid(errors={"other": [_("This is the same entry.")]})
    rows = {key: changing(Contact(pk=key)) for key in sorted((contact.pk, other.pk))}
    row, second = rows[contact.pk], rows[other.pk]
    tickets = list(Ticket.objects.filter(contact=second).order_by("pk").values_list("pk", flat=True))
    Ticket.objects.filter(pk__in=tickets).update(contact=row)
    Contact.objects.filter(merged_into=second).update(merged_into=row)
    row.name, row.timezone = row.name or second.name, row.timezone or second.timezone
    row.notes = "\n".join(part for part in (row.notes, second.notes) if part)[:MAX_NOTES]
    row.do_not_contact = row.do_not_contact or second.do_not_contact
    row.save()
    second.merged_into, second.notes = row, ""
    second.save()
    index_tickets(ids=tickets)
    event = ContactsMerged(contact_id=row.pk, other_id=second.pk, tickets=len(tickets))
    record(event, actor_id=by.pk, subject=row.event_subject)
    return row
