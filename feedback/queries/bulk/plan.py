"""What a change of many tickets would do, before it is done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedback.models import Tagging, Ticket
from feedback.queries.bulk.deed import Deed, UnknownDeed
from feedback.rules.bulk import FINAL, MOST, Outcome
from feedback.rules.refs import read_ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedback.queries.inbox.views import View


@dataclass(frozen=True)
class Step:
    """One ticket and what would become of it."""

    ticket: Ticket
    outcome: Outcome
    reason: str


@dataclass(frozen=True)
class Plan:
    """A deed and its steps."""

    deed: Deed
    steps: list[Step]

    @property
    def changing(self) -> list[Step]:
        """Those that would change."""
        return [step for step in self.steps if step.outcome == Outcome.DONE]

    @property
    def staying(self) -> list[Step]:
        """Those that would not, with a reason."""
        return [step for step in self.steps if step.outcome != Outcome.DONE]

    @property
    def is_final(self) -> bool:
        """Whether nothing takes it back."""
        return self.deed.verb in FINAL


def chosen(*, user: Any, refs: Iterable[str] = (), view: View | None = None) -> list[Ticket]:
    """Return the tickets that somebody ticked, or the first of a list; never more than the bound.

    Raises UnknownDeed when there is none.
    """
    if view is not None:
        rows = view.wanted.tickets(user).order_by(*view.order.fields)
    else:
        read = {ref for text in list(refs)[:MOST] if (ref := read_ref(text))}
        rows = Ticket.objects.visible_to(user).filter(ref__in=read).order_by("id")
    found = list(rows.select_related("contact", "assignee")[:MOST])
    if not found:
        raise UnknownDeed
    return found


def plan(*, deed: Deed, tickets: Sequence[Ticket]) -> Plan:
    """Return what the deed would do, with one more question for all of them."""
    tags: dict[int, set[str]] = defaultdict(set)
    for ticket_id, name in Tagging.objects.filter(ticket__in=tickets).values_list("ticket", "tag__name"):
        tags[ticket_id].add(name.lower())
    steps = [Step(ticket, *deed.outcome(ticket, frozenset(tags[ticket.pk]))) for ticket in tickets]
    return Plan(deed, steps)
