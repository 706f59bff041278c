"""Sent mail: what left the house, what waits, and what did not arrive."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from feedback_site.kit.access import allow, permitted
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.redirects import see_other
from notifications.actions.mark_undeliverable import lift_undeliverable
from notifications.actions.retry_delivery import RETRIABLE, retry_deliveries, retry_delivery
from notifications.models import Delivery, UndeliverableAddress
from notifications.models.failure_words import failure_word
from notifications.models.kind_words import KIND_WORDS, kind_word
from notifications.queries.deliveries import deliveries, undeliverable_addresses, wanted_from
from notifications.rules.secrets import masked

if TYPE_CHECKING:
    from django.http import HttpRequest

# A mail is a stranger's page: no script, no request to anywhere, no form, and only its own styles.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


@allow("delivery.read")
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first."""
    wanted = wanted_from(request.GET)
    page = keyset_page(deliveries(wanted), order=("-created_at", "-id"), cursor=request.GET.get("cursor"))
    for row in page.items:
        row.kind_word = kind_word(row.kind)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "wanted": wanted,
        "states": Delivery.State.choices,
        "kinds": list(KIND_WORDS.items()),
        "may_retry": _may_retry(wanted.state),
        "mail_is_kept": not settings.EMAIL_URL,
    }
    return render(request, "notifications/mail.html", context, fragment="mails")


@allow("delivery.read")
@never_cache
@require_safe
def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Show one mail as it was written; private links in it are blotted out."""
    row = get_object_or_404(Delivery, pk=delivery_id)
    text, page = (_shown(request, row, content) for content in (row.text, row.html))
    context = {
        "delivery": row,
        "text": text,
        "is_masked": (text, page) != (row.text, row.html),
        "kind_word": kind_word(row.kind),
        "failure": failure_word(row.error),
        "may_retry": _may_retry(row.state),
    }
    return render(request, "notifications/delivery.html", context)


@allow("delivery.read")
@never_cache
@xframe_options_sameorigin
@require_safe
def delivery_html(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Return the mail's own page, for the frame in `delivery`."""
    row = get_object_or_404(Delivery, pk=delivery_id)
    page = _shown(request, row, row.html)
    return HttpResponse(page, headers={"Content-Security-Policy": MAIL_POLICY})


@allow("delivery.retry")
@require_POST
def delivery_retry(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Queue a mail once more."""
    get_object_or_404(Delivery, pk=delivery_id)
    if retry_delivery(delivery_id=delivery_id):
        messages.success(request, _("The mail is queued again."))
    else:
        messages.info(request, _("There was nothing to send again."))
    return see_other("notifications:delivery", delivery_id)


@allow("delivery.retry")
@require_POST
def mail_retry(request: HttpRequest) -> HttpResponse:
    """Queue all mails of a filter once more that did not go out."""
    wanted = wanted_from(request.POST)
    count = retry_deliveries(deliveries(wanted))
    told = ngettext("%(count)s mail is queued again.", "%(count)s mails are queued again.", count) % {"count": count}
    messages.success(request, told)
    return see_other(f"{reverse('notifications:mail')}?{urlencode(asdict(wanted))}")


@allow("delivery.read")
@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    """List the addresses that get no mail, because one came back for good."""
    page = keyset_page(undeliverable_addresses(), order=("-marked_at", "-id"), cursor=request.GET.get("cursor"))
    return render(request, "notifications/addresses.html", {"page": page})


@allow("delivery.retry")
@require_POST
def address_lift(request: HttpRequest, address_id: int) -> HttpResponse:
    """Let mail go to the address again."""
    row = get_object_or_404(UndeliverableAddress, pk=address_id)
    if lift_undeliverable(address_id=row.pk, actor_id=cast("int", request.user.pk)):
        messages.success(request, _("Mail goes to this address again. What was held back can be sent from its list."))
    return see_other("notifications:addresses")


def _may_retry(state: str) -> bool:
    return bool(settings.EMAIL_URL) and state in RETRIABLE


def _shown(request: HttpRequest, row: Delivery, content: str) -> str:
    return content if _may_open_links(request, row) else masked(content)


def _may_open_links(request: HttpRequest, row: Delivery) -> bool:
    """A kept mail reaches its receiver through an administrator; any other has its own way there."""
    return row.state == Delivery.State.KEPT and permitted(request.user, "delivery.open_links")
