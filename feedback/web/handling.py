"""What staff do with a ticket: take it, hand it on, resolve it, close it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from feedback.actions.assign import assign, take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.resolve import resolve
from feedback.queries.find_ticket import find_ticket
from feedback.rules.names import Reason
from feedback.web.forms import ClosureForm
from feedback.web.return_to import back_to
from feedback.web.staff import staff
from feedback.web.ticket import desk
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket

KEY_LENGTH = 18  # digits that a PostgreSQL bigint surely holds


@allow("ticket.assign")
@require_POST
def assignment(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the ticket, hand it to a colleague, or to nobody."""
    user = staff(request)
    found = find_ticket(user=user, ref=ref)
    wish = request.POST.get("assignee", "")

    def change() -> None:
        if wish == "me":
            take(ticket=found, by=user)
        else:
            assign(ticket=found, assignee=_person(wish), by=user)

    return do(request, found, change, _("The ticket is yours.") if wish == "me" else _("Done."))


@allow("ticket.resolve")
@require_POST
def resolution(request: HttpRequest, ref: str) -> HttpResponse:
    """Resolve the ticket."""
    found = find_ticket(user=staff(request), ref=ref)
    return do(
        request,
        found,
        lambda: resolve(ticket=found, by=staff(request)),
        _("Resolved. The reporter is asked how it went."),
    )


@allow("ticket.close")
@require_POST
def closure(request: HttpRequest, ref: str) -> HttpResponse:
    """Close the ticket without an answer, for a reason."""
    found = find_ticket(user=staff(request), ref=ref)
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return desk(request, found, closure=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    reason = Reason(form.cleaned_data["reason"])
    return do(
        request,
        found,
        lambda: close_ticket(ticket=found, by=staff(request), reason=reason),
        _("Closed. It counts in public as closed without an answer."),
    )


def do(request: HttpRequest, found: Ticket, change: Callable[[], object], told: str) -> HttpResponse:
    """Do it and lead back; what is refused shows on the page as it is now."""
    try:
        change()
    except Problem as problem:
        fresh = find_ticket(user=staff(request), ref=found.ref)
        return desk(request, fresh, problem=problem, status=int(problem.status))
    messages.success(request, told)
    return back_to(request, found)


def _person(key: str) -> User | None:
    if not key:
        return None
    people = User.objects.active()
    found: User | None = people.filter(pk=int(key)).first() if _is_key(key) else None
    if found is None:
        raise Invalid(errors={"assignee": [_("This person does not answer tickets.")]})
    return found


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= KEY_LENGTH
