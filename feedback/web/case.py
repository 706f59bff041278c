"""The reporter's own page of a case."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback.actions.write_as_customer import write_as_customer
from feedback.queries.mine.after import cases_after
from feedback.queries.open_follow_up import open_follow_up
from feedback.queries.private_links import claim_token, claimed_ticket, rate_token
from feedback.queries.thread import public_thread
from feedback.web.forms import BodyForm
from feedback.web.private import private_link
from feedback_site.kit.redirects import see_other
from feedback_site.kit.throttle import Throttle

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket

WRITING = Throttle("case", most=30, seconds=600)


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, token: str) -> HttpResponse:
    """Show the thread without notes, or add what the reporter wrote."""
    ticket = claimed_ticket(token)
    if request.method != "POST":
        return _page(request, ticket, BodyForm(), HTTPStatus.OK)
    WRITING.check(request)
    form = BodyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, ticket, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _write(request, ticket, form)


def _write(request: HttpRequest, ticket: Ticket, form: BodyForm) -> HttpResponse:
    message = write_as_customer(
        ticket=ticket,
        body=form.cleaned_data["body"],
        submission_id=form.cleaned_data["submission_id"],
        enclosed=form.cleaned_data["enclosed"],
    )
    if message.ticket_id != ticket.pk:
        return see_other("feedback:receipt", claim_token(message.ticket))
    messages.success(request, _("Your message has arrived."))
    return see_other("feedback:case", claim_token(ticket))


def _page(request: HttpRequest, ticket: Ticket, form: BodyForm, status: HTTPStatus) -> HttpResponse:
    follow_up = open_follow_up(ticket)
    context = {
        "ticket": ticket,
        "token": claim_token(ticket),
        "thread": public_thread(ticket),
        "after": cases_after(ticket),
        "form": form,
        "rate_token": rate_token(follow_up) if follow_up else "",
        "rated": bool(follow_up and follow_up.score),
    }
    return render(request, "feedback/case.html", context, status=status)
