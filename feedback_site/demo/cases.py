"""The lives of cases: asked, taken, noted, answered, thanked for, resolved, reopened, closed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from feedback.actions.assign import assign, take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.open_ticket import open_ticket
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.rules.names import Channel, Reason
from feedback_site.demo.rhythm import at_the_desk, wait
from feedback_site.kit import clock

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from accounts.models import User
    from feedback.models import Ticket
    from feedback_site.demo.customers import Customers
    from feedback_site.demo.desk import Desk
    from feedback_site.demo.texts import Story
    from feedback_site.demo.timeline import Step, Timeline

FIRST_WEEK, LAST_WEEK = 3.3, 1.3  # hours to an answer in the middle, before nights and weekends
SPREAD = 1.35
TIDY = timedelta(hours=3)  # what begins later than this before now would stay unanswered
TAKEN, ASSIGNED, PASSED_ON = 0.40, 0.52, 0.60
LEFT_OPEN, REOPENED = 0.08, 0.04


class Cases:
    """Tells stories as cases; each step plans the next ones."""

    def __init__(self, rng: Random, timeline: Timeline, desk: Desk, customers: Customers) -> None:
        self._rng = rng
        self._timeline = timeline
        self._desk = desk
        self._customers = customers
        self.stories: dict[int, Story] = {}

    # ------------------------------------------------------------ beginnings
    def hear(self, story: Story) -> Ticket:
        """Somebody writes through the public form."""
        ticket = open_ticket(
            channel=Channel.FORM,
            body=story.message,
            language=story.language,
            reporter=self._customers.reporter(story.language),
        )
        self.stories[ticket.pk] = story
        return ticket

    def hear_and_answer(self, story: Story) -> None:
        """The whole of a case."""
        self.answer(self.hear(story), story)

    def hear_only(self, story: Story, *, taken: bool) -> None:
        """A case that waits for its answer to this day."""
        ticket = self.hear(story)
        if taken:
            agent = self._desk.agent(story.language)
            self._plan_quietly(self._between(self._timeline.now, 0.3), partial(take, ticket=ticket, by=agent))

    def hear_twice(self, story: Story, again_at: datetime) -> None:
        """A case that was answered, and whose customer waits anew."""
        ticket, agent = self.hear(story), self._desk.agent(story.language)
        self._plan(self._reply_time(), partial(reply, ticket=ticket, author=agent, body=story.replies[0]))
        self._plan(again_at, partial(write_as_customer, ticket=ticket, body=story.more))

    def hear_and_close(self, story: Story, reason: Reason) -> None:
        """A case that nobody answers, for a reason."""
        ticket, agent = self.hear(story), self._desk.agent(story.language)
        at = self._reply_time()
        self._plan_quietly(at, partial(write_note, ticket=ticket, author=agent, body=story.note))
        self._plan(at, partial(close_ticket, ticket=ticket, by=agent, reason=reason))

    # ------------------------------------------------------------ middles
    def answer(self, ticket: Ticket, story: Story) -> None:
        """Plan all that the desk and the customer do after the first message."""
        self.stories[ticket.pk] = story
        agent, at = self._desk.agent(story.language), self._reply_time()
        self._hand_around(ticket, story, agent, at)
        if story.note:
            self._plan_quietly(
                self._between(at, 0.8), partial(write_note, ticket=ticket, author=agent, body=story.note)
            )
        self._plan(at, partial(self._reply, ticket, story, agent, story.replies[0], then_more=True))

    def _hand_around(self, ticket: Ticket, story: Story, agent: User, at: datetime) -> None:
        chance = self._rng.random()
        if chance < TAKEN:
            self._plan_quietly(self._between(at, 0.9), partial(take, ticket=ticket, by=agent))
        elif chance < ASSIGNED:
            manager = self._rng.choice(self._desk.managers)
            self._plan_quietly(self._between(at, 0.4), partial(assign, ticket=ticket, assignee=agent, by=manager))
        elif chance < PASSED_ON:
            other = self._desk.colleague(agent, story.language)
            note = self._desk.handover(story.language, agent)
            self._plan_quietly(self._between(at, 0.3), partial(take, ticket=ticket, by=other))
            self._plan_quietly(self._between(at, 0.5), partial(write_note, ticket=ticket, author=other, body=note))
            self._plan_quietly(self._between(at, 0.5), partial(assign, ticket=ticket, assignee=agent, by=other))

    def _reply(self, ticket: Ticket, story: Story, agent: User, body: str, *, then_more: bool) -> None:
        reply(ticket=ticket, author=agent, body=body)
        more_at = clock.now() + wait(self._rng, 9)
        if then_more and story.more:
            if more_at < self._timeline.now - TIDY:
                self._plan(more_at, partial(self._write_more, ticket, story, agent))
        elif self._rng.random() > LEFT_OPEN:
            at = at_the_desk(clock.now() + wait(self._rng, 20), self._rng)
            self._plan(at, partial(self._resolve, ticket, story, agent))

    def _write_more(self, ticket: Ticket, story: Story, agent: User) -> None:
        write_as_customer(ticket=ticket, body=story.more)
        body = story.replies[1] if len(story.replies) > 1 else self._desk.closing(story.language)
        self._plan(self._reply_time(), partial(self._reply, ticket, story, agent, body, then_more=False))

    # ------------------------------------------------------------ ends
    def _resolve(self, ticket: Ticket, story: Story, agent: User) -> None:
        resolve(ticket=ticket, by=agent)
        returns = story.reopening
        if returns is None and self._rng.random() < REOPENED:
            returns = self._desk.reopening(story.language)
        at = clock.now() + wait(self._rng, 60, 0.5)
        if returns and at < self._timeline.now - TIDY:
            self._plan(at, partial(self._come_back, ticket, agent, *returns))

    def _come_back(self, ticket: Ticket, agent: User, message: str, answer: str) -> None:
        write_as_customer(ticket=ticket, body=message)
        self._plan(self._reply_time(), partial(reply, ticket=ticket, author=agent, body=answer, then_resolve=True))

    # ------------------------------------------------------------ moments
    def _plan(self, moment: datetime, step: Step) -> None:
        """Plan what the customer hears of."""
        self._timeline.plan(moment, step)

    def _plan_quietly(self, moment: datetime, step: Step) -> None:
        """Plan what stays inside the house."""
        self._timeline.plan(moment, step, is_urgent=False)

    def _reply_time(self) -> datetime:
        """When the desk comes to it: sooner each week, and always before now."""
        now, end = clock.now(), self._timeline.now
        median = FIRST_WEEK + (LAST_WEEK - FIRST_WEEK) * self._timeline.progress
        at = at_the_desk(now + wait(self._rng, median, SPREAD), self._rng)
        return at if at < end else now + (end - now) * self._rng.uniform(0.2, 0.7)

    def _between(self, at: datetime, share: float) -> datetime:
        now = clock.now()
        return now + (at - now) * share
