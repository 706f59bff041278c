"""Take a merge back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.clocks.release import begin_hold
from feedback.actions.merging.hold_both import both_held
from feedback.actions.merging.move_wait import give_back_terms, move_wait
from feedback.events import AbsorptionUndone, MergeUndone
from feedback.models import Merge
from feedback.queries.merging.undoing import something_happened_since
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def undo_merge(*, ticket: Ticket, by: User) -> Merge:
    """Let the case that went on in another go on by itself, with the waits of both as they were.

    Possible for some minutes and while nothing else was done to either: raises Conflict.
    """
    done = Merge.objects.standing().filter(source=ticket).select_related("source", "target").first()
    if done is None:
        raise Conflict(_("This can no longer be taken back."))
    with both_held(done.source, done.target) as (source, target):
        done.refresh_from_db(fields=["undone_at"])
        if not done.may_undo(clock.now()) or something_happened_since(done):
            raise Conflict(_("This can no longer be taken back."))
        done.undone_at, done.undone_by = clock.now(), by
        done.save(update_fields=["undone_at", "undone_by"])
        _part(done, source, target, by)
    return done


def _part(done: Merge, source: Ticket, target: Ticket, by: User) -> None:
    was = done.before["source"]
    source.status, source.closed_at, source.merged_into = was["status"], None, None
    back = move_wait(ticket=source, wanted=was["wait"])
    record(MergeUndone(ticket_id=source.pk, other_id=target.pk, **back), actor_id=by.pk, subject=source.event_subject)
    until = datetime.fromisoformat(was["snoozed_until"]) if was["snoozed_until"] else None
    source.snoozed_until = until if until and until > clock.now() else None
    if was["held"]:
        begin_hold(ticket=source, by=by)
    target.status = done.before["target"]["status"]
    left = move_wait(ticket=target, wanted=done.before["target"]["wait"])
    taken = done.before["target"]["regimes"]
    give_back_terms(target=target, number=taken)
    record(
        AbsorptionUndone(ticket_id=target.pk, other_id=source.pk, regimes=taken, **left),
        actor_id=by.pk,
        subject=target.event_subject,
    )
