"""Put a ready answer into the composer; nothing is sent and nothing is done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.queries.desk.canned import answer_text, find_canned, macro_of
from feedback.queries.find_ticket import find_ticket
from feedback.web.forms import ReplyForm
from feedback.web.staff import staff
from feedback.web.ticket import desk
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("ticket.reply")
@require_POST
def insertion(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the page with the chosen answer after what was written, and what sending it would do besides."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    canned = find_canned(request.POST.get("canned", ""))
    if canned is None:
        problem = Invalid(errors={"canned": [_("Choose a ready answer.")]})
        return desk(request, found, reply=_with(request, ""), problem=problem, status=int(problem.status))
    text = answer_text(canned, found, user)
    return desk(request, found, reply=_with(request, text), macro=macro_of(canned, found, user))


def _with(request: HttpRequest, text: str) -> ReplyForm:
    """Return the form as it was, the text added; not bound, since nothing was sent that could be wrong."""
    written = request.POST.get("reply-body", "").rstrip()
    initial = {"body": "\n\n".join(part for part in (written, text) if part)}
    for name in ("seen_id", "submission_id"):
        if value := request.POST.get(f"reply-{name}"):
            initial[name] = value
    return ReplyForm(initial=initial, prefix="reply")
