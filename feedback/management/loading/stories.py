"""The lives of made-up tickets, told to the database as the actions would."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from feedback.events import CustomerWrote, FollowUpSent, TicketAssigned, TicketClosed, TicketOpened, TicketReplied
from feedback.events import TicketResolved as Resolved
from feedback.management.loading.ledger import Ledger
from feedback.management.loading.texts import RARE_TICKETS, Saying, Voices, saying
from feedback.rules.names import Channel, Kind, Outcome, Reason, Status

if TYPE_CHECKING:
    from feedback_site.kit.events import Event

SPAN = timedelta(days=900)
MOST_MESSAGES = 60
RECENT = 0.04  # the share of tickets, the newest, among which most are unfinished
CHANNELS = [Channel.FORM, Channel.FORM, Channel.FORM, Channel.EMAIL, Channel.EMAIL, Channel.API, Channel.SURVEY]
LINK_DAYS = timedelta(days=30)


@dataclass
class Life:
    """A ticket while its story is told."""

    pk: int
    language: str
    at: datetime
    began: datetime
    agent: int
    contact: int | None
    channel: Channel
    terms: set[int] = field(default_factory=set)
    subject: str = ""
    status: Status = Status.NEW
    assignee: int | None = None
    waits: int = 0
    waiting_since: datetime | None = None
    wait_message: int = 0
    spoken_at: datetime | None = None
    resolved_by: int | None = None
    reason: Reason | None = None


class Stories:
    """Tells one ticket after the other, evenly over the last years, with so many messages in all."""

    def __init__(self, *, tickets: int, messages: int, seed: int, now: datetime, agents: list[int]) -> None:
        self._tickets, self._messages, self._now, self._agents = tickets, messages, now, agents
        self._rng = Random(seed)  # noqa: S311 -- made-up people need no secrets
        self._voices = Voices(self._rng)
        self.ledger = Ledger(contacts=max(tickets // 5, 1), voices=self._voices, now=now)

    def tell(self, number: int) -> None:
        """Write one ticket's life."""
        rng = self._rng
        language = "zh-hans" if rng.random() < 0.6 else "en"
        began = self._now - SPAN + SPAN * ((number + 1) / (self._tickets + 1))
        contact = rng.randrange(self.ledger.contacts) + 1 if rng.random() < 0.9 else None
        life = Life(number + 1, language, began, began, rng.choice(self._agents), contact, rng.choice(CHANNELS))
        end = self._end(number)
        left = self._length(number, end)
        self._open(life, number)
        for _turn in range(left):
            self._turn(life)
        if end is not None:
            self._finish(life, end)
        self.ledger.close(life)

    def _end(self, number: int) -> Status | None:
        """Return how it stands at last; the last one stands as its messages leave it, and makes the sum right."""
        draw = self._rng.random()
        if number + 1 == self._tickets:
            return None
        if number < self._tickets * (1 - RECENT):
            return Status.RESOLVED if draw < 0.95 else Status.CLOSED if draw < 0.995 else Status.WAITING
        return (
            Status.NEW
            if draw < 0.4
            else Status.OPEN
            if draw < 0.6
            else Status.WAITING
            if draw < 0.8
            else Status.RESOLVED
        )

    def _length(self, number: int, end: Status | None) -> int:
        """Return how many messages follow the first; what some leave over goes to the next ones."""
        room = self._messages * (number + 1) // self._tickets - self.ledger.messages - 1
        if end is None:
            return room
        if end == Status.NEW:
            return 0
        return max(0, min(round(room * self._rng.uniform(0.4, 1.6)), MOST_MESSAGES))

    def _open(self, life: Life, number: int) -> None:
        words = [self._voices.complaint(life.language), *self._special(life.language, number)]
        if self._rng.random() < 0.5:
            words.append(saying(f"#{self._rng.randrange(10**9, 10**10)}"))
        text = "\n".join(one.text for one in words)
        life.subject = words[0].text[:80]
        message = self._say(life, Kind.CUSTOMER, text, words)
        self._wait(life, message)
        self._log(
            life,
            TicketOpened(
                ticket_id=life.pk, message_id=message, channel=life.channel.value, by_staff=False, follows_id=None
            ),
        )

    def _special(self, language: str, number: int) -> list[Saying]:
        found, special = [], self._voices.special[language]
        if self._rng.random() < 0.3:
            found.append(special["frequent"])
        if self._rng.random() < 1 / 30:
            found.append(special["usual"])
        if number % max(self._tickets // RARE_TICKETS, 1) == 0:
            found += [one["rare"] for one in self._voices.special.values()]
        if number < self._tickets / 3 and self._rng.random() < 0.3:
            found.append(special["once"])
        return found

    def _turn(self, life: Life) -> None:
        """Staff answer who waits; else the customer says more."""
        life.at = min(life.at + timedelta(minutes=self._rng.randrange(20, 2_000)), self._now)
        if life.waiting_since is None:
            words = self._voices.complaint(life.language)
            message = self._say(life, Kind.CUSTOMER, words.text, [words])
            life.status = Status.OPEN
            self._wait(life, message)
            self._log(life, CustomerWrote(ticket_id=life.pk, message_id=message))
            return
        words = self._voices.answer(life.language)
        message = self._say(life, Kind.REPLY, words.text, [words])
        self.ledger.end_wait(life, Outcome.ANSWERED, message=message)
        life.status = Status.WAITING
        if life.assignee is None:
            self._assign(life)
        self._log(life, TicketReplied(ticket_id=life.pk, message_id=message), actor=life.agent)

    def _finish(self, life: Life, end: Status) -> None:
        life.at = min(life.at + timedelta(minutes=5), self._now)
        if end == Status.OPEN and life.assignee is None:
            self._assign(life)
            life.status = Status.OPEN
        elif end == Status.CLOSED and life.status != Status.CLOSED:
            life.reason = self._rng.choice(list(Reason))
            waited = life.waiting_since is not None
            if waited:
                self.ledger.end_wait(life, Outcome.CLOSED)
            life.status = Status.CLOSED
            first = life.channel.value if waited and life.waits == 1 else None
            event = TicketClosed(ticket_id=life.pk, reason=life.reason.value, ended_wait=waited, first_channel=first)
            self._log(life, event, actor=life.agent)
        elif end in (Status.RESOLVED, Status.WAITING) and life.waiting_since is not None:
            self._turn(life)
        if end == Status.RESOLVED:
            life.status, life.resolved_by = Status.RESOLVED, life.agent
            self._log(life, Resolved(ticket_id=life.pk), actor=life.agent)
            follow_up = self.ledger.ask(life, expires_at=life.at + LINK_DAYS)
            self._log(life, FollowUpSent(ticket_id=life.pk, follow_up_id=follow_up))

    def _assign(self, life: Life) -> None:
        life.assignee = life.agent
        event = TicketAssigned(ticket_id=life.pk, assignee_id=life.agent, previous_id=None)
        self._log(life, event, actor=life.agent)

    def _wait(self, life: Life, message: int) -> None:
        life.waiting_since, life.wait_message = life.at, message
        life.waits += 1

    def _say(self, life: Life, kind: Kind, text: str, words: list[Saying]) -> int:
        for one in words:
            life.terms |= one.terms
        return self.ledger.say(life, kind, text)

    def _log(self, life: Life, event: Event, *, actor: int | None = None) -> None:
        self.ledger.log(life, event, actor)
