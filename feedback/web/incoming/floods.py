"""What is held of one sender who wrote too many at once, and taking it into cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from feedback.actions.incoming.release import Into, release
from feedback.queries.incoming.floods import flood_of, mails_of
from feedback.queries.incoming.trays import find_mail
from feedback.web.paging import page_links
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.problems import Conflict
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("incoming.read")
@require_safe
def sender(request: HttpRequest, mail_id: int) -> HttpResponse:
    """List what is held of the sender of this mail, the first one first."""
    user = staff(request)
    found = find_mail(user=user, mail_id=mail_id)
    held = mails_of(user=user, sender=found.sender)
    page = keyset_page(held, order=("id",), cursor=request.GET.get("cursor"))
    context = {"mail": found, "flood": flood_of(found), "page": page, "links": page_links(page, "")}
    return render(request, "feedback/incoming/sender.html", context)


@allow("incoming.decide")
@require_POST
def take_all(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Take all that is held of the sender of this mail into cases, or into one."""
    found = find_mail(user=staff(request), mail_id=mail_id)
    wish = request.POST.get("into", "")
    if wish not in list(Into):
        return see_other("feedback:incoming_sender", found.pk)
    try:
        done = release(sender=found.sender, by=staff(request), into=Into(wish))
    except Conflict as problem:
        messages.error(request, str(problem.detail or problem.title))
        return see_other("feedback:incoming_sender", found.pk)
    if done.ticket:
        messages.success(request, _("They go into this case, one after the other, within moments."))
        return see_other("feedback:ticket", done.ticket.ref)
    told = ngettext(
        "%(counter)s mail opens its case within moments.",
        "%(counter)s mails open their cases, one after the other, within moments.",
        done.number,
    )
    messages.success(request, told % {"counter": done.number})
    return see_other("feedback:incoming")
