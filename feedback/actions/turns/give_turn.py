"""Give a ticket to whoever can take it now; what nobody can take waits in the team and is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.actions.assign import hand_over
from feedback.actions.hold_ticket import held
from feedback.actions.teams.hand_to_team import give
from feedback.models import AwaitedTurn
from feedback.queries.automation.in_turn import ranked, take_turn
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import Team
    from feedback.models import Ticket

AT_ONCE = 200


def give_turn(*, ticket: Ticket, team: Team, capacity: int | None = None) -> bool:
    """Give a ticket of nobody in turn, or put it in line; return whether somebody has it now."""
    with held(ticket) as row:
        return give_held(ticket=row, team=team, capacity=capacity)


def give_held(*, ticket: Ticket, team: Team, capacity: int | None = None) -> bool:
    """Do so to a held ticket."""
    person = take_turn(team, capacity)
    if person is None:
        give(ticket=ticket, team=team, by=None)
        wish = {"team": team, "capacity": capacity}
        AwaitedTurn.objects.get_or_create(ticket=ticket, defaults={**wish, "since": clock.now()})
        return False
    AwaitedTurn.objects.filter(ticket=ticket).delete()
    hand_over(ticket=ticket, assignee=person, by=None, in_turn=True)
    return True


def give_awaited_turns() -> int:
    """Go through the lines of all teams in which somebody is in; return how many tickets were given."""
    teams = {turn.team_id: turn.team for turn in AwaitedTurn.objects.distinct("team").select_related("team")}
    return sum(_give_line(team) for _key, team in sorted(teams.items()) if ranked(team))


def _give_line(team: Team) -> int:
    """Give until somebody is full; each in a transaction of its own, the longest wait first."""
    line = AwaitedTurn.objects.filter(team=team).select_related("ticket").order_by("since", "id")
    given = 0
    for turn in line[:AT_ONCE]:
        found = _give(turn)
        if found is False:
            break
        given += found is True
    return given


def _give(turn: AwaitedTurn) -> bool | None:
    """Give one; None where it is in line no more, because somebody took it, finished it or moved it."""
    with held(turn.ticket) as row:
        mine = AwaitedTurn.objects.filter(pk=turn.pk)
        if not mine.exists():
            return None
        if row.is_finished or row.assignee_id is not None or row.team_id != turn.team_id:
            mine.delete()
            return None
        return give_held(ticket=row, team=turn.team, capacity=turn.capacity)
