"""Each deed by the same action as on the ticket's page, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.models import Team, User
from feedback.actions.assign import assign
from feedback.actions.clocks.prioritise import prioritise
from feedback.actions.close_ticket import close_ticket
from feedback.actions.resolve import resolve
from feedback.actions.tags.tag_ticket import tag_ticket, untag_ticket
from feedback.actions.teams.hand_to_team import hand_to_team
from feedback.rules.bulk import Verb
from feedback.rules.names import Priority
from feedback_site.kit.problems import Conflict

if TYPE_CHECKING:
    from feedback.models import Ticket
    from feedback.queries.bulk.deed import Deed


def before(deed: Deed, ticket: Ticket) -> Any:
    """Return what undoing would bring back."""
    match deed.verb:
        case Verb.ASSIGN:
            return ticket.assignee_id
        case Verb.TEAM:
            return ticket.team_id
        case Verb.PRIORITY:
            return ticket.priority
    return None


def do(deed: Deed, ticket: Ticket, by: User | None) -> None:
    """Do it to one ticket, by nobody where a rule does; raises what its action raises."""
    match deed.verb:
        case Verb.ASSIGN:
            assign(ticket=ticket, assignee=deed.value, by=by)
        case Verb.TEAM:
            hand_to_team(ticket=ticket, team=deed.value, by=by)
        case Verb.PRIORITY:
            prioritise(ticket=ticket, priority=deed.value, by=by)
        case Verb.TAG:
            tag_ticket(ticket=ticket, name=deed.value, by=by)
        case Verb.UNTAG:
            untag_ticket(ticket=ticket, name=deed.value, by=by)
        case Verb.RESOLVE:
            resolve(ticket=ticket, by=by)
        case Verb.CLOSE:
            close_ticket(ticket=ticket, by=by, reason=deed.value)


def undo(deed: Deed, ticket: Ticket, kept: Any, by: User) -> None:
    """Bring back what was before, unless somebody has changed it since; raises Conflict."""
    if deed.verb in (Verb.ASSIGN, Verb.TEAM, Verb.PRIORITY) and before(deed, ticket) != _set(deed):
        raise Conflict(_("Somebody has changed it since."))
    match deed.verb:
        case Verb.ASSIGN:
            assign(ticket=ticket, assignee=User.objects.filter(pk=kept).first(), by=by)
        case Verb.TEAM:
            hand_to_team(ticket=ticket, team=Team.objects.filter(pk=kept).first(), by=by)
        case Verb.PRIORITY:
            prioritise(ticket=ticket, priority=Priority(kept), by=by)
        case Verb.TAG:
            untag_ticket(ticket=ticket, name=deed.value, by=by)
        case Verb.UNTAG:
            tag_ticket(ticket=ticket, name=deed.value, by=by)
        case _:
            raise Conflict(_("The reporter was told, so it stays. Write to them, or open a new case."))


def _set(deed: Deed) -> Any:
    if deed.verb == Verb.PRIORITY:
        return deed.value.value
    return deed.value.pk if deed.value else None
