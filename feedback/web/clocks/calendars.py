"""The pages of business calendars."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from feedback.actions.clocks.save_calendar import checked_content, save_calendar
from feedback.models import BusinessCalendar, CalendarVersion
from feedback.queries.clocks.preview import days_ahead, preview, unknown_workdays
from feedback.web.clocks.calendar_forms import CalendarForm, initial_from
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.hours.days import read_day, write_day
from feedback_site.kit.hours.forms import DAYS
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

OFFICE = write_day(read_day("09:00-12:00, 13:00-18:00"))
LOOK = "look"


@allow("clocks.read")
@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """Show all calendars with their next days."""
    rows = BusinessCalendar.objects.prefetch_related("versions").order_by("-is_usual", "name")
    shown = [_shown(row) for row in rows]
    return render(request, "feedback/clocks/calendars.html", {"calendars": shown, "tab": "calendars"})


@allow("clocks.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_calendar(request: HttpRequest) -> HttpResponse:
    """Make a calendar."""
    begin = {"timezone": staff(request).timezone, "is_usual": not BusinessCalendar.objects.exists()}
    begin |= dict.fromkeys(DAYS[:5], OFFICE)
    return _edit(request, None, begin)


@allow("clocks.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Change a calendar: other hours become a new version."""
    found = get_object_or_404(BusinessCalendar, pk=calendar_id)
    return _edit(request, found, initial_from(found, found.versions.latest("number")))


def _edit(request: HttpRequest, found: BusinessCalendar | None, begin: dict[str, Any]) -> HttpResponse:
    is_sent = request.method == "POST"
    form = CalendarForm(request.POST if is_sent else None, initial=begin)
    shown, status = (found.versions.latest("number") if found else None), HTTPStatus.OK
    if is_sent:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                shown = CalendarVersion(**checked_content(form.plan()))
                if request.POST.get("go") != LOOK:
                    save_calendar(plan=form.plan(), calendar=found, valid_from=form.begin(), by=staff(request))
                    messages.success(request, _("The calendar is saved."))
                    return see_other("feedback:calendars")
                status = HTTPStatus.OK
            except Invalid as refused:
                form.refuse(refused.errors)
    context = {
        "form": form,
        "calendar": found,
        "looking": is_sent and shown is not None,
        "versions": list(found.versions.select_related("created_by").order_by("-number")) if found else [],
        **_days(shown),
    }
    return render(request, "feedback/clocks/calendar.html", context, status=status)


def _days(version: CalendarVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    return {"days": preview(version), "differing": days_ahead(version), "unknown": unknown_workdays(version)}


def _shown(row: BusinessCalendar) -> dict[str, Any]:
    version = max(row.versions.all(), key=lambda version: version.number)
    return {"row": row, "version": version, **_days(version)}
