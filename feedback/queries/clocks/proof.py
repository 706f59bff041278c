"""Holds the stored clocks of a ticket beside those that its events alone give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedback.models import TicketClock
from feedback.queries.clocks.policies import last_rules_change
from feedback.queries.clocks.replayed import replayed_history
from feedback.rules.clocks import RULES
from feedback.rules.clocks.reckon import reckon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback.models import Ticket
    from feedback.rules.clocks.deadline import Deadline

SAME, PENDING, DIFFERENT, OLDER = "same", "pending", "different", "older rules"
PROMISE = ("target_minutes", "due_at", "warn_at", "late_at", "policy_version_id")
SUMS = ("requester", "requester_business", "agent", "agent_business")


def proof(ticket: Ticket) -> str:
    """Return whether the events give the stored clocks bit for bit.

    Pending: calendars or policies have changed, and the ticket has not been looked at since.
    """
    row = TicketClock.objects.filter(ticket=ticket).first()
    if row is None or row.rules != RULES:
        return OLDER
    clocks = reckon(replayed_history(ticket))
    stored = [
        [_columns(wait, (*PROMISE, "business")) for wait in ticket.waits.order_by("number")],
        [_columns(found, ("elapsed", "business")) for found in ticket.resolutions.order_by("number")],
        _columns(row, (*SUMS, *PROMISE)),
        (ticket.due_at, ticket.warn_at),
    ]
    replayed = [
        [(*promise(wait.deadline), wait.business) for wait in clocks.waits],
        [(found.elapsed, found.business) for found in clocks.resolutions],
        (*_columns(clocks, SUMS), *promise(clocks.resolution)),
        (clocks.due_at, clocks.warn_at),
    ]
    if stored == replayed:
        return SAME
    is_behind = not ticket.is_finished and ticket.rules_seen < last_rules_change()
    return PENDING if is_behind else DIFFERENT


def promise(found: Deadline) -> tuple[Any, ...]:
    """Return a deadline as the columns in which it is stored."""
    return (found.minutes, found.due_at, found.warn_at, found.late_at, found.policy_version)


def _columns(row: object, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)
