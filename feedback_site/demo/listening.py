"""What people do about what the readers have brought: they rate answers, and the desk takes tickets of surveys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from feedback.actions.answer_follow_up import answer_follow_up
from feedback.models import FollowUp, Ticket
from feedback.rules.names import Channel
from feedback_site.demo.rhythm import wait
from feedback_site.demo.texts import remarks, story_of
from feedback_site.kit import clock

if TYPE_CHECKING:
    from random import Random

    from feedback_site.demo.cases import Cases
    from feedback_site.demo.timeline import Timeline

RATED, RATED_UNASKED = 0.62, 0.15
SCORES, SCORE_WEIGHTS = (1, 2, 3, 4, 5), (1, 2, 3, 6, 7)
WORSE_AT_FIRST = 0.5


class Listening:
    """Looks after each reading for what is new."""

    def __init__(self, rng: Random, timeline: Timeline, cases: Cases) -> None:
        self._rng = rng
        self._timeline = timeline
        self._cases = cases
        self._stories = {remark.text: story_of(remark) for remark in remarks() if remark.reply}
        self._follow_up_id = self._ticket_id = 0
        timeline.after_reading += [self._rate, self._answer]

    def _rate(self) -> None:
        new = FollowUp.objects.filter(pk__gt=self._follow_up_id).select_related("ticket__contact").order_by("pk")
        for follow_up in new:
            self._follow_up_id = follow_up.pk
            contact = follow_up.ticket.contact
            chance = RATED if contact and contact.email else RATED_UNASKED
            if self._rng.random() < chance:
                score, comment = self._rating(follow_up.ticket_id)
                step = partial(answer_follow_up, follow_up=follow_up, score=score, comment=comment)
                self._timeline.plan(clock.now() + wait(self._rng, 11), step)

    def _rating(self, ticket_id: int) -> tuple[int, str]:
        story = self._cases.stories[ticket_id]
        if self._rng.random() < WORSE_AT_FIRST * (1 - self._timeline.progress):
            return self._rng.choice((1, 2, 3)), ""
        return story.score or self._rng.choices(SCORES, SCORE_WEIGHTS)[0], story.comment

    def _answer(self) -> None:
        new = Ticket.objects.filter(pk__gt=self._ticket_id, channel=Channel.SURVEY).order_by("pk")
        for ticket in new:
            self._ticket_id = ticket.pk
            body = ticket.messages.earliest("pk").body
            self._cases.answer(ticket, next(story for text, story in self._stories.items() if text in body))
