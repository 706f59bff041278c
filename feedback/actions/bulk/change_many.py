"""Begin a change of many tickets, go on with it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.actions.bulk import deeds
from feedback.events import BulkBegun, BulkUndone
from feedback.models import BulkChange, BulkItem
from feedback.queries.bulk.deed import read_deed
from feedback.rules.bulk import AT_ONCE, BATCH, FINAL, MOST, Outcome, State, Verb
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid, Problem
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from feedback.models import Ticket
    from feedback.queries.bulk.deed import Deed

TAGS = (Verb.TAG, Verb.UNTAG)
TASK = "feedback.tasks.work_on_bulk"


def change_many(*, deed: Deed, tickets: Sequence[Ticket], by: User) -> BulkChange:
    """Begin: a few are done at once, many by a worker. Raises Invalid over the bound."""
    if not 0 < len(tickets) <= MOST:
        raise Invalid(errors={"ref": [_("Choose between one and %(most)s cases.") % {"most": MOST}]})
    with transaction.atomic():
        change = BulkChange.objects.create(by=by, wish=deed.wish, created_at=clock.now())
        BulkItem.objects.bulk_create(BulkItem(change=change, ticket=ticket) for ticket in tickets)
        event = BulkBegun(change_id=change.pk, wish=deed.wish, tickets=len(tickets))
        record(event, actor_id=by.pk, subject=f"bulk:{change.pk}")
        if len(tickets) > AT_ONCE:
            wake_on_commit(TASK)
    return _finish(change) if len(tickets) <= AT_ONCE else change


def undo_change(*, change: BulkChange, by: User) -> BulkChange:
    """Bring back what can be, within some minutes and by whoever did it; raises Conflict."""
    with transaction.atomic():
        row = BulkChange.objects.select_for_update(no_key=True).get(pk=change.pk)
        deed = read_deed(row.wish, by)
        if row.by_id != by.pk or not row.may_undo(clock.now()) or deed.verb in FINAL:
            raise Conflict(_("This can no longer be taken back."))
        row.state = State.UNDOING
        row.save(update_fields=["state"])
        record(BulkUndone(change_id=row.pk), actor_id=by.pk, subject=f"bulk:{row.pk}")
        done = row.items.filter(outcome=Outcome.DONE).count()
        if done > AT_ONCE:
            wake_on_commit(TASK)
    return _finish(row) if done <= AT_ONCE else row


def work_on_bulk() -> int:
    """Go on with what is at work; return how many tickets were looked at."""
    return sum(_work(pk) for pk in BulkChange.objects.at_work().order_by("pk").values_list("pk", flat=True))


def _finish(change: BulkChange) -> BulkChange:
    _work(change.pk)
    change.refresh_from_db()
    return change


def _work(pk: int) -> int:
    total = 0
    while done := _batch(pk):
        total += done
    return total


@transaction.atomic
def _batch(pk: int) -> int:
    """Take some tickets, lowest number first, in one transaction with what became of them."""
    change = BulkChange.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    row = change.select_related("by").filter(pk=pk, state__in=[State.DOING.value, State.UNDOING.value]).first()
    if row is None:
        return 0
    undoing = row.state == State.UNDOING
    left = row.items.filter(outcome=Outcome.DONE if undoing else Outcome.WAITING)
    items = list(left.select_related("ticket").order_by("ticket")[:BATCH])
    if not items:
        row.state, row.done_at = (State.UNDONE, row.done_at) if undoing else (State.DONE, clock.now())
        row.save(update_fields=["state", "done_at"])
        return 0
    step = _undo if undoing else _do
    with translation.override(row.by.language):  # what is told stands there for whoever began it
        try:
            deed = read_deed(row.wish, row.by)
        except Problem as problem:  # a person, team or permission went away meanwhile
            _refuse(items, problem, Outcome.KEPT if undoing else Outcome.SKIPPED)
        else:
            for item in items:
                step(deed, item, row.by)
    BulkItem.objects.bulk_update(items, ["outcome", "reason", "before"])
    return len(items)


def _do(deed: Deed, item: BulkItem, by: User) -> None:
    kept = deeds.before(deed, item.ticket)
    tags = item.ticket.taggings.values_list("tag__name", flat=True) if deed.verb in TAGS else ()
    outcome, reason = deed.outcome(item.ticket, frozenset(name.lower() for name in tags))
    if outcome == Outcome.DONE:
        try:
            deeds.do(deed, item.ticket, by)
        except Problem as problem:
            _refuse([item], problem, Outcome.SKIPPED)
            return
    item.outcome, item.reason, item.before = outcome, reason, kept


def _undo(deed: Deed, item: BulkItem, by: User) -> None:
    try:
        deeds.undo(deed, item.ticket, item.before, by)
        item.outcome = Outcome.UNDONE
    except Problem as problem:
        _refuse([item], problem, Outcome.KEPT)


def _refuse(items: list[BulkItem], problem: Problem, outcome: Outcome) -> None:
    told = [str(one) for errors in problem.errors.values() for one in errors]
    for item in items:
        item.outcome, item.reason = outcome, (" ".join(told) or str(problem))[:300]
