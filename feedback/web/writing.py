"""What staff write on a ticket: replies and notes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.actions.macros.reply_and_do import reply_and_do
from feedback.actions.reply import Crossed
from feedback.actions.write_note import write_note
from feedback.queries.find_ticket import find_ticket
from feedback.web.forms import NoteForm, ReplyForm
from feedback.web.return_to import back_to
from feedback.web.staff import staff
from feedback.web.ticket import asked_macro, desk
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket

RESOLVE, HOLD = "resolve", "hold"


@allow("ticket.reply")
@require_POST
def replies(request: HttpRequest, ref: str) -> HttpResponse:
    """Send a reply; when it crossed a newer message it is not sent and its text stays."""
    found = find_ticket(user=staff(request), ref=ref)
    form = ReplyForm(request.POST, request.FILES, prefix="reply")
    if not form.is_valid():
        return desk(request, found, reply=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    then = request.POST.get("then")
    ends, holds = then == RESOLVE, then == HOLD
    macro = asked_macro(request, found)
    deeds = macro.deeds if macro else []
    answer = {**form.cleaned_data, "then_resolve": ends, "then_hold": holds}
    try:
        reply_and_do(ticket=found, author=staff(request), deeds=deeds, **answer)
    except Problem as problem:
        return _kept(request, found, form, problem)
    told = {RESOLVE: _("Reply sent and ticket resolved."), HOLD: _("Reply sent; the ticket is on hold.")}
    messages.success(request, told.get(then or "", _("Reply sent.")))
    return back_to(request, found)


def _kept(request: HttpRequest, found: Ticket, form: ReplyForm, problem: Problem) -> HttpResponse:
    """Show the page anew with the text; after a crossing, sending again means "send anyway"."""
    found.refresh_from_db()
    status = int(problem.status)
    if not isinstance(problem, Crossed):
        return desk(request, found, reply=form, problem=problem, status=status)
    data = request.POST.copy()
    data["reply-seen_id"] = str(found.messages.latest("id").pk)
    again = ReplyForm(data, prefix="reply")
    return desk(request, found, reply=again, problem=problem, status=status)


@allow("ticket.note")
@require_POST
def notes(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep a note."""
    found = find_ticket(user=staff(request), ref=ref)
    form = NoteForm(request.POST, request.FILES, prefix="note")
    if not form.is_valid():
        return desk(request, found, note=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        write_note(ticket=found, author=staff(request), **form.cleaned_data)
    except Problem as problem:
        return desk(request, found, note=form, problem=problem, status=int(problem.status))
    messages.success(request, _("Note kept."))
    return back_to(request, found)
