"""Bring the stored clocks of a ticket up to what has just happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.clocks.follow_policies import follow_policies
from feedback.models import TicketClock
from feedback.queries.clocks.history import stored_history
from feedback.queries.clocks.policies import last_rules_change
from feedback.queries.clocks.proof import PROMISE, promise
from feedback.rules.clocks import RULES
from feedback.rules.clocks.marks import marks_ahead
from feedback.rules.clocks.reckon import reckon

if TYPE_CHECKING:
    from feedback.models import Ticket, Wait
    from feedback.rules.clocks.deadline import Deadline
    from feedback.rules.clocks.reckon import Clocks, WaitClock

KEPT = ["due_at", "warn_at", "look_at", "rules_seen"]

Standing = tuple[object, ...]


def standing(ticket: Ticket) -> Standing:
    """Return what the clocks follow from, as far as the ticket itself shows it."""
    return (ticket.status, ticket.wait_started_at, ticket.resolved_at, ticket.closed_at, ticket.held_at)


def keep_clocks(*, ticket: Ticket, before: Standing | None = None) -> None:
    """Compute the clocks of a locked ticket and store them; the caller saves the ticket with `KEPT`.

    A finished ticket stays under the terms that it ended with. With `before`, nothing is done where
    neither the ticket's standing nor the policies' answer changed.
    """
    is_moved = not ticket.is_finished and follow_policies(ticket=ticket)
    if before is not None and before == standing(ticket) and not is_moved:
        return
    waits = list(ticket.waits.order_by("number"))
    history = stored_history(ticket, waits)
    clocks = reckon(history)
    for wait, found in zip(waits, clocks.waits, strict=True):
        _store_wait(wait, found)
    _store_resolutions(ticket, clocks)
    _store_sums(ticket, clocks)
    told = ticket.marks.values_list("target", "number", "level") if clocks.due_at else ()
    ahead = marks_ahead(history, clocks, set(told))
    ticket.due_at, ticket.warn_at = clocks.due_at, clocks.warn_at
    ticket.look_at = ahead[0].at if ahead else None
    if is_moved or before is None:
        ticket.rules_seen = last_rules_change()


def _promise(found: Deadline) -> dict[str, object]:
    return dict(zip(PROMISE, promise(found), strict=True))


def _store_wait(wait: Wait, found: WaitClock) -> None:
    wanted = _promise(found.deadline) | {"business": found.business, "rules": RULES}
    if any(getattr(wait, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(wait, name, value)
        wait.save(update_fields=list(wanted))


def _store_resolutions(ticket: Ticket, clocks: Clocks) -> None:
    for row, found in zip(ticket.resolutions.order_by("number"), clocks.resolutions, strict=True):
        wanted = (found.elapsed, found.business, RULES)
        if (row.elapsed, row.business, row.rules) != wanted:
            row.elapsed, row.business, row.rules = wanted
            row.save(update_fields=["elapsed", "business", "rules"])


def _store_sums(ticket: Ticket, clocks: Clocks) -> None:
    sums = ("requester", "requester_business", "agent", "agent_business")
    values = {name: getattr(clocks, name) for name in sums} | _promise(clocks.resolution) | {"rules": RULES}
    TicketClock.objects.bulk_create(
        [TicketClock(ticket=ticket, **values)],
        update_conflicts=True,
        unique_fields=["ticket"],
        update_fields=[name.removesuffix("_id") for name in values],
    )
