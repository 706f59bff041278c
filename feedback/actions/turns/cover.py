"""See to it that a ticket which is written to does not lie with somebody who is away.

It goes to the colleague who takes over, if that one is in the house; else in turn to the team that takes over,
else to the ticket's own team; with neither it is nobody's. The colleague's own absence is followed, a few steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.queries.standing import absence_now
from feedback.actions.assign import hand_over
from feedback.actions.hold_ticket import held
from feedback.actions.teams.hand_to_team import give
from feedback.actions.turns.give_turn import give_held
from feedback.events.turns import AbsenceCovered
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import Absence, Team, User
    from feedback.models import Ticket

MOST_STEPS = 5


def cover_absence(*, ticket: Ticket) -> bool:
    """Take the ticket from a person who is away and hand it on; return whether anything changed."""
    if ticket.assignee_id is None or absence_now(ticket.assignee_id) is None:
        return False
    with held(ticket) as row:
        if row.is_finished or row.assignee_id is None:
            return False
        absence = absence_now(row.assignee_id)
        if absence is None:
            return False
        _hand_on(row, absence)
    return True


def _hand_on(ticket: Ticket, absence: Absence) -> None:
    event = AbsenceCovered(ticket_id=ticket.pk, absent_id=absence.person_id, absent_until=absence.ends_at.isoformat())
    record(event, subject=ticket.event_subject)
    person, team = _cover(absence)
    if person is not None:
        hand_over(ticket=ticket, assignee=person, by=None)
        return
    hand_over(ticket=ticket, assignee=None, by=None)
    if team is not None:
        give(ticket=ticket, team=team, by=None)
    if ticket.team is not None:
        give_held(ticket=ticket, team=ticket.team)


def _cover(absence: Absence) -> tuple[User | None, Team | None]:
    """Return the colleague who is there to take over, or the team."""
    seen = {absence.person_id}
    for _step in range(MOST_STEPS):
        person = absence.cover_person
        if person is None or person.pk in seen or not person.may("ticket.reply"):
            return None, absence.cover_team
        seen.add(person.pk)
        further = absence_now(person.pk)
        if further is None:
            return person, None
        absence = further
    return None, None
