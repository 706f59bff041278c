"""A ticket as Zendesk's JSON export and its incremental API write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedback.rules.importing.case import MOST_MESSAGES, SUBJECT_LENGTH, Fault, NotTaken, Person, Remark, Said, Told
from feedback.rules.importing.fields import address, body, items, moment, number, table, text
from feedback.rules.importing.finish import finished, set_tags, set_words
from feedback.rules.importing.people import person_of
from feedback.rules.mail.text.html import html_to_text
from feedback.rules.names import Kind

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from feedback.rules.importing.people import People

WORD = 60
SYSTEM = "-1"


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
        told = Told(number=number(ticket.get("id")))
        try:
            return self._read(ticket, items(raw.get("comments"), MOST_MESSAGES + 1), told)
        except NotTaken as found:
            found.number = told.number
            raise

    def _read(self, ticket: dict[str, Any], beside: list[Any], told: Told) -> Told:
        told.created_at, told.updated_at = self._at(ticket.get("created_at")), self._at(ticket.get("updated_at"))
        solved = table(ticket.get("metric_set")).get("solved_at") or ticket.get("solved_at")
        told.solved_at = self._at(solved)
        via = text(table(ticket.get("via")).get("channel"), WORD)
        set_words(told, status=_word(ticket, "status"), priority=_word(ticket, "priority"), channel=via)
        set_tags(told, (text(tag, WORD) for tag in items(ticket.get("tags"), 200)))
        told.subject = text(ticket.get("subject") or ticket.get("raw_subject"), SUBJECT_LENGTH)
        told.requester = self._person(ticket, "requester")
        told.assignee = self._person(ticket, "assignee").email or address(ticket.get("assignee_email"))
        if not told.assignee and (ticket.get("assignee_id") or ticket.get("assignee")):
            told.remark(Remark.ASSIGNEE, self._person(ticket, "assignee").name)
        comments = items(ticket.get("comments"), MOST_MESSAGES + 1) or beside
        told.messages = [self._said(ticket, told, table(comment)) for comment in comments]
        if not told.messages and told.created_at and (first := body(ticket.get("description"))):
            kind = self._kind(ticket, ticket.get("submitter_id") or _id(ticket, "requester"), is_public=True)
            told.messages = [Said(kind=kind, at=told.created_at, body=first, author=self._person(ticket, "submitter"))]
        return finished(told, self.now)

    def _said(self, ticket: dict[str, Any], told: Told, comment: dict[str, Any]) -> Said:
        at = self._at(comment.get("created_at")) or told.created_at
        if at is None:
            raise NotTaken(Fault.BAD_TIME, "created_at")
        author = person_of(comment.get("author"))
        who = comment.get("author_id") or table(comment.get("author")).get("id")
        words = body(comment.get("plain_body")) or body(comment.get("body"))
        return Said(
            kind=self._kind(ticket, who, is_public=comment.get("public") is not False),
            at=at,
            body=words or html_to_text(body(comment.get("html_body"))),
            author=author if author.name or author.email else self._known(ticket, who),
            files=tuple(name for name in map(_file, items(comment.get("attachments"), 100)) if name),
        )

    def _kind(self, ticket: dict[str, Any], who: Any, *, is_public: bool) -> Kind:
        """Only staff write notes; in public whoever is not known as staff and is the requester is the customer."""
        if not is_public:
            return Kind.NOTE
        key = text(who, WORD)
        if key == SYSTEM:
            return Kind.AUTOMATIC
        if key and key == text(_id(ticket, "requester"), WORD):
            return Kind.CUSTOMER
        works_there = self.people.works_there(who)
        return Kind.CUSTOMER if works_there is False or not key else Kind.REPLY

    def _known(self, ticket: dict[str, Any], who: Any) -> Person:
        """Return whom a number means: of those written out on the ticket, or of all users."""
        key = text(who, WORD)
        for role in ("requester", "assignee", "submitter"):
            if key and key == text(table(ticket.get(role)).get("id"), WORD):
                return person_of(ticket[role])
        return self.people.find(who)

    def _person(self, ticket: dict[str, Any], role: str) -> Person:
        written = person_of(ticket.get(role))
        return written if written.name or written.email else self.people.find(_id(ticket, role))

    def _at(self, value: Any) -> datetime | None:
        return moment(value, zone=self.zone, now=self.now)


def _id(ticket: dict[str, Any], role: str) -> Any:
    return ticket.get(f"{role}_id") or table(ticket.get(role)).get("id")


def _word(ticket: dict[str, Any], name: str) -> str:
    return text(ticket.get(name), WORD)


def _file(raw: Any) -> str:
    return text(table(raw).get("file_name"), 120)
