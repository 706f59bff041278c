"""The next days of a calendar as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback.rules.time.holidays import HOLIDAY, WORKDAY
from feedback_site.kit import clock
from feedback_site.kit.hours.days import write_span

if TYPE_CHECKING:
    from feedback.models import CalendarVersion

DAYS = 14


@dataclass(frozen=True, kw_only=True)
class Line:
    """One day: its spans in words, and why it differs from its weekday."""

    day: date
    spans: list[str]
    kind: str = ""
    note: str = ""


def preview(version: CalendarVersion) -> list[Line]:
    """Return the next fourteen days on the calendar's own clock."""
    today = clock.now().astimezone(ZoneInfo(version.timezone)).date()
    return [_line(version, today + timedelta(days=number)) for number in range(DAYS)]


def days_ahead(version: CalendarVersion) -> list[Line]:
    """Return the dates to come that differ from their weekdays."""
    today = clock.now().astimezone(ZoneInfo(version.timezone)).date().isoformat()
    return [_line(version, date.fromisoformat(day)) for day in version.days if day >= today]


def unknown_workdays(version: CalendarVersion) -> list[int]:
    """Return the years whose make-up workdays are not published yet, in a country that has them."""
    years = {int(day[:4]) for day, found in version.days.items() if found["kind"] == HOLIDAY}
    known = {int(day[:4]) for day, found in version.days.items() if found["kind"] == WORKDAY}
    return sorted(year for year in years if known and year > max(known))


def _line(version: CalendarVersion, day: date) -> Line:
    found: dict[str, Any] = version.days.get(day.isoformat(), {})
    hours = found.get("hours", version.week[day.weekday()])
    spans = [write_span((opens, closes)) for opens, closes in hours]
    return Line(day=day, spans=spans, kind=found.get("kind", ""), note=_note(found))


def _note(found: dict[str, Any]) -> str:
    if not found:
        return ""
    if found["kind"] == WORKDAY:
        return _("Make-up workday")
    name = found["name"]
    if isinstance(name, dict):
        name = name.get(get_language() or "en") or name.get("en", "")
    return name or (_("Holiday") if found["kind"] == HOLIDAY else _("Own hours"))
