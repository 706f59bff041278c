"""Note that invited people have answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from feedback_site.kit import clock
from surveys.models import Invitation
from surveys.rules.anonymity import coarse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded

NOTE = """
UPDATE surveys_invitation AS i SET answered_at = e.at FROM unnest(%s::uuid[], %s::timestamptz[]) AS e (id, at)
WHERE i.response_id = e.id AND i.answered_at IS NULL AND i.revoked_at IS NULL
"""


def note_answers(batch: Sequence[Recorded]) -> None:
    """Note it for the responses that a batch tells of, with one statement; anonymous ones have no id."""
    known = {recorded.event.response_id: recorded.at for recorded in batch if recorded.event.response_id}
    if known:
        with connection.cursor() as cursor:
            cursor.execute(NOTE, [list(known), list(known.values())])


def note_participation(invitation_id: int) -> bool:
    """Note that somebody goes on to an anonymous survey, by the week and with no event; False when they did before."""
    open_one = Invitation.objects.waiting().filter(pk=invitation_id)
    return open_one.update(answered_at=coarse(clock.now())) == 1
