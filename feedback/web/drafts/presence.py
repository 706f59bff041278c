"""Who else is at a ticket, asked again and again while its page is open."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from feedback.queries.desk.company import Company, newer_than
from feedback.queries.desk.drafts import drafts_on
from feedback.queries.desk.presence import come_near
from feedback.queries.find_ticket import find_ticket
from feedback.web.staff import staff
from feedback_site.kit.access import allow

if TYPE_CHECKING:
    from django.http import HttpRequest


@allow("ticket.read")
@require_POST
def presence(request: HttpRequest, ref: str) -> HttpResponse:
    """Note that the person is here; show what is new around them, or say that nothing is."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    company = Company(
        drafts=drafts_on(found, user),
        near=come_near(found, user),
        newer=newer_than(found, seen(request.POST.get("reply-seen_id", ""))),
    )
    if request.POST.get("told") == company.mark:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "feedback/ticket_company.html", {"ticket": found, "company": company})


def seen(text: str) -> int | None:
    """Return the message that a form names, if it names one."""
    is_key = text.isascii() and text.isdigit() and len(text) <= 18  # digits that a bigint surely holds
    return int(text) if is_key else None
