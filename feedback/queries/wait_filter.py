"""The filter that a figure and the list behind it share, so that both count the same waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from feedback.models import Ticket, Wait
from feedback.models.words import values
from feedback.queries import query_values
from feedback.rules.clocks.targets import State
from feedback.rules.names import Channel, Outcome, Reason
from feedback_site.kit import clock

if TYPE_CHECKING:
    from django.http import QueryDict

    from feedback.models.ticket import TicketQuerySet
    from feedback.models.wait import WaitQuerySet

MARK = "waits"
FIRST, ALL = "first", "all"
MOST_HOURS = 24 * 366 * 20


@dataclass(frozen=True, kw_only=True)
class WaitFilter:
    """Some waits: spans are half-open [from, to); `within_hours` keeps those that ended in time."""

    first_only: bool = True
    started_from: datetime | None = None
    started_to: datetime | None = None
    ended_from: datetime | None = None
    ended_to: datetime | None = None
    outcome: str | None = None
    open_only: bool = False
    within_hours: float | None = None
    channel: str | None = None
    reason: str | None = None
    promise: str | None = None
    policy: str | None = None

    def waits(self) -> WaitQuerySet:
        """Return the waits; add `.visible_to(user)` before showing them."""
        found = Wait.objects.filter(self._spans(), self._endings())
        if self.channel:
            found = found.filter(ticket__channel=self.channel)
        if self.policy:
            found = found.filter(policy_version__policy=int(self.policy))
        return found.promised(State(self.promise), clock.now()) if self.promise else found

    def tickets(self) -> TicketQuerySet:
        """Return their tickets: as many as waits when `first_only`."""
        return Ticket.objects.filter(pk__in=self.waits().values("ticket"))

    def to_query(self) -> str:
        """Return the filter as the query of a link."""
        return query_values.encode(
            {
                MARK: FIRST if self.first_only else ALL,
                "started_from": self.started_from,
                "started_to": self.started_to,
                "ended_from": self.ended_from,
                "ended_to": self.ended_to,
                "outcome": self.outcome,
                "open": "yes" if self.open_only else None,
                "within_hours": self.within_hours,
                "channel": self.channel,
                "reason": self.reason,
                "promise": self.promise,
                "policy": self.policy,
            }
        )

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read what `to_query` wrote; raises BadFilter."""
        return cls(
            first_only=query_values.word(query, MARK, (FIRST, ALL)) != ALL,
            started_from=query_values.moment(query, "started_from"),
            started_to=query_values.moment(query, "started_to"),
            ended_from=query_values.moment(query, "ended_from"),
            ended_to=query_values.moment(query, "ended_to"),
            outcome=query_values.word(query, "outcome", values(Outcome)),
            open_only=query_values.word(query, "open", ("yes",)) == "yes",
            within_hours=query_values.number(query, "within_hours", above=0, most=MOST_HOURS),
            channel=query_values.word(query, "channel", values(Channel)),
            reason=query_values.word(query, "reason", values(Reason)),
            promise=query_values.word(query, "promise", values(State)),
            policy=query_values.key(query, "policy"),
        )

    @staticmethod
    def in_query(query: QueryDict) -> bool:
        """Whether a link carries such a filter."""
        return MARK in query

    def _spans(self) -> Q:
        bounds = {
            "started_at__gte": self.started_from,
            "started_at__lt": self.started_to,
            "ended_at__gte": self.ended_from,
            "ended_at__lt": self.ended_to,
        }
        return Q(**{name: value for name, value in bounds.items() if value is not None})

    def _endings(self) -> Q:
        found = Q(number=1) if self.first_only else Q()
        if self.open_only:
            found &= Q(ended_at=None)
        if self.outcome:
            found &= Q(outcome=self.outcome)
        if self.reason:
            found &= Q(reason=self.reason)
        if self.within_hours is not None:
            limit = timedelta(hours=self.within_hours)
            found &= Q(ended_at__lte=F("started_at") + limit)
        return found
