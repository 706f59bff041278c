"""How staff keep tickets in order: tags, teams, and putting aside for a time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Team
from feedback.actions.snooze.snooze import LONGEST, snooze, wake
from feedback.actions.tags.tag_ticket import tag_ticket, untag_ticket
from feedback.actions.teams.hand_to_team import hand_to_team
from feedback.queries.find_ticket import find_ticket
from feedback.web.handling import do
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MORNING = time(9)
NEXT_WEEK = 7


@allow("ticket.tag")
@require_POST
def tags(request: HttpRequest, ref: str) -> HttpResponse:
    """Put a tag on, or take one off."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)

    def change() -> None:
        if name := request.POST.get("remove"):
            untag_ticket(ticket=found, name=name, by=user)
        else:
            tag_ticket(ticket=found, name=request.POST.get("tag", ""), by=user)

    return do(request, found, change, _("Done."))


@allow("ticket.assign")
@require_POST
def team(request: HttpRequest, ref: str) -> HttpResponse:
    """Give the ticket to a team, or to none."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    wish = request.POST.get("team", "")
    return do(request, found, lambda: hand_to_team(ticket=found, team=team_of(wish), by=user), _("Done."))


@allow("ticket.snooze")
@require_POST
def rest(request: HttpRequest, ref: str) -> HttpResponse:
    """Put the ticket aside, or bring it back."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    if "wake" in request.POST:
        return do(request, found, lambda: wake(ticket=found, by=user), _("The case is back."))
    return do(
        request,
        found,
        lambda: snooze(ticket=found, until=until(request.POST.get("until", "")), by=user),
        _("Put aside. It comes back by itself, or when the customer writes."),
    )


def team_of(key: str) -> Team | None:
    """Return the team that a form names, None for none; raises Invalid."""
    if not key:
        return None
    is_key = key.isascii() and key.isdigit() and len(key) <= 18  # digits that a bigint surely holds
    found = Team.objects.filter(pk=int(key)).first() if is_key else None
    if found is None:
        raise Invalid(errors={"team": [_("There is no such team.")]})
    return found


def until(wish: str) -> datetime:
    """Return the moment that a word or a date stands for, in the person's time zone; raises Invalid."""
    now = timezone.localtime(clock.now())
    if wish == "hours":
        return now + timedelta(hours=3)
    if wish == "tomorrow":
        return _morning(now + timedelta(days=1))
    if wish == "week":
        return _morning(now + timedelta(days=NEXT_WEEK - now.weekday()))
    if wish == "reply":
        return now + LONGEST
    try:
        found = parse_datetime(wish)
    except ValueError:
        found = None
    if found is None:
        raise Invalid(errors={"until": [_("Choose until when.")]})
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _morning(day: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day.date(), MORNING))
