"""A wish "verb:value" understood: what it is called and whether it changes a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Team, User
from feedback.models.words import PRIORITY_WORDS, WORDS
from feedback.rules.bulk import PERMISSIONS, Outcome, Verb
from feedback.rules.lifecycle import Move, may_move
from feedback.rules.names import Priority, Reason, Status
from feedback.rules.tags import tag_name
from feedback_site.kit.access import permitted
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from feedback.models import Ticket

KEY_LENGTH = 18
MOVES = {Verb.ASSIGN: Move.ASSIGN, Verb.RESOLVE: Move.RESOLVE, Verb.CLOSE: Move.CLOSE}


class UnknownDeed(Problem):
    """A wish that this site does not know, or that names somebody who is not there."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = gettext_lazy("Choose what to do with the cases.")


class ForbiddenDeed(Problem):
    """A wish that the person may not have."""

    status = HTTPStatus.FORBIDDEN
    title = gettext_lazy("You may not do this.")


@dataclass(frozen=True)
class Deed:
    """A verb with its value: a person, a team, a priority, a tag's name, a reason, or nothing."""

    verb: Verb
    value: Any

    @property
    def wish(self) -> str:
        """The deed as a form sends it and the database keeps it."""
        if self.verb == Verb.PRIORITY:
            return f"{self.verb}:{self.value.key}"
        value = self.value.pk if isinstance(self.value, (User, Team)) else self.value
        return f"{self.verb}:{'' if value is None else value}"

    @property
    def words(self) -> str:
        """What is done, for people."""
        told: Any = self.value
        if self.verb == Verb.PRIORITY:
            told = PRIORITY_WORDS[self.value.value]
        elif self.verb == Verb.CLOSE:
            told = WORDS[self.value]
        words = {
            Verb.ASSIGN: _("Assign to %(value)s") if told else _("Assign to nobody"),
            Verb.TEAM: _("Give to the team %(value)s") if told else _("Take from the team"),
            Verb.PRIORITY: _("Priority: %(value)s"),
            Verb.TAG: _("Add the tag “%(value)s”"),
            Verb.UNTAG: _("Remove the tag “%(value)s”"),
            Verb.RESOLVE: _("Resolve"),
            Verb.CLOSE: _("Close without an answer: %(value)s"),
        }
        return words[self.verb] % {"value": told}

    def outcome(self, ticket: Ticket, tags: frozenset[str]) -> tuple[Outcome, str]:
        """Return what would become of the ticket, with a reason where nothing would."""
        if self._is_so(ticket, tags):
            return Outcome.SAME, _("It is so already.")
        if self.verb in (Verb.TEAM, Verb.PRIORITY) and ticket.is_finished:
            return Outcome.SKIPPED, _("It is finished.")
        move = MOVES.get(self.verb)
        waits = ticket.wait_started_at is not None
        if move is None or may_move(Status(ticket.status), move, wait_open=waits):
            return Outcome.DONE, ""
        if move == Move.RESOLVE and waits:
            return Outcome.SKIPPED, _("Somebody still waits for an answer.")
        return Outcome.SKIPPED, _("It is finished.")

    def _is_so(self, ticket: Ticket, tags: frozenset[str]) -> bool:
        key = self.value.pk if isinstance(self.value, (User, Team)) else self.value
        stands: Any = {
            Verb.ASSIGN: ticket.assignee_id,
            Verb.TEAM: ticket.team_id,
            Verb.PRIORITY: ticket.priority,
            Verb.CLOSE: ticket.close_reason,
        }
        if self.verb in stands:
            return bool(stands[self.verb] == key)
        if self.verb == Verb.RESOLVE:
            return ticket.status == Status.RESOLVED
        return (self.value.lower() in tags) is (self.verb == Verb.TAG)


def read_deed(wish: str, user: Any) -> Deed:
    """Understand a wish; raises UnknownDeed, and ForbiddenDeed when it is not the person's to have."""
    verb, _colon, value = wish.partition(":")
    if verb not in list(Verb):
        raise UnknownDeed
    if not permitted(user, PERMISSIONS[Verb(verb)]):
        raise ForbiddenDeed
    return Deed(Verb(verb), _value(Verb(verb), value, user))


def _value(verb: Verb, text: str, user: Any) -> Any:
    found: Any = None
    match verb:
        case Verb.ASSIGN:
            found = user if text == "me" else _row(User.objects.who_may("ticket.reply"), text)
        case Verb.TEAM:
            found = _row(Team.objects.all(), text)
        case Verb.PRIORITY:
            found = next((priority for priority in Priority if priority.key == text), None)
        case Verb.TAG | Verb.UNTAG:
            found = tag_name(text) or None
        case Verb.CLOSE:
            found = next((reason for reason in Reason if reason.value == text), None)
    may_be_nothing = verb in (Verb.ASSIGN, Verb.TEAM, Verb.RESOLVE)
    if found is None and not (may_be_nothing and not text):
        raise UnknownDeed
    return found


def _row(rows: Any, key: str) -> Any:
    is_key = key.isascii() and key.isdigit() and len(key) <= KEY_LENGTH
    return rows.filter(pk=int(key)).first() if is_key else None
