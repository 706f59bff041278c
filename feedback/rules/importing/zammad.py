"""A ticket as Zammad's API writes it with `expand=true`, with its articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedback.rules.importing.case import (
    MOST_MESSAGES,
    NAME_LENGTH,
    SUBJECT_LENGTH,
    Fault,
    NotTaken,
    Person,
    Remark,
    Said,
    Told,
)
from feedback.rules.importing.fields import address, body, items, moment, named_address, number, table, text
from feedback.rules.importing.finish import finished, set_tags, set_words
from feedback.rules.mail.text.html import html_to_text
from feedback.rules.names import Channel, Kind

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from feedback.rules.importing.people import People

WORD = 60
NO_OWNER = frozenset({"", "-"})
TYPES = {"email": "email", "web": "web", "phone": "", "note": ""}
SENDERS = {"customer": Kind.CUSTOMER, "agent": Kind.REPLY, "system": Kind.AUTOMATIC}
SENDER_IDS = {"1": "agent", "2": "customer", "3": "system"}
STATE_IDS = {"1": "new", "2": "open", "3": "pending reminder", "4": "closed", "5": "merged", "6": "removed"}
STATE_IDS |= {"7": "pending close"}
PRIORITY_IDS = {"1": "1 low", "2": "2 normal", "3": "3 high"}


@dataclass(frozen=True)
class Reader:
    """Turns one object of the export into a case."""

    people: People
    zone: tzinfo
    now: datetime

    def read(self, raw: Any) -> Told:
        """Return the case; raises NotTaken."""
        if not isinstance(raw, dict):
            raise NotTaken(Fault.NO_OBJECT)
        ticket = raw["ticket"] if isinstance(raw.get("ticket"), dict) else raw
        told = Told(number=number(ticket.get("number") or ticket.get("id")))
        try:
            return self._read(ticket, items(raw.get("articles"), MOST_MESSAGES + 1), told)
        except NotTaken as found:
            found.number = told.number
            raise

    def _read(self, ticket: dict[str, Any], beside: list[Any], told: Told) -> Told:
        told.created_at, told.updated_at = self._at(ticket.get("created_at")), self._at(ticket.get("updated_at"))
        told.solved_at = self._at(ticket.get("close_at"))
        state = _word(ticket, "state") or STATE_IDS.get(text(ticket.get("state_id"), WORD), "")
        priority = _word(ticket, "priority") or PRIORITY_IDS.get(text(ticket.get("priority_id"), WORD), "")
        kind = _word(ticket, "create_article_type").lower()
        set_words(told, status=state, priority=priority, channel=TYPES.get(kind, kind))
        set_tags(told, (text(tag, WORD) for tag in items(ticket.get("tags"), 200)))
        told.subject = text(ticket.get("title"), SUBJECT_LENGTH)
        told.requester = self._person(ticket, "customer")
        owner = _word(ticket, "owner")
        if owner not in NO_OWNER or ticket.get("owner_id") not in (None, 1):
            told.assignee = self._person(ticket, "owner").email
            if not told.assignee:
                told.remark(Remark.ASSIGNEE, owner)
        articles = items(ticket.get("articles"), MOST_MESSAGES + 1) or beside
        told.messages = [self._said(told, table(article)) for article in articles]
        if not kind and articles and _word(table(articles[0]), "type") == "email":
            told.channel = Channel.EMAIL
        return finished(told, self.now)

    def _said(self, told: Told, article: dict[str, Any]) -> Said:
        at = self._at(article.get("created_at")) or told.created_at
        if at is None:
            raise NotTaken(Fault.BAD_TIME, "created_at")
        words = body(article.get("body"))
        sender = _word(article, "sender").lower() or SENDER_IDS.get(text(article.get("sender_id"), WORD), "")
        kind = SENDERS.get(sender, Kind.CUSTOMER)
        return Said(
            kind=Kind.NOTE if article.get("internal") is True else kind,
            at=at,
            body=html_to_text(words) if _word(article, "content_type").startswith("text/html") else words,
            author=self._author(article, kind),
            files=tuple(name for name in map(_file, items(article.get("attachments"), 100)) if name),
        )

    def _author(self, article: dict[str, Any], kind: Kind) -> Person:
        """Whoever wrote it, not who entered it for them; a team's address in `from` is no person's name."""
        for key in ("origin_by_id", "origin_by", "created_by_id", "created_by"):
            if (found := self.people.find(article.get(key))).email or found.name:
                return found
        email = address(article.get("created_by"))
        name, sender = named_address(article.get("from"))
        return Person(name=name[:NAME_LENGTH], email=email or (sender if kind == Kind.CUSTOMER else ""))

    def _person(self, ticket: dict[str, Any], role: str) -> Person:
        """Return the person by number, or by what `expand` writes: a login, which is an address as a rule."""
        written = text(ticket.get(role), NAME_LENGTH)
        for key in (ticket.get(f"{role}_id"), written):
            if (found := self.people.find(key)).email or found.name:
                return found
        email = address(written)
        return Person(name="" if email or written in NO_OWNER else written, email=email)

    def _at(self, value: Any) -> datetime | None:
        return moment(value, zone=self.zone, now=self.now)


def _word(row: dict[str, Any], name: str) -> str:
    return text(row.get(name), WORD)


def _file(raw: Any) -> str:
    return text(table(raw).get("filename"), 120)
