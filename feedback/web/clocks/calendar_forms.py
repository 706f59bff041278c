"""The form of a business calendar: a line of hours for each day, a country, and dates that differ."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext, pgettext_lazy, to_locale
from django.utils.translation import gettext_lazy as _

from feedback.actions.clocks.save_calendar import Exceptional, Plan
from feedback.models.clocks.calendar import NAME_LENGTH
from feedback.rules.time.holidays import OWN, countries
from feedback_site.kit.hours.days import SPAN, BadHoursError, read_day, write_day
from feedback_site.kit.hours.forms import WeekForm, ZoneField, initial_week
from feedback_site.kit.hours.words import told

if TYPE_CHECKING:
    from feedback.models import BusinessCalendar, CalendarVersion

LINE = re.compile(r"(\d{4}-\d\d-\d\d)\s*[,:：，]?\s*(.*)")
CLOSED = re.compile(r"(?:closed|休息|休假|关闭|放假)", re.IGNORECASE)
MOST_LETTERS = 10_000


def _countries() -> list[tuple[str, Any]]:
    names = Locale.parse(to_locale(get_language() or "en")).territories
    found = sorted((str(names.get(code, code)), code) for code in countries())
    return [("", gettext("No holidays")), *((code, name) for name, code in found)]


class CalendarForm(WeekForm):
    """What somebody wishes a calendar to be."""

    name = forms.CharField(label=pgettext_lazy("a thing", "Name"), max_length=NAME_LENGTH)
    timezone = ZoneField()
    country = forms.ChoiceField(
        label=_("Public holidays"),
        required=False,
        choices=_countries,
        help_text=_("Holidays are closed; make-up workdays, as in China, are open as usual."),
    )
    exceptions = forms.CharField(
        label=_("Dates that differ"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
        help_text=_("One a line, such as: 2026-12-24 09:00–12:00 Christmas Eve, or 2026-12-31 closed Stocktaking"),
    )
    is_usual = forms.BooleanField(
        label=_("The usual calendar"),
        required=False,
        help_text=_("It counts business time wherever no policy names another."),
    )
    valid_from = forms.DateField(
        label=_("New hours hold from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: in a minute. What has been counted until then stays as it was."),
    )

    def clean_exceptions(self) -> dict[date, Exceptional]:
        """Read one date a line."""
        found = {}
        for line in filter(None, map(str.strip, self.cleaned_data["exceptions"].splitlines())):
            try:
                day, wish = _exception(line)
            except BadHoursError as error:
                raise forms.ValidationError(told(error)) from error
            except ValueError as error:
                message = gettext("This line cannot be read: “%(line)s”.") % {"line": line[:40]}
                raise forms.ValidationError(message) from error
            found[day] = wish
        return found

    def plan(self) -> Plan:
        """Return the wish of a valid form."""
        wish = self.cleaned_data
        return Plan(
            name=wish["name"],
            timezone=wish["timezone"],
            week=self.week(),
            country=wish["country"],
            exceptions=wish["exceptions"],
            is_usual=wish["is_usual"],
        )

    def begin(self) -> datetime | None:
        """Return the midnight, on the calendar's own clock, from which the new hours hold."""
        day = self.cleaned_data.get("valid_from")
        return datetime.combine(day, time(), ZoneInfo(self.cleaned_data["timezone"])) if day else None

    def refuse(self, errors: dict[str, list[Any]]) -> None:
        """Show what the action refused beside the field that it concerns."""
        for name, texts in errors.items():
            self.add_error({"week": "day_0"}.get(name, name), [str(text) for text in texts])


def initial_from(calendar: BusinessCalendar, version: CalendarVersion) -> dict[str, Any]:
    """Return what the form shows of a calendar as it is."""
    own = [(day, found) for day, found in version.days.items() if found["kind"] == OWN]
    return {
        "name": calendar.name,
        "timezone": version.timezone,
        "country": version.country,
        "is_usual": calendar.is_usual,
        "exceptions": "\n".join(_line(day, found) for day, found in own),
        **initial_week(version.week),
    }


def _day(spans: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((opens, closes) for opens, closes in spans)


def _line(day: str, found: dict[str, Any]) -> str:
    hours = write_day(_day(found["hours"])) or gettext("closed")
    return " ".join(part for part in (day, hours, found["name"]) if part)


def _exception(line: str) -> tuple[date, Exceptional]:
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    hours = ", ".join(found[0] for found in SPAN.finditer(match[2]))
    rest = SPAN.sub("", match[2]).strip(" ,，;；")
    if not hours:
        words = CLOSED.match(rest)
        if words is None:
            raise ValueError(line)
        rest = rest[words.end() :].strip(" ,，;；")
    return date.fromisoformat(match[1]), Exceptional(hours=read_day(hours), name=rest[:NAME_LENGTH])
