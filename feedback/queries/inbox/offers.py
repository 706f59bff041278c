"""Whom and what a list's forms let one choose."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Team, User
from feedback.models import Tag


@dataclass(frozen=True)
class Offers:
    """Colleagues who answer, teams, and tags by name."""

    people: list[User]
    teams: list[Team]
    tags: list[str]


def offers() -> Offers:
    """Ask once for all forms of a page."""
    return Offers(
        people=list(User.objects.who_may("ticket.reply").order_by("name", "email")),
        teams=list(Team.objects.order_by("name", "id")),
        tags=list(Tag.objects.order_by("name").values_list("name", flat=True)),
    )
