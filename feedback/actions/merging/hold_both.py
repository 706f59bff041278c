"""Hold two tickets while something is done to both."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from feedback.actions.clocks.keep import keep_clocks, standing
from feedback.actions.hold_ticket import CHANGING, held
from feedback.models import Ticket
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def both_held(first: Ticket, second: Ticket) -> Iterator[tuple[Ticket, Ticket]]:
    """Lock both rows, the lower number first, so that nobody waits in a circle; else as `held` does with one."""
    with transaction.atomic():
        wanted = Ticket.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk")
        rows = {row.pk: row for row in wanted.select_for_update(of=("self",), no_key=True)}
        with clock.at(max(clock.now(), *(row.changed_at for row in rows.values()))):
            before = {pk: standing(row) for pk, row in rows.items()}
            yield rows[first.pk], rows[second.pk]
            for pk, row in rows.items():
                row.changed_at = clock.now()
                if row.is_finished:
                    row.snoozed_until = None
                keep_clocks(ticket=row, before=before[pk])
                row.save(update_fields=[*CHANGING, "merged_into"])


@contextmanager
def case_held(ticket: Ticket) -> Iterator[tuple[Ticket, Ticket]]:
    """Hold the ticket and the one in which it goes on, which is mostly itself."""
    into = ticket.merged_into_id
    while True:
        with both_held(ticket, Ticket(pk=into)) if into else _alone(ticket) as (row, case):
            if row.merged_into_id == into:
                yield row, case
                return
            into = row.merged_into_id  # somebody merged it, or undid that, a moment ago


@contextmanager
def _alone(ticket: Ticket) -> Iterator[tuple[Ticket, Ticket]]:
    with held(ticket) as row:
        yield row, row
