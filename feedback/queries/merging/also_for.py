"""For whom else an answer is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from feedback.models import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedback.models import Message, Ticket


def also_for(messages: Iterable[Message]) -> Iterator[tuple[Message, Ticket]]:
    """Yield each answer with the cases that went on in its own when it was given, one an address.

    Whoever gets it with the case itself is left out.
    """
    found = list(messages)
    merges = defaultdict(list)
    rows = Merge.objects.standing().filter(target__in=[message.ticket_id for message in found])
    for merge in rows.select_related("source__contact", "target__contact").order_by("pk"):
        merges[merge.target_id].append(merge)
    for message in found:
        told: set[str | None] = {None}
        for merge in merges[message.ticket_id]:
            told.add(address(merge.target))
            if merge.last_message_id < message.pk and address(merge.source) not in told:
                told.add(address(merge.source))
                yield message, merge.source


def one_an_address(*tickets: Ticket) -> list[Ticket]:
    """Return the tickets whose reporters read mail, each address once."""
    return list({address(ticket): ticket for ticket in tickets if address(ticket)}.values())


def address(ticket: Ticket) -> str | None:
    """Return where the reporter reads mail."""
    return (ticket.contact.email or None) if ticket.contact else None
