"""Holds a ticket's stored clocks beside those that its events alone give."""

from feedback.models import TicketClock
from feedback.queries.clocks.history import stored_history
from feedback.queries.clocks.proof import SAME, proof
from feedback.queries.clocks.replayed import replayed_history
from feedback.rules.clocks import RULES
from feedback.rules.clocks.reckon import reckon

PROMISE = ("target_minutes", "due_at", "warn_at", "late_at", "policy_version_id")
SUMS = ("requester", "requester_business", "agent", "agent_business")


def stored_clocks(ticket):
    """All that is stored, as plain values."""
    row = TicketClock.objects.get(ticket=ticket)
    waits = ticket.waits.order_by("number")
    return {
        "waits": [
            {**{name: getattr(w, name) for name in PROMISE}, "business": w.business, "rules": w.rules} for w in waits
        ],
        "resolutions": list(ticket.resolutions.order_by("number").values_list("elapsed", "business", "rules")),
        "sums": {name: getattr(row, name) for name in SUMS},
        "resolution": {name: getattr(row, name) for name in PROMISE} | {"rules": row.rules},
        "due": (ticket.due_at, ticket.warn_at),
    }


def promise(found):
    """A deadline as the columns in which it is stored."""
    values = (found.minutes, found.due_at, found.warn_at, found.late_at, found.policy_version)
    return dict(zip(PROMISE, values, strict=True))


def replayed_clocks(ticket):
    """The same, from the event log."""
    clocks = reckon(replayed_history(ticket))
    return {
        "waits": [{**promise(w.deadline), "business": w.business, "rules": RULES} for w in clocks.waits],
        "resolutions": [(r.elapsed, r.business, RULES) for r in clocks.resolutions],
        "sums": {name: getattr(clocks, name) for name in SUMS},
        "resolution": promise(clocks.resolution) | {"rules": RULES},
        "due": (clocks.due_at, clocks.warn_at),
    }


def assert_replays(ticket):
    """Rows and events tell the same history, and it gives the stored clocks, bit for bit."""
    ticket.refresh_from_db()
    assert stored_history(ticket) == replayed_history(ticket)
    stored, replayed = stored_clocks(ticket), replayed_clocks(ticket)
    assert stored == replayed, f"stored {stored}, replayed {replayed}"
    assert proof(ticket) == SAME
