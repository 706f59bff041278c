"""What people do about what the readers have brought: they rate answers, and the desk takes tickets of surveys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from feedback.actions.answer_follow_up import answer_follow_up
from feedback.events import FollowUpSent, TicketOpened
from feedback.models import FollowUp, Message
from feedback.rules.names import Channel
from feedback_site.demo.rhythm import wait
from feedback_site.demo.texts import remarks, story_of
from feedback_site.kit import clock
from feedback_site.kit.events import event_from

if TYPE_CHECKING:
    from random import Random

    from feedback_site.demo.cases import Cases
    from feedback_site.demo.timeline import Timeline
    from notifications.models import LoggedEvent

RATED, RATED_UNASKED = 0.62, 0.15
SCORES, SCORE_WEIGHTS = (1, 2, 3, 4, 5), (1, 2, 3, 6, 7)
WORSE_AT_FIRST = 0.5


class Listening:
    """Hears of what is new in the log."""

    def __init__(self, rng: Random, timeline: Timeline, cases: Cases) -> None:
        self._rng = rng
        self._timeline = timeline
        self._cases = cases
        self._stories = {remark.text: story_of(remark) for remark in remarks() if remark.reply}
        self.left_waiting: set[str] = set()
        timeline.listeners.append(self._hear)

    def _hear(self, line: LoggedEvent) -> None:
        match event_from(line.name, line.payload):
            case FollowUpSent(follow_up_id=follow_up_id):
                self._rate(FollowUp.objects.select_related("ticket__contact").get(pk=follow_up_id))
            case TicketOpened(channel=Channel.SURVEY, message_id=message_id):
                message = Message.objects.select_related("ticket").get(pk=message_id)
                if message.body not in self.left_waiting:
                    self._cases.answer(message.ticket, self._stories[message.body])

    def _rate(self, follow_up: FollowUp) -> None:
        contact = follow_up.ticket.contact
        if self._rng.random() < (RATED if contact and contact.email else RATED_UNASKED):
            score, comment = self._rating(follow_up.ticket_id)
            step = partial(answer_follow_up, follow_up=follow_up, score=score, comment=comment)
            self._timeline.plan(clock.now() + wait(self._rng, 11), step, is_urgent=False)

    def _rating(self, ticket_id: int) -> tuple[int, str]:
        story = self._cases.stories[ticket_id]
        if self._rng.random() < WORSE_AT_FIRST * (1 - self._timeline.progress):
            return self._rng.choice((1, 2, 3)), ""
        return story.score or self._rng.choices(SCORES, SCORE_WEIGHTS)[0], story.comment
