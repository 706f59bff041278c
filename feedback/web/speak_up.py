"""The public form, and the page that thanks for it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from feedback.actions.open_ticket import open_ticket
from feedback.queries.private_links import claim_token, claim_url, claimed_ticket
from feedback.rules.names import Channel
from feedback.rules.origin import Reporter
from feedback.web.forms import FeedbackForm
from feedback.web.private import private_link
from feedback_site.kit.access import public, without_cookies
from feedback_site.kit.problems import TooMany
from feedback_site.kit.redirects import see_other
from feedback_site.kit.throttle import Throttle

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket


@public
@without_cookies
@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
def speak_up(request: HttpRequest) -> HttpResponse:
    """Show the form, or open a ticket with what was sent."""
    form = FeedbackForm(request.POST, request.FILES) if request.method == "POST" else FeedbackForm()
    if form.is_bound:
        try:
            Throttle("feedback-form", most=settings.FEEDBACK_PER_HOUR, seconds=3_600).check(request)
        except TooMany as flood:
            return _not_now(request, flood)
        if form.is_valid():
            return see_other("feedback:receipt", claim_token(_open(form)))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "feedback/form.html", {"form": form}, status=status)


def _not_now(request: HttpRequest, flood: TooMany) -> HttpResponse:
    """Show the form as it was filled in, and say when to send it again."""
    context = {"form": FeedbackForm(initial=request.POST.dict()), "minutes": flood.minutes}
    page = render(request, "feedback/form.html", context, status=flood.status)
    page["Retry-After"] = flood.headers["Retry-After"]
    return page


@private_link
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Say thanks, with the case number and the private link."""
    ticket = claimed_ticket(token)
    context = {"ticket": ticket, "token": token, "link": claim_url(ticket)}
    return render(request, "feedback/receipt.html", context)


def _open(form: FeedbackForm) -> Ticket:
    data = form.cleaned_data
    return open_ticket(
        channel=Channel.FORM,
        body=data["body"],
        language=get_language() or "",
        reporter=Reporter(name=data["name"], email=data["email"]),
        enclosed=data["enclosed"],
        origin_key=f"form:{data['submission_id']}",
    )
