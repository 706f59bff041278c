"""Keep what somebody has written so far, and forget it once it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback.actions.add_message import sent_before
from feedback.actions.check_body import checked_body
from feedback.models import Draft, Ticket
from feedback.models.draft import MOST
from feedback.rules.texts import clean, is_blank
from feedback_site.kit import clock

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from feedback.rules.names import Kind


@transaction.atomic
def keep_draft(*, ticket: Ticket, user: User, kind: Kind, body: str, submission_id: UUID | None = None) -> Draft | None:
    """Keep the text, or forget it when nothing is left; raises Invalid when it is too long.

    The ticket's row is held, so that a text still under way when its form is sent does not come back as a draft.
    """
    if is_blank(clean(body)):
        drop_draft(ticket=ticket, user=user, kind=kind)
        return None
    text = checked_body(body)
    row = Ticket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)
    if sent_before(row, submission_id):
        return None
    mine = Draft.objects.of(user)
    found, is_new = mine.update_or_create(
        ticket=row, user=user, kind=kind.value, defaults={"body": text, "changed_at": clock.now()}
    )
    if is_new:
        mine.filter(pk__in=list(mine.order_by("-changed_at", "-id").values_list("pk", flat=True)[MOST:])).delete()
    return found


def drop_draft(*, ticket: Ticket, user: User, kind: Kind) -> None:
    """Forget it; none is no mistake."""
    Draft.objects.filter(ticket=ticket, user=user, kind=kind.value).delete()
