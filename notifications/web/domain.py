"""Whether the world believes our mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from notifications.queries.domain_check import WORDS, check_domain
from notifications.queries.mail_domain import mail_domain

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("delivery.retry")
@never_cache
@require_safe
def domain(request: HttpRequest) -> HttpResponse:
    """Ask the DNS now, which takes a few seconds at most, and tell what is wrong."""
    found = [(finding, WORDS[finding.verdict]) for finding in check_domain()]
    context = {"domain": mail_domain(), "sender": settings.DEFAULT_FROM_EMAIL, "found": found}
    return render(request, "notifications/domain.html", context)
