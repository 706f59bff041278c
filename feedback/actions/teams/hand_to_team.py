"""Give a ticket to a team, or to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.hold_ticket import held
from feedback.events import TicketTeamChanged
from feedback_site.kit.problems import Conflict
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import Team, User
    from feedback.models import Ticket


def hand_to_team(*, ticket: Ticket, team: Team | None, by: User | None) -> Ticket:
    """Change the team; the person in charge stays. Raises Conflict on a finished ticket."""
    with held(ticket) as row:
        give(ticket=row, team=team, by=by)
    return row


def give(*, ticket: Ticket, team: Team | None, by: User | None) -> None:
    """Change the team of a held ticket; to the same one is no change. Raises Conflict."""
    if ticket.team_id == (team.pk if team else None):
        return
    if ticket.is_finished:
        raise Conflict(_("This ticket is finished, so it stays where it is."))
    previous_id, ticket.team = ticket.team_id, team
    record(
        TicketTeamChanged(ticket_id=ticket.pk, team_id=ticket.team_id, previous_id=previous_id),
        actor_id=by.pk if by else None,
        subject=ticket.event_subject,
    )
