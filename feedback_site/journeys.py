"""The one place where asking meets hearing: a low score that asks for an answer becomes a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.open_ticket import open_ticket
from feedback.rules.names import Channel
from feedback.rules.origin import Answer, Origin, Reporter
from feedback_site.kit import clock
from notifications.event_log import reader
from surveys.events import ResponseCompleted
from surveys.queries.contact_wishes import contact_wishes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from notifications.event_log import Recorded
    from surveys.queries.contact_wishes import ContactWish

LARGEST_SCORE = 32_767  # what a ticket holds; a survey that asks for a number may hold more


@reader("journeys.open_tickets", on=(ResponseCompleted,))
def open_tickets(batch: Sequence[Recorded]) -> None:
    """Open a ticket for each low score with a comment and consent; a replay opens none twice.

    The wait began when the person spoke, not when this reader came by.
    """
    spoken = {recorded.event.response_id: recorded.at for recorded in batch}
    for wish in contact_wishes(list(spoken)):
        _open(wish, spoken[wish.response_id])


def _open(wish: ContactWish, at: datetime) -> None:
    with clock.at(at):
        open_ticket(
            channel=Channel.SURVEY,
            body=wish.comment,
            language=wish.language,
            reporter=Reporter(name=wish.name, email=wish.email),
            origin=Origin(
                survey=wish.survey_title,
                score=round(max(-LARGEST_SCORE, min(wish.score, LARGEST_SCORE))),
                answers=tuple(Answer(**answer) for answer in wish.answers),
            ),
            origin_key=f"response:{wish.response_id}",
        )
