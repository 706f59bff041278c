"""Opening a finished case again."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.actions.reopening.reopen import reopen
from feedback.queries.find_ticket import find_ticket
from feedback.rules.names import ReopenReason
from feedback.web.forms import ReopeningForm
from feedback.web.handling import do
from feedback.web.staff import staff
from feedback.web.ticket import desk
from feedback_site.kit.access import allow

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("ticket.reopen")
@require_POST
def reopening(request: HttpRequest, ref: str) -> HttpResponse:
    """Open the case again, for a reason."""
    found = find_ticket(user=staff(request), ref=ref)
    form = ReopeningForm(request.POST)
    if not form.is_valid():
        return desk(request, found, reopening=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    reason = ReopenReason(form.cleaned_data["reason"])
    return do(
        request,
        found,
        lambda: reopen(ticket=found, by=staff(request), reason=reason),
        _("The case is open again."),
    )
