"""Which rows each step of a story is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.management.loading.copying import Table, flush_all
from feedback.models import Contact, FollowUp, Message, SearchDocument, Ticket, Wait
from feedback.rules.names import Kind, Outcome, Status
from feedback.rules.refs import new_ref
from feedback.rules.search.terms import month_term, text_terms
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.management.loading.stories import Life
    from feedback.management.loading.texts import Voices
    from feedback_site.kit.events import Event


class Ledger:
    """Takes rows and sends them in batches."""

    def __init__(self, *, contacts: int, voices: Voices, now: datetime) -> None:
        self.contacts = contacts
        self._people: dict[int, tuple[str, str]] = {}
        self._voices, self._now = voices, now
        self._refs: set[str] = set()
        self.messages = self._follow_up = 0
        self._contact = Table(Contact, "id", "name", "email", "language", "created_at")
        self._ticket = Table(
            Ticket,
            *("id", "ref", "channel", "subject", "language", "contact_id", "status", "assignee_id"),
            *("created_at", "changed_at", "last_message_at", "wait_started_at"),
            *("resolved_at", "resolved_by_id", "closed_at", "close_reason", "origin"),
        )
        self._said = Table(Message, "id", "ticket_id", "kind", "author_id", "body", "created_at")
        self._waited = Table(
            Wait,
            *("ticket_id", "number", "started_at", "started_by_message_id", "ended_at", "outcome", "reason"),
            *("ended_by_id", "ended_by_message_id"),
        )
        self._asked = Table(FollowUp, "id", "ticket_id", "resolved_at", "created_at", "expires_at")
        self._event = Table(LoggedEvent, "name", "at", "actor_id", "subject", "payload")
        self._document = Table(SearchDocument, "ticket_id", "created_at", "terms")

    def say(self, life: Life, kind: Kind, text: str) -> int:
        """Write a message down."""
        self.messages += 1
        author = life.agent if kind == Kind.REPLY else None
        self._said.add(self.messages, life.pk, kind.value, author, text, life.at)
        life.spoken_at = life.at
        return self.messages

    def log(self, life: Life, event: Event, actor: int | None) -> None:
        """Write an event down."""
        self._event.add(event.name, life.at, actor, f"ticket:{life.pk}", vars(event))

    def end_wait(self, life: Life, outcome: Outcome, *, message: int | None = None) -> None:
        """Write an ended wait down."""
        reason = life.reason.value if outcome == Outcome.CLOSED and life.reason else None
        self._write_wait(life, life.at, outcome.value, reason, life.agent, message)
        life.waiting_since = None

    def ask(self, life: Life, *, expires_at: datetime) -> int:
        """Write a follow-up down."""
        self._follow_up += 1
        self._asked.add(self._follow_up, life.pk, life.at, life.at, expires_at)
        return self._follow_up

    def close(self, life: Life) -> None:
        """Write the ticket itself down, with the wait that lasts and with its terms."""
        if life.waiting_since is not None:
            self._write_wait(life, None, None, None, None, None)
        ref = self._free_ref()
        done, shut = life.status == Status.RESOLVED, life.status == Status.CLOSED
        self._ticket.add(
            *(
                life.pk,
                ref,
                life.channel.value,
                life.subject,
                life.language,
                life.contact,
                life.status.value,
                life.assignee,
            ),
            *(life.began, life.at, life.spoken_at, life.waiting_since),
            *(life.at if done else None, life.resolved_by, life.at if shut else None),
            *(life.reason.value if shut and life.reason else None, {"survey": "", "answers": []}),
        )
        life.terms |= text_terms("\n".join([ref, *self._person(life)])) | {month_term(life.began)}
        self._document.add(life.pk, life.began, "{" + ",".join(map(str, sorted(life.terms))) + "}")

    def flush(self) -> None:
        """Send what waits."""
        tables = (self._contact, self._ticket, self._said, self._waited, self._asked, self._event, self._document)
        flush_all(tables)

    def _person(self, life: Life) -> tuple[str, ...]:
        if life.contact is None:
            return ()
        if life.contact not in self._people:
            person = (self._voices.name(life.language), f"person{life.contact}@example.com")
            self._people[life.contact] = person
            self._contact.add(life.contact, *person, life.language, life.began)
        return self._people[life.contact]

    def _write_wait(self, life: Life, *end: object) -> None:
        self._waited.add(life.pk, life.waits, life.waiting_since, life.wait_message, *end)

    def _free_ref(self) -> str:
        while (ref := new_ref()) in self._refs:
            continue
        self._refs.add(ref)
        return ref
