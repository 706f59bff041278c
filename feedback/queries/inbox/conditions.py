"""What each part of the ticket filter means to the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import Team
from feedback.models import FieldValue, Mention, Tagging
from feedback.models.ticket import AFTER_ALL_WAITS
from feedback.models.words import values
from feedback.queries.inbox.filter_fields import ME, NOBODY, UNFINISHED, YES
from feedback.rules.names import UNFINISHED as UNFINISHED_STATUSES
from feedback.rules.names import Priority
from feedback.rules.search.terms import query_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedback.queries.inbox.ticket_filter import TicketFilter


def conditions(wanted: TicketFilter, user: Any) -> Iterator[Any]:
    """Yield one condition for each thing asked for."""
    yield from _standing(wanted)
    yield from _people(wanted, user)
    yield from _spans(wanted)
    plain = {"channel": wanted.channel, "language": wanted.language, "close_reason": wanted.reason}
    yield from (Q(**{name: value}) for name, value in plain.items() if value)
    if wanted.tag:
        yield Exists(Tagging.objects.filter(ticket=OuterRef("pk"), tag__name__iexact=wanted.tag))
    if wanted.field:
        key, _colon, value = wanted.field.partition(":")
        yield Exists(FieldValue.objects.filter(ticket=OuterRef("pk"), field=int(key), value=value))
    if wanted.text:
        terms = query_terms(wanted.text)
        yield Q(document__terms__contains=terms) if terms else Q(pk__in=[])


def _standing(wanted: TicketFilter) -> Iterator[Q]:
    if wanted.status == UNFINISHED:
        yield Q(status__in=values(UNFINISHED_STATUSES))
    elif wanted.status:
        yield Q(status=wanted.status)
    if wanted.waiting:
        yield Q(queue_at__lt=AFTER_ALL_WAITS)  # the column that has an index
    if wanted.snoozed:
        yield Q(snoozed_until__isnull=wanted.snoozed != YES)
    if wanted.priority:
        yield Q(priority=Priority[wanted.priority.upper()])


def _people(wanted: TicketFilter, user: Any) -> Iterator[Any]:
    if wanted.assignee:
        yield Q(assignee=user if wanted.assignee == ME else None if wanted.assignee == NOBODY else wanted.assignee)
    if wanted.team == ME:
        yield Q(team__in=Team.objects.filter(members=user))
    elif wanted.team:
        yield Q(team=None if wanted.team == NOBODY else wanted.team)
    if wanted.mentions:
        yield Exists(Mention.objects.filter(ticket=OuterRef("pk"), user=user))


def _spans(wanted: TicketFilter) -> Iterator[Q]:
    bounds = {
        "created_at__gte": wanted.created_from,
        "created_at__lt": wanted.created_to,
        "resolved_at__gte": wanted.resolved_from,
        "resolved_at__lt": wanted.resolved_to,
    }
    yield from (Q(**{name: value}) for name, value in bounds.items() if value is not None)
