"""Whether somebody who writes to a case is the one whose case it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import Contact
from feedback.rules.mail.addresses import spellings

if TYPE_CHECKING:
    from feedback.models import Ticket


def is_reporter(ticket: Ticket, address: str) -> bool:
    """Whether the address is the contact's own or that of an entry joined to it; the anonymous have none."""
    wanted = address.strip().lower()
    if not wanted or ticket.contact_id is None:
        return False
    found = Contact.objects.filter(email__in=spellings(wanted)).values_list("pk", "merged_into_id")
    return any(ticket.contact_id in known for known in found)
