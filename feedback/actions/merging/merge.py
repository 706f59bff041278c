"""Let one case go on in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from feedback.actions.clocks.release import release
from feedback.actions.hold_ticket import make_move
from feedback.actions.merging.hold_both import both_held
from feedback.actions.merging.move_wait import move_wait, open_wait, take_terms
from feedback.events import TicketAbsorbed, TicketMerged
from feedback.models import Merge
from feedback.rules.lifecycle import Move, move
from feedback.rules.names import Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.actions.merging.move_wait import OpenWait
    from feedback.models import Ticket


def merge(*, source: Ticket, target: Ticket, by: User) -> Merge:
    """Close the source and let it go on in the target, which takes its open wait with the earlier start.

    No message moves, so that no reporter reads another's words. The same wish twice is one merge.
    Raises Invalid for a ticket with itself, and Conflict where one is finished or has taken in others.
    """
    if source.pk == target.pk:
        raise Invalid(errors={"target": [_("Choose another case than this one.")]})
    with both_held(source, target) as (gone, kept):
        if gone.merged_into_id == kept.pk:
            return gone.merges.standing().get()
        refuse_misfits(gone, kept)
        done = Merge.objects.create(
            source=gone,
            target=kept,
            by=by,
            at=clock.now(),
            last_message_id=kept.messages.order_by("-id").values_list("id", flat=True).first() or 0,
            before=_before(gone, kept),
        )
        done.before["target"]["regimes"] = _move(gone, kept, by)
        done.save(update_fields=["before"])
    return done


def refuse_misfits(source: Ticket, target: Ticket) -> None:
    """Raise Conflict where the two cannot be merged."""
    if source.is_finished or target.is_finished:
        raise Conflict(_("One of the two is finished. Only cases that somebody works on can be merged."))
    if source.merged.exists():
        raise Conflict(_("Other cases go on in this one. Merge the other way round."))


def earlier(one: OpenWait | None, other: OpenWait | None) -> OpenWait | None:
    """Return the wait that is older, of those that there are."""
    there = [wait for wait in (one, other) if wait]
    return min(there, key=lambda wait: (wait["started_at"], wait["message_id"]), default=None)


def _before(source: Ticket, target: Ticket) -> dict[str, dict[str, Any]]:
    return {
        "source": {
            "status": source.status,
            "wait": open_wait(source),
            "snoozed_until": source.snoozed_until.isoformat() if source.snoozed_until else None,
            "held": source.held_at is not None,
        },
        "target": {"status": target.status, "wait": open_wait(target)},
    }


def _move(source: Ticket, target: Ticket, by: User) -> int:
    """Move what moves; return how many terms the target took over."""
    theirs, ours = open_wait(source), open_wait(target)
    wait = earlier(theirs, ours)
    source.status = move(Status(source.status), Move.MERGE)
    source.closed_at, source.merged_into = clock.now(), target
    left = move_wait(ticket=source, wanted=None)
    release(ticket=source, by=by)
    record(TicketMerged(ticket_id=source.pk, other_id=target.pk, **left), actor_id=by.pk, subject=source.event_subject)
    came = move_wait(ticket=target, wanted=wait)
    if wait and target.status == Status.WAITING:
        make_move(target, Move.CUSTOMER_WRITES)
    terms = take_terms(source=source, target=target) if wait is not ours else []
    record(
        TicketAbsorbed(ticket_id=target.pk, other_id=source.pk, regimes=terms, **came),
        actor_id=by.pk,
        subject=target.event_subject,
    )
    return len(terms)
