"""The cases of one person, as that person may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from feedback.models import FollowUp, Message, Ticket
from feedback.queries.private_links import claim_token, rate_token
from feedback.queries.thread import PUBLIC
from feedback_site.kit import clock
from feedback_site.kit.pagination import Page, keyset_page

if TYPE_CHECKING:
    from feedback.models import Contact

SIZE = 25
ORDER = ("-created_at", "-id")


@dataclass(frozen=True, kw_only=True)
class MyCase:
    """A case with the ways into it."""

    ticket: Ticket
    token: str
    rate_token: str


def my_cases(*, contact: Contact, cursor: str | None) -> tuple[list[MyCase], Page[Ticket]]:
    """Return a page of the cases, the newest first; raises BadCursor."""
    asked = FollowUp.objects.filter(expires_at__gt=clock.now())
    rows = contact.tickets.prefetch_related(Prefetch("follow_ups", queryset=asked))
    page = keyset_page(rows, order=ORDER, cursor=cursor, size=SIZE)
    return [_case(ticket) for ticket in page.items], page


def _case(ticket: Ticket) -> MyCase:
    current = (f for f in ticket.follow_ups.all() if f.resolved_at == ticket.resolved_at)
    follow_up = next(current, None)
    return MyCase(ticket=ticket, token=claim_token(ticket), rate_token=rate_token(follow_up) if follow_up else "")


def my_data(contact: Contact) -> dict[str, Any]:
    """Return everything that the person told us and what we answered, for a file of their own."""
    said = Message.objects.filter(kind__in=PUBLIC).prefetch_related("attachments").order_by("id")
    rows = contact.tickets.prefetch_related(Prefetch("messages", queryset=said), "follow_ups").order_by("id")
    return {
        "name": contact.name,
        "email": contact.email,
        "language": contact.language,
        "time_zone": contact.timezone,
        "known_since": contact.created_at,
        "consent_given_at": contact.consent_at,
        "do_not_contact": contact.do_not_contact,
        "cases": [_told(ticket) for ticket in rows],
    }


def _told(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.ref,
        "channel": ticket.channel,
        "status": ticket.status,
        "opened_at": ticket.created_at,
        "score": ticket.score,
        "answers": ticket.origin.get("answers", []),
        "messages": [
            {
                "from": "you" if message.kind == "customer" else "us",
                "at": message.created_at,
                "text": message.body,
                "files": [
                    {"name": f.name, "kind": f.kind, "bytes": f.size, "sha256": f.sha256}
                    for f in message.attachments.all()
                ],
            }
            for message in ticket.messages.all()
        ],
        "satisfaction": [
            {"asked_at": f.created_at, "answered_at": f.answered_at, "score": f.score, "comment": f.comment}
            for f in ticket.follow_ups.all()
        ],
    }
