"""The page of one ticket, also when something on it went wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from feedback.actions.reply import Crossed
from feedback.queries.desk.canned import find_canned, macro_of, offered
from feedback.queries.desk.company import Company, newer_than
from feedback.queries.desk.drafts import drafts_on
from feedback.queries.desk.presence import who_is_near
from feedback.queries.fields.on_ticket import fields_on
from feedback.queries.find_ticket import find_ticket
from feedback.queries.inbox.keeping import keeping
from feedback.queries.inbox.lines import short_lines
from feedback.queries.inbox.queue import queue
from feedback.queries.inbox.views import VIEWS, asked_view
from feedback.queries.incoming.on_ticket import mail_on
from feedback.queries.merging.relations import relations
from feedback.queries.ticket_page import ticket_page
from feedback.web.drafts.presence import seen
from feedback.web.forms import ClosureForm, NoteForm, ReopeningForm, ReplyForm
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Ticket
    from feedback.queries.desk.canned import Macro
    from feedback_site.kit.problems import Problem

PANE_SIZE = 25


@allow("ticket.read")
@require_safe
def ticket(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the thread, the person and what can be done."""
    return desk(request, find_ticket(user=staff(request), ref=ref))


def desk(
    request: HttpRequest,
    found: Ticket,
    *,
    problem: Problem | None = None,
    macro: Macro | None = None,
    status: int = HTTPStatus.OK,
    **forms: Form,
) -> HttpResponse:
    """Render the page; after a mistake with the `reply`, `note`, `closure` or `reopening` form as it was sent."""
    user = staff(request)
    page = ticket_page(user=user, ticket=found)
    view = asked_view(request.GET, user)
    drafts = drafts_on(found, user)
    around = relations(found)
    is_crossed = isinstance(problem, Crossed)
    listed = queue(user=user, view=view, size=PANE_SIZE)
    context = {
        "desk": page,
        "ticket": found,
        "views": VIEWS.values(),
        "view": view,
        "page": listed,
        "lines": short_lines(listed.items),
        "current": found.ref,
        "keeping": keeping(found),
        "fields": fields_on(found),
        "relations": around,
        "undoable": bool(around.merge and around.merge.may_undo(clock.now())),
        "mail_on": mail_on(found, user),
        "problem": problem,
        "crossed": is_crossed,
        "crossing": newer_than(found, seen(request.POST.get("reply-seen_id", ""))) if is_crossed else [],
        "company": Company(drafts=drafts, near=who_is_near(found, user), newer=[]),
        "canned": offered(found),
        "macro": macro or asked_macro(request, found),
        "now": clock.now(),
        "reply": ReplyForm(initial={"seen_id": page.seen_id, "body": drafts.reply}, prefix="reply"),
        "note": NoteForm(initial={"body": drafts.note}, prefix="note"),
        "closure": ClosureForm(),
        "reopening": ReopeningForm(),
        **forms,
    }
    return render(request, "feedback/ticket.html", context, fragment="thread", status=status)


def asked_macro(request: HttpRequest, found: Ticket) -> Macro | None:
    """Return what the composer says is to be done with sending."""
    key = request.POST.get("macro", "")
    canned = find_canned(key) if key else None
    return macro_of(canned, found, staff(request)) if canned else None
