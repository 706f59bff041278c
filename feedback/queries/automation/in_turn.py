"""Whose turn it is: of those who are in and have room, whoever has the fewest open tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Q

from accounts.models import User
from accounts.queries.standing import colleagues
from feedback.models import Ticket
from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import Team
    from accounts.queries.standing import Colleague


def ranked(team: Team) -> list[Colleague]:
    """Return the members who are in now, the fewest open tickets first, among equals whoever got one longest ago.

    Those who may not sign in or do not answer are passed over.
    """
    still_open = Q(tickets__in=Ticket.objects.unfinished())
    people = User.objects.who_may("ticket.reply").filter(teams=team)
    people = people.annotate(load=Count("tickets", filter=still_open), last=Max("tickets", filter=still_open))
    rows = colleagues(people.order_by("load", F("last").asc(nulls_first=True), "pk"))
    return [one for one in rows if one.standing.is_in(one.at)]


def take_turn(team: Team, capacity: int | None = None) -> User | None:
    """Lock and return whoever can take one more now; None when nobody can.

    The load is counted under the lock, so two tickets at once do not both fill the last place. A person
    whose row another transaction holds is passed over: nobody waits here, so nothing can lock in a ring.
    """
    for one in ranked(team):
        rows = User.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=one.pk)
        person: User | None = rows.first()
        if person is None:
            continue
        load = Ticket.objects.unfinished().of(person).count()
        if one.standing.may_take(clock.now(), load=load, most=capacity):
            return person
    return None
