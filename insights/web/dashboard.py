"""The manager's page of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback_site.kit import clock
from feedback_site.kit.access import allow
from insights.queries.asked_period import CHOICES, asked_days, asked_period
from insights.queries.data_quality import data_quality
from insights.queries.figures import figures
from insights.rules.plot import plot

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User
    from insights.queries.figures import Figures


@allow("dashboard.read")
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period, each with its list."""
    now = clock.now()
    zone = clock.zone(cast("User", request.user).timezone)
    period = asked_period(request.GET, now, zone)
    found = figures(period, now)
    context = {
        "figures": found,
        "quality": data_quality(period),
        "periods": _periods(request),
        "whole_days": period.is_whole_days(zone),
        "site_zone": settings.TIME_ZONE,
        **_drawn(found),
    }
    return render(request, "insights/dashboard.html", context)


def _periods(request: HttpRequest) -> list[dict[str, Any]]:
    chosen = None if "from" in request.GET else asked_days(request.GET)
    return [
        {"url": f"?days={days}", "label": _("%(n)s days") % {"n": days}, "current": days == chosen} for days in CHOICES
    ]


def _drawn(found: Figures) -> dict[str, Any]:
    days = found.volume
    return {
        "plot": plot([day.received.n for day in days], [day.answered.n for day in days]),
        "busy_days": [d for d in reversed(days) if d.received.n or d.answered.n or d.closed.n],
    }
