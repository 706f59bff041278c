"""Show changed calendars and policies to the tickets that have not seen them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback.actions.clocks.keep import KEPT, keep_clocks
from feedback.models import Ticket
from feedback.queries.clocks.policies import last_rules_change
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 100
MOST = 20


def reschedule() -> int:
    """Bring open tickets under the present rules, batch by batch; return how many."""
    return sum(_batches())


def _batches() -> Iterator[int]:
    last = last_rules_change()
    for _turn in range(MOST if last else 0):
        done = _batch(last)
        yield done
        if done < BATCH:
            return


@transaction.atomic
def _batch(last: int) -> int:
    """Take tickets that nobody holds just now; those held are met by whoever holds them, or next time."""
    rows = Ticket.objects.unfinished().filter(rules_seen__lt=last).order_by("rules_seen", "id")
    tickets = list(rows.select_for_update(of=("self",), no_key=True, skip_locked=True)[:BATCH])
    for ticket in tickets:
        with clock.at(max(clock.now(), ticket.changed_at)):
            ticket.changed_at = clock.now()
            keep_clocks(ticket=ticket)
            ticket.save(update_fields=[*KEPT, "changed_at"])
    return len(tickets)
