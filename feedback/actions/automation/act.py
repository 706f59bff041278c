"""Do what a rule says, by the same verbs as people use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.automation.write_automatically import say, write_automatically
from feedback.actions.bulk import deeds
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.actions.snooze.snooze import snooze
from feedback.actions.turns.give_turn import give_turn
from feedback.events import ReceiptDue
from feedback.queries.automation.wishes import read_action
from feedback.queries.desk.canned import automatic_text
from feedback.rules.automation.shape import Verb
from feedback.rules.bulk import Outcome
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedback.models import Ticket
    from feedback.queries.automation.wishes import Action, Turn
    from feedback.queries.bulk.deed import Deed


def act(*, action: str, ticket: Ticket, texts: Mapping[str, str]) -> bool:
    """Do one thing to a locked ticket; return whether anything changed. Raises what its action raises."""
    ticket.refresh_from_db()
    wish = read_action(action)
    return _deed(wish.deed, ticket) if wish.deed else _own(wish, ticket, texts)


def _deed(deed: Deed, ticket: Ticket) -> bool:
    tags = frozenset(name.lower() for name in ticket.taggings.values_list("tag__name", flat=True))
    outcome, reason = deed.outcome(ticket, tags)
    if outcome == Outcome.SKIPPED:
        raise Conflict(reason)
    if outcome == Outcome.DONE:
        deeds.do(deed, ticket, None)
    return outcome == Outcome.DONE


def _own(wish: Action, ticket: Ticket, texts: Mapping[str, str]) -> bool:
    match Verb(wish.verb):
        case Verb.ROTATE:
            return _rotate(ticket, wish.value)
        case Verb.SNOOZE:
            snooze(ticket=ticket, until=clock.now() + timedelta(hours=wish.value), by=None)
        case Verb.WRITE:
            write_automatically(ticket=ticket, texts=texts)
        case Verb.CANNED:
            say(ticket=ticket, body=automatic_text(wish.value, ticket))
        case Verb.ASK:
            return bool(send_follow_ups(tickets=[ticket]))
        case Verb.RECEIPT:
            if not (ticket.contact and ticket.contact.email):
                return False
            record(ReceiptDue(ticket_id=ticket.pk), subject=ticket.event_subject)
    return True


def _rotate(ticket: Ticket, turn: Turn) -> bool:
    """Give it to whoever is next, or put it in line; a ticket that somebody has stays with them."""
    if ticket.assignee_id is not None:
        return False
    team = turn.team or ticket.team
    if team is None:
        raise Conflict(_("The case has no team."))
    give_turn(ticket=ticket, team=team, capacity=turn.capacity)
    return True
