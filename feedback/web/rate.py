"""The follow-up's page: opening it records nothing, posting does."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback.actions.answer_follow_up import answer_follow_up
from feedback.queries.private_links import claim_token, claimed_follow_up
from feedback.web.forms import RatingForm
from feedback.web.private import private_link
from feedback_site.kit import clock
from feedback_site.kit.problems import Gone
from feedback_site.kit.redirects import see_other
from feedback_site.kit.throttle import Throttle

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

RATING = Throttle("rate", most=30, seconds=600)


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question with the answer so far, or keep a new one; raises Gone when it is over."""
    follow_up = claimed_follow_up(token)
    if not follow_up.is_open(clock.now()):
        raise Gone(_("The time for this question is over. Thank you all the same."))
    form = RatingForm(initial={"score": follow_up.score, "comment": follow_up.comment})
    status = HTTPStatus.OK
    if request.method == "POST":
        RATING.check(request)
        form = RatingForm(request.POST)
        if form.is_valid():
            answer_follow_up(follow_up=follow_up, **form.cleaned_data)
            messages.success(request, _("Thank you. Your answer is kept; you can still change it."))
            return see_other("feedback:rate", token)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "follow_up": follow_up,
        "ticket": follow_up.ticket,
        "form": form,
        "chosen": str(form["score"].value() or ""),
        "case_token": claim_token(follow_up.ticket),
    }
    return render(request, "feedback/rate.html", context, status=status)
