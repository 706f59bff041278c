"""What a list shows of each ticket, in plain words: fifty rows are drawn at each look."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Q
from django.utils.timezone import localtime

from feedback.models import Message, Tagging
from feedback.models.words import PRIORITY_WORDS, WORDS
from feedback.rules.names import Channel, Priority, Reason
from feedback.rules.search.highlight import Piece, excerpt, looked_for, pieces
from feedback_site.kit import clock
from feedback_site.kit.templatetags.site import span, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedback.models import Ticket


class Line(TypedDict):
    """One ticket in a list: a dictionary, since that is what a template reads fastest."""

    ref: str
    subject: list[Piece]
    excerpt: list[Piece]
    channel: str
    score: int | None
    pressing: str
    snoozed: str
    tags: list[str]
    person: str | None
    status: str
    status_word: str
    reason: str
    assignee: str
    due: dict[str, str] | None
    is_late: bool
    wait: dict[str, str] | None
    waited: str


def lines(tickets: Sequence[Ticket], text: str | None) -> list[Line]:
    """Return the lines in the same order: two questions more, however many there are."""
    words = looked_for(text or "")
    tags = _tags(tickets)
    said = _said(tickets, words) if words and tickets else {}
    write = _Writer()
    return [
        {
            **_line(ticket, write),
            "subject": pieces(ticket.subject, words),
            "excerpt": excerpt(said.get(ticket.pk, ""), words),
            "tags": tags[ticket.pk],
        }
        for ticket in tickets
    ]


def short_lines(tickets: Sequence[Ticket]) -> list[Line]:
    """Return the lines without tags and excerpts, which ask nothing."""
    write = _Writer()
    return [_line(ticket, write) for ticket in tickets]


class _Writer:
    """Writes words in the reader's language, each looked up once a page."""

    def __init__(self) -> None:
        self.now = clock.now()
        self.word: Callable[[Any], str] = cache(str)


def _line(ticket: Ticket, write: _Writer) -> Line:
    return {
        "ref": ticket.ref,
        "subject": [Piece(ticket.subject)],
        "excerpt": [],
        "channel": write.word(WORDS[Channel(ticket.channel)]),
        "score": ticket.score,
        "pressing": write.word(PRIORITY_WORDS[ticket.priority]) if ticket.priority < Priority.NORMAL else "",
        "snoozed": written(localtime(ticket.snoozed_until))["told"] if ticket.snoozed_until else "",
        "tags": [],
        "person": str(ticket.contact) if ticket.contact else None,
        "status": ticket.status,
        "status_word": write.word(ticket.status_word),
        "reason": write.word(WORDS[Reason(ticket.close_reason)]) if ticket.close_reason else "",
        "assignee": str(ticket.assignee) if ticket.assignee else "",
        "due": written(localtime(ticket.due_at)) if ticket.due_at and not ticket.is_finished else None,
        "is_late": ticket.due_at is not None and ticket.due_at < write.now,
        "wait": written(localtime(ticket.wait_started_at)) if ticket.wait_started_at else None,
        "waited": span(ticket.wait_started_at) if ticket.wait_started_at else "",
    }


def _tags(tickets: Sequence[Ticket]) -> dict[int, list[str]]:
    found = defaultdict(list)
    rows = Tagging.objects.filter(ticket__in=tickets).order_by("tag__name")
    for ticket, name in rows.values_list("ticket", "tag__name"):
        found[ticket].append(name)
    return found


def _said(tickets: Sequence[Ticket], words: list[str]) -> dict[int, str]:
    """Return of each ticket the newest message that holds one of the words."""
    holds = Q()
    for word in words:
        holds |= Q(body__icontains=word)
    rows = Message.objects.filter(holds, ticket__in=tickets).order_by("ticket", "-id").distinct("ticket")
    return dict(rows.values_list("ticket", "body"))
