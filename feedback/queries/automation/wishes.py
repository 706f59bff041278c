"""A rule's action "verb:value" understood, with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.models import Team
from feedback.queries.bulk.deed import UnknownDeed, read_deed
from feedback.queries.desk.canned import find_canned
from feedback.rules.automation.shape import MOST_HOURS, Verb, verb_of

if TYPE_CHECKING:
    from feedback.queries.bulk.deed import Deed

MOST_OPEN = 1000
KEY_LENGTH = 18


class Machine:
    """Whoever acts when a rule does: nobody in person, so that "me" means nothing."""

    is_authenticated = True

    def may(self, _permission: str) -> bool:
        """Whether a rule may do it; an administrator wrote it."""
        return True


MACHINE = Machine()


@dataclass(frozen=True)
class Turn:
    """Whose turn it may be: the members of a team (None is the ticket's own), each up to so many open tickets."""

    team: Team | None
    capacity: int | None


@dataclass(frozen=True)
class Action:
    """One thing that a rule does; `deed` where it is one of those for many tickets."""

    verb: str
    value: Any
    words: str
    deed: Deed | None = None


def read_action(text: str) -> Action:
    """Understand an action; raises UnknownDeed, also where a person or team has gone away."""
    verb, value = verb_of(text), text.partition(":")[2]
    if verb not in list(Verb):
        if value == "me":
            raise UnknownDeed
        deed = read_deed(text, MACHINE)
        return Action(verb, deed.value, deed.words, deed)
    match Verb(verb):
        case Verb.ROTATE:
            turn = _turn(value)
            return Action(verb, turn, _turn_words(turn))
        case Verb.SNOOZE:
            hours = _number(value, MOST_HOURS)
            return Action(verb, hours, _("Put aside for %(hours)s hours") % {"hours": hours})
        case Verb.CANNED:
            canned = find_canned(value)
            if canned is None:
                raise UnknownDeed
            return Action(verb, canned, _("Send the ready answer “%(name)s”") % {"name": canned})
    if value:
        raise UnknownDeed
    words = {
        Verb.WRITE: _("Write to the reporter"),
        Verb.RECEIPT: _("Mail a receipt with the private link"),
        Verb.ASK: _("Ask how it went"),
    }
    return Action(verb, None, words[Verb(verb)])


def action_words(text: str) -> str:
    """Return an action in words, or as it stands where nobody knows it any more."""
    try:
        return read_action(text).words
    except UnknownDeed:
        return text


def _turn(value: str) -> Turn:
    key, _slash, capacity = value.partition("/")
    team = None
    if key:
        team = Team.objects.filter(pk=_number(key, 10**KEY_LENGTH)).first()
        if team is None:
            raise UnknownDeed
    return Turn(team, _number(capacity, MOST_OPEN) if capacity else None)


def _turn_words(turn: Turn) -> str:
    values = {"team": turn.team, "capacity": turn.capacity}
    if turn.capacity is None:
        return _("Assign in turn in the team %(team)s") % values if turn.team else _("Assign in turn in its team")
    if turn.team:
        return _("Assign in turn in the team %(team)s, up to %(capacity)s open cases each") % values
    return _("Assign in turn in its team, up to %(capacity)s open cases each") % values


def _number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= KEY_LENGTH and 1 <= int(text) <= most):
        raise UnknownDeed
    return int(text)
