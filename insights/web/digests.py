"""One's own digests: what was sent, what comes next, one now, none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback_site.kit.access import allow
from insights.actions.choose_digests import choose_digests
from insights.actions.send_digest_now import send_digest_now
from insights.emails import digest_preview
from insights.queries.digests import digests_of, next_digest_of
from notifications.web.mail import MAIL_POLICY

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


@allow("digest.receive")
@require_http_methods(["GET", "HEAD", "POST"])
def digests(request: HttpRequest) -> HttpResponse:
    """List them; a POST asks for one now."""
    person = cast("User", request.user)
    if request.method == "POST":
        if send_digest_now(recipient=person):
            told = _("Your digest is on its way to %(address)s.")
            messages.success(request, told % {"address": person.email})
        else:
            messages.info(request, _("You asked for it this very minute. One is on its way."))
        return _back()
    context = {"digests": digests_of(person), "next": next_digest_of(person)}
    return render(request, "insights/digests.html", context)


@allow("digest.receive")
@require_POST
def subscription(request: HttpRequest) -> HttpResponse:
    """Switch one's own weekly digest off or on."""
    wanted = request.POST.get("wanted") == "yes"
    choose_digests(recipient=cast("User", request.user), wanted=wanted)
    told = _("You will get the digest.") if wanted else _("You will get no more digests.")
    messages.success(request, told)
    return _back()


@allow("digest.receive")
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """Show what the next digest would say if the week ended now."""
    mail = digest_preview(cast("User", request.user))
    return render(request, "insights/digest_preview.html", {"mail": mail})


@allow("digest.receive")
@never_cache
@xframe_options_sameorigin
@require_safe
def preview_html(request: HttpRequest) -> HttpResponse:
    """Return the page of that mail, for the frame in `preview`."""
    mail = digest_preview(cast("User", request.user))
    return HttpResponse(mail.html, headers={"Content-Security-Policy": MAIL_POLICY})


def _back() -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("insights:digests"))
    response.status_code = 303
    return response
