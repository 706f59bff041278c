"""The page of a received mail, for a frame of its own in which nothing can act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from feedback.queries.incoming.as_written import as_written
from feedback.queries.incoming.picture_links import new_wish, read_wish
from feedback.queries.incoming.trays import find_mail
from feedback.rules.mail.display.remote import Asking
from feedback.rules.mail.display.shown import Shown
from feedback.web.staff import staff
from feedback_site.kit.access import allow, permitted, public

if TYPE_CHECKING:
    from django.http import HttpRequest

    from feedback.queries.incoming.picture_links import PictureWish

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
    if request.method == "POST":
        return _page(as_written(found, with_remote=True), pictures="data: https: http:")
    wish = new_wish(user=staff(request), mail_id=found.pk)
    return _page(as_written(found, asking=_asking(wish)))


@public  # the frame's links bring no cookie: the signed address names who asks, and their permission is looked up
@never_cache
@xframe_options_sameorigin
@require_safe
def mail_pictures(request: HttpRequest, signed: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the mail's page with the pictures that were asked for one by one, and no others."""
    wish = read_wish(signed)
    reader = wish.reader if wish else None
    if wish is None or reader is None or not permitted(reader, "incoming.read"):
        raise Http404
    with translation.override(reader.language):
        if wish.is_over:
            return _page(Shown("", 0, is_cut=False), is_over=True)
        found = find_mail(user=reader, mail_id=wish.mail_id)
        page = as_written(found, wanted=frozenset(wish.pictures), asking=_asking(wish))
        return _page(page, pictures=" ".join(["data:", *page.origins]))


def _asking(wish: PictureWish) -> Asking:
    return Asking(
        address=lambda number: reverse("feedback:incoming_pictures", args=[wish.also(number).signed]),
        words=_("Show this one this time"),
    )


def _page(page: Shown, *, pictures: str = "data:", is_over: bool = False) -> HttpResponse:
    return HttpResponse(
        render_to_string("emails/received.html", {"shown": page, "is_over": is_over}),
        headers={
            "Content-Security-Policy": POLICY.format(pictures=pictures),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
