"""Whom to tell of targets, and what: the assignee, and for what is late or nobody's also those who lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext, pgettext

from accounts.models import User
from feedback.events import SlaBreached
from feedback.models import Ticket
from feedback.models.words import TARGET_WORDS
from feedback.rules.clocks.targets import Target
from feedback_site.kit import clock
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.events import SlaWarned

TARGETS = "targets"
HOUR = timedelta(hours=1)
MOST_MAILS, MOST_LINES = 4, 20
LEAD = "clocks.read"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A case and the target that is near or has passed."""

    ticket: Ticket
    target: Any
    due_at: datetime
    is_late: bool


@dataclass(kw_only=True)
class Alert:
    """What one person is told in one mail."""

    person: User
    lines: list[Line] = field(default_factory=list)

    @property
    def late(self) -> int:
        """How many targets have passed."""
        return sum(line.is_late for line in self.lines)

    @property
    def soon(self) -> int:
        """How many are near."""
        return len(self.lines) - self.late

    @property
    def summary(self) -> str:
        """How many targets have passed and are near, in one line."""
        late = ngettext("%(counter)s case is late", "%(counter)s cases are late", self.late)
        soon = ngettext("%(counter)s case is due soon", "%(counter)s cases are due soon", self.soon)
        told = [words % {"counter": count} for words, count in ((late, self.late), (soon, self.soon)) if count]
        return pgettext("punctuation", ", ").join(told)

    @property
    def shown(self) -> list[Line]:
        """The first of them, those that are late before the others."""
        return sorted(self.lines, key=lambda line: (not line.is_late, line.due_at))[:MOST_LINES]

    @property
    def more(self) -> int:
        """How many the mail leaves out."""
        return max(0, len(self.lines) - MOST_LINES)


def alerts(events: Sequence[SlaWarned | SlaBreached]) -> list[Alert]:
    """Return one alert for each person; of tickets finished meanwhile nobody is told."""
    rows = Ticket.objects.unfinished().filter(pk__in={event.ticket_id for event in events})
    tickets = rows.select_related("assignee").in_bulk()
    leads = list(User.objects.who_may(LEAD).order_by("pk"))
    found: dict[int, Alert] = {}
    for line in _lines(events, tickets):
        assignee = line.ticket.assignee
        people = [assignee] if assignee and assignee.is_active else []
        people += [lead for lead in leads if lead not in people] if line.is_late or not people else []
        for person in people:
            found.setdefault(person.pk, Alert(person=person)).lines.append(line)
    sent = _sent(alert.person.email for alert in found.values())
    return [alert for alert in found.values() if sent[alert.person.email] < MOST_MAILS]


def _lines(events: Sequence[SlaWarned | SlaBreached], tickets: dict[int, Ticket]) -> list[Line]:
    """Return one line for each target; what is late need not be said to be near."""
    late = {(e.ticket_id, e.target, e.number) for e in events if isinstance(e, SlaBreached)}
    return [
        Line(
            ticket=tickets[event.ticket_id],
            target=TARGET_WORDS[Target(event.target)],
            due_at=datetime.fromisoformat(event.due_at),
            is_late=isinstance(event, SlaBreached),
        )
        for event in events
        if event.ticket_id in tickets
        and (isinstance(event, SlaBreached) or (event.ticket_id, event.target, event.number) not in late)
    ]


def _sent(addresses: Any) -> Counter[str]:
    mails = Delivery.objects.filter(kind=TARGETS, to__in=set(addresses), created_at__gt=clock.now() - HOUR)
    return Counter(mails.values_list("to", flat=True))
