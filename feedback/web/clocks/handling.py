"""What staff do to the clocks of a ticket: its priority, and holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.actions.clocks.prioritise import prioritise
from feedback.actions.clocks.put_on_hold import put_on_hold, take_off_hold
from feedback.queries.find_ticket import find_ticket
from feedback.rules.names import Priority
from feedback.web.handling import do
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

OFF = "off"


@allow("ticket.prioritise")
@require_POST
def priority(request: HttpRequest, ref: str) -> HttpResponse:
    """Say how much the ticket presses."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    wish = priority_named(request.POST.get("priority", ""))
    return do(request, found, lambda: prioritise(ticket=found, priority=wish, by=user), _("Done."))


@allow("ticket.hold")
@require_POST
def hold(request: HttpRequest, ref: str) -> HttpResponse:
    """Put the ticket on hold, or take it off."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    if request.POST.get("hold") == OFF:
        return do(request, found, lambda: take_off_hold(ticket=found, by=user), _("Off hold."))
    return do(
        request,
        found,
        lambda: put_on_hold(ticket=found, by=user),
        _("On hold. The reporter still waits, and that is counted."),
    )


def priority_named(key: str) -> Priority:
    """Return the priority of that name; raises Invalid."""
    found = {priority.key: priority for priority in Priority}.get(key)
    if found is None:
        raise Invalid(errors={"priority": [_("Choose one of the priorities.")]})
    return found
