"""Drafts, kept as they are typed, or by a button without scripts."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.actions.drafts.keep_draft import keep_draft
from feedback.models.message import BY_STAFF
from feedback.queries.find_ticket import find_ticket
from feedback.web.return_to import back_to
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import wants_fragment
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from django.http import HttpRequest

    from feedback.rules.names import Kind

KINDS = {kind.value: kind for kind in BY_STAFF}


@allow("ticket.note")
@require_POST
def drafts(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep the text of the composer that the button, or the script, names."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    kind = _kind(request.POST.get("draft", ""))
    keep_draft(
        ticket=found,
        user=user,
        kind=kind,
        body=request.POST.get(f"{kind.value}-body", ""),
        submission_id=_number(request.POST.get(f"{kind.value}-submission_id", "")),
    )
    if wants_fragment(request):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    messages.success(request, _("Draft kept. Colleagues see it, the reporter does not."))
    return back_to(request, found)


def _kind(text: str) -> Kind:
    if text not in KINDS:
        raise Invalid(errors={"draft": [_("Choose a reply or a note.")]})
    return KINDS[text]


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
