"""The trays of mails that came in, one mail, and what staff decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from feedback.actions.incoming.decide import Decision, decide, try_again
from feedback.queries.incoming.contents import contents, raw_of
from feedback.queries.incoming.floods import floods_on
from feedback.queries.incoming.trays import FLOOD, TRAYS, find_mail, mails_in, tray_of, troubled_mailboxes, undecided
from feedback.rules.mail.display.shown import shown
from feedback.rules.mail.fates import Fate
from feedback.web.paging import page_links
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.problems import Problem
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest

    from feedback.models import IncomingMail
    from feedback.queries.incoming.floods import Flood

TOLD = {
    Decision.ACCEPT: gettext_lazy("The mail stands in the case now."),
    Decision.OWN: gettext_lazy("The mail has a case of its own."),
    Decision.DISCARD: gettext_lazy("Put away. The mail is kept."),
}


@allow("incoming.read")
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """List what lies in one tray, the newest first; of whoever wrote too many at once one line."""
    user, tray, cursor = staff(request), tray_of(request.GET.get("tray", "")), request.GET.get("cursor")
    floods: list[Flood] = []
    if tray == FLOOD:
        page, floods = floods_on(user=user, cursor=cursor)
    else:
        page = keyset_page(mails_in(user=user, tray=tray), order=("-id",), cursor=cursor)
    waiting = undecided(user=user)
    context = {
        "page": page,
        "floods": floods,
        "links": page_links(page, urlencode({"tray": tray.key})),
        "tray": tray,
        "troubled": troubled_mailboxes(),
        "trays": [(item, sum(waiting.get(fate, 0) for fate in item.fates)) for item in TRAYS],
    }
    return render(request, "feedback/incoming/list.html", context)


@allow("incoming.read")
@require_safe
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Show one mail as text, and what became of it."""
    return _page(request, find_mail(user=staff(request), mail_id=mail_id))


@allow("incoming.decide")
@require_POST
def decision(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Accept a held mail, give it a case of its own, or put it away."""
    found = find_mail(user=staff(request), mail_id=mail_id)
    wish = request.POST.get("decision", "")
    if wish not in list(Decision):
        return see_other("feedback:incoming_mail", found.pk)
    chosen = Decision(wish)
    try:
        done = decide(mail=found, by=staff(request), decision=chosen, reason=request.POST.get("reason", ""))
    except Problem as problem:
        return _page(request, find_mail(user=staff(request), mail_id=mail_id), problem=problem)
    messages.success(request, TOLD[chosen])
    if done.ticket and chosen != Decision.DISCARD:
        return see_other("feedback:ticket", done.ticket.ref)
    return see_other("feedback:incoming")


@allow("incoming.decide")
@require_POST
def retry(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Read a mail once more."""
    found = find_mail(user=staff(request), mail_id=mail_id)
    try:
        done = try_again(mail=found)
    except Problem as problem:
        return _page(request, find_mail(user=staff(request), mail_id=mail_id), problem=problem)
    if done.state == Fate.UNREADABLE:
        messages.error(request, _("It still could not be read."))
    else:
        messages.success(request, _("The mail was read."))
    return see_other("feedback:incoming_mail", found.pk)


@allow("incoming.raw")
@require_safe
def raw(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Hand out the bytes as they came, as a download and nothing else."""
    found = find_mail(user=staff(request), mail_id=mail_id)
    response = HttpResponse(raw_of(found), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="mail-{found.pk}.eml"'
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, found: IncomingMail, *, problem: Problem | None = None) -> HttpResponse:
    held = contents(found)
    context = {
        "mail": found,
        "contents": held,
        "blocked": shown(held.html, pictures={}).blocked if held.html else 0,
        "arrivals": found.arrivals.order_by("id")[:20],
        "problem": problem,
    }
    return render(request, "feedback/incoming/mail.html", context, status=int(problem.status) if problem else 200)
