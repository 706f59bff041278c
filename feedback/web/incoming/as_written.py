"""The page of a received mail, for a frame of its own in which nothing can act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from feedback.queries.incoming.as_written import as_written
from feedback.queries.incoming.trays import find_mail
from feedback.web.staff import staff
from feedback_site.kit.access import allow

if TYPE_CHECKING:
    from django.http import HttpRequest

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


@allow("incoming.read")
@never_cache
@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
def mail_html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Return the mail's page; a POST, which somebody has to press, has it fetch pictures from elsewhere this once."""
    found = find_mail(user=staff(request), mail_id=mail_id)
    with_remote = request.method == "POST"
    page = render_to_string("emails/received.html", {"shown": as_written(found, with_remote=with_remote)})
    policy = POLICY.format(pictures="data: https: http:" if with_remote else "data:")
    return HttpResponse(
        page,
        headers={
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
