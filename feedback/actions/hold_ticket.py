"""Hold a ticket while something is done to it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.actions.clocks.keep import keep_clocks, standing
from feedback.models import Ticket
from feedback.rules.lifecycle import IllegalMoveError, Move, move
from feedback.rules.names import Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGING = [
    "status",
    "assignee",
    "team",
    "snoozed_until",
    "changed_at",
    "last_message_at",
    "wait_started_at",
    "resolved_at",
    "resolved_by",
    "closed_at",
    "close_reason",
    "priority",
    "held_at",
    "due_at",
    "warn_at",
    "look_at",
    "rules_seen",
]
REFUSALS = {
    Move.ASSIGN: _("This ticket is finished, so nobody can be put in charge of it."),
    Move.CUSTOMER_WRITES: _("This ticket is closed."),
    Move.REPLY: _("This ticket is closed, so a reply would come from nowhere."),
    Move.RESOLVE: _("Somebody still waits for an answer. Reply first, or close with a reason."),
    Move.CLOSE: _("This ticket is already finished."),
    Move.REOPEN: _("This ticket is not finished."),
}


@contextmanager
def held(ticket: Ticket) -> Iterator[Ticket]:
    """Lock the ticket's row, bring its clocks up to what was done and save it; one moment stands for all that happens.

    The moment is taken under the lock and never lies before the last change, so that two
    servers whose clocks differ cannot end a wait before it began.
    """
    with transaction.atomic():
        row = Ticket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)
        with clock.at(max(clock.now(), row.changed_at)):
            before = standing(row)
            yield row
            row.changed_at = clock.now()
            if row.is_finished:
                row.snoozed_until = None
            keep_clocks(ticket=row, before=before)
            row.save(update_fields=CHANGING)


def make_move(ticket: Ticket, wish: Move) -> None:
    """Change the status by the table of moves; raises Conflict."""
    wait_open = ticket.wait_started_at is not None
    try:
        ticket.status = move(Status(ticket.status), wish, wait_open=wait_open)
    except IllegalMoveError as error:
        raise Conflict(REFUSALS[wish]) from error
