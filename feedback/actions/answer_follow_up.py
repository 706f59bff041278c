"""Say how it went."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.events import FollowUpAnswered
from feedback.models import FollowUp
from feedback.models.follow_up import HIGHEST, LOWEST, MAX_COMMENT
from feedback.rules.texts import clean
from feedback_site.kit import clock
from feedback_site.kit.problems import Gone, Invalid
from notifications.event_log import record


@transaction.atomic
def answer_follow_up(*, follow_up: FollowUp, score: int, comment: str = "") -> FollowUp:
    """Keep the answer; it may be changed until the link expires, and the first answer dates it.

    Raises Invalid, and Gone after the link's time.
    """
    text = clean(comment)
    _check(score, text)
    rows = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("ticket")
    row = rows.get(pk=follow_up.pk)
    now = max(clock.now(), row.created_at)
    if not row.is_open(now):
        raise Gone(_("The time for this question is over. Thank you all the same."))
    if (row.score, row.comment) == (score, text):
        return row
    previous, row.score, row.comment = row.score, score, text
    row.answered_at = row.answered_at or now
    row.save(update_fields=["score", "comment", "answered_at"])
    event = FollowUpAnswered(ticket_id=row.ticket_id, follow_up_id=row.pk, score=score, previous_score=previous)
    record(event, subject=row.ticket.event_subject)
    return row


def _check(score: int, comment: str) -> None:
    if not LOWEST <= score <= HIGHEST:
        raise Invalid(errors={"score": [_("Choose one of the five answers.")]})
    if len(comment) > MAX_COMMENT:
        told = _("Please keep it under %(most)s characters.") % {"most": MAX_COMMENT}
        raise Invalid(errors={"comment": [told]})
