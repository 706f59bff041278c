"""Whose turn it is: of those who answer, whoever has the fewest open tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Q

from accounts.models import User
from feedback.models.words import values
from feedback.rules.names import UNFINISHED

if TYPE_CHECKING:
    from accounts.models import Team


def in_turn(team: Team, capacity: int | None = None) -> User | None:
    """Return the member with the fewest open tickets, among equals whoever got one longest ago; None when all are full.

    Those who may not sign in or do not answer are passed over.
    """
    still_open = Q(tickets__status__in=values(UNFINISHED))
    people = User.objects.who_may("ticket.reply").filter(teams=team)
    people = people.annotate(load=Count("tickets", filter=still_open), last=Max("tickets", filter=still_open))
    if capacity is not None:
        people = people.filter(load__lt=capacity)
    found: User | None = people.order_by("load", F("last").asc(nulls_first=True), "pk").first()
    return found
