"""Link two cases, and take the link away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.merging.hold_both import both_held
from feedback.events import TicketLinked, TicketUnlinked
from feedback.models import TicketLink
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket

MOST = 50


def link(*, ticket: Ticket, other: Ticket, by: User) -> TicketLink:
    """Link the two, once, finished or not; neither reporter learns of it. Raises Invalid and Conflict."""
    if ticket.pk == other.pk:
        raise Invalid(errors={"other": [_("Choose another case than this one.")]})
    with both_held(ticket, other) as (one, two):
        if found := TicketLink.objects.between(one, two).first():
            return found
        if any(TicketLink.objects.of(row).count() >= MOST for row in (one, two)):
            raise Conflict(_("A case has %(most)s links at most.") % {"most": MOST})
        first, second = sorted((one, two), key=lambda row: row.pk)
        made = TicketLink.objects.create(first=first, second=second, by=by, at=clock.now())
        for row, far in ((one, two), (two, one)):
            event = TicketLinked(ticket_id=row.pk, other_id=far.pk)
            record(event, actor_id=by.pk, subject=row.event_subject)
    return made


def unlink(*, ticket: Ticket, other: Ticket, by: User) -> None:
    """Take the link away; without one nothing changes."""
    if ticket.pk == other.pk:
        return
    with both_held(ticket, other) as (one, two):
        gone, _each = TicketLink.objects.between(one, two).delete()
        for row, far in ((one, two), (two, one)) if gone else ():
            event = TicketUnlinked(ticket_id=row.pk, other_id=far.pk)
            record(event, actor_id=by.pk, subject=row.event_subject)
