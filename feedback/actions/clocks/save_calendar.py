"""Make a business calendar, or give one new hours from a moment on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.events import CalendarChanged
from feedback.models import BusinessCalendar, CalendarVersion, RulesChange
from feedback.models.clocks.calendar import NAME_LENGTH
from feedback.rules.time.holidays import OWN, countries, holiday_days
from feedback_site.kit import clock
from feedback_site.kit.hours.days import BadHoursError, checked_day, checked_week
from feedback_site.kit.hours.words import told
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback_site.kit.hours.days import Day

YEARS_BEFORE, YEARS_AHEAD = 1, 3
MOST_DAYS = 200
NOTICE = timedelta(minutes=1)
"""New hours begin a minute later at the earliest, so that no answer just given is counted anew by them."""


@dataclass(frozen=True, kw_only=True)
class Exceptional:
    """A date with hours of its own; without any it is closed."""

    hours: Day = ()
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What somebody wishes a calendar to be."""

    name: str
    timezone: str
    week: tuple[Day, ...]
    country: str = ""
    exceptions: dict[date, Exceptional] = field(default_factory=dict)
    is_usual: bool = False


@transaction.atomic
def save_calendar(
    *, plan: Plan, calendar: BusinessCalendar | None = None, valid_from: datetime | None = None, by: User | None = None
) -> CalendarVersion:
    """Save the calendar; other hours make a new version from `valid_from` on, by default in a minute.

    What has been counted stays as it was. Raises Invalid.
    """
    content = checked_content(plan)
    row = _row(calendar, plan)
    last = row.versions.order_by("-number").first()
    if last and content == {name: getattr(last, name) for name in content}:
        return last
    version = CalendarVersion.objects.create(
        calendar=row,
        number=last.number + 1 if last else 1,
        valid_from=_begin(last, valid_from),
        created_at=clock.now(),
        created_by=by,
        **content,
    )
    RulesChange.objects.create(at=clock.now())
    record(
        CalendarChanged(calendar_id=row.pk, version_id=version.pk),
        actor_id=by.pk if by else None,
        subject=f"calendar:{row.pk}",
    )
    return version


def days_of(plan: Plan, week: tuple[Day, ...]) -> dict[str, dict[str, Any]]:
    """Return the dates that differ: the country's, overruled by the house's own."""
    year = clock.now().year
    found = {}
    if plan.country:
        found = holiday_days(plan.country, range(year - YEARS_BEFORE, year + YEARS_AHEAD + 1), week)
    for day, wish in plan.exceptions.items():
        hours = [list(span) for span in checked_day(wish.hours)]
        found[day.isoformat()] = {"hours": hours, "kind": OWN, "name": wish.name}
    return dict(sorted(found.items()))


def checked_content(plan: Plan) -> dict[str, Any]:
    """Return what a version would hold; raises Invalid."""
    if plan.timezone not in available_timezones():
        raise Invalid(errors={"timezone": [_("This time zone is not known.")]})
    if plan.country and plan.country not in countries():
        raise Invalid(errors={"country": [_("The holidays of this country are not known.")]})
    if len(plan.exceptions) > MOST_DAYS:
        raise Invalid(errors={"exceptions": [_("Please keep it under %(most)s dates.") % {"most": MOST_DAYS}]})
    try:
        week = checked_week(plan.week)
    except BadHoursError as error:
        raise Invalid(errors={"week": [told(error)]}) from error
    try:
        days = days_of(plan, week)
    except BadHoursError as error:
        raise Invalid(errors={"exceptions": [told(error)]}) from error
    return {
        "timezone": plan.timezone,
        "week": [[list(span) for span in day] for day in week],
        "country": plan.country,
        "days": days,
    }


def _row(calendar: BusinessCalendar | None, plan: Plan) -> BusinessCalendar:
    """Lock or make the calendar and give it its name and its place."""
    name = " ".join(plan.name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise Invalid(errors={"name": [_("Give it a name of up to %(most)s characters.") % {"most": NAME_LENGTH}]})
    rows = BusinessCalendar.objects.select_for_update(of=("self",)).order_by("pk")
    others = [row for row in rows if calendar is None or row.pk != calendar.pk]
    if any(row.name == name for row in others):
        raise Invalid(errors={"name": [_("There is a calendar of this name already.")]})
    row = rows.get(pk=calendar.pk) if calendar else BusinessCalendar(created_at=clock.now())
    was_usual, row.name, row.is_usual = row.is_usual, name, plan.is_usual
    if row.is_usual != was_usual:
        BusinessCalendar.objects.filter(is_usual=True).exclude(pk=row.pk).update(is_usual=False)
        RulesChange.objects.create(at=clock.now())
    row.save()
    return row


def _begin(last: CalendarVersion | None, wish: datetime | None) -> datetime:
    """Return when the hours begin; the first version holds for the time before it too."""
    now = clock.now()
    if last is None:
        return now
    soonest = (now + 2 * NOTICE).replace(second=0, microsecond=0)
    if wish is None:
        wish = soonest if last.valid_from < soonest or last.valid_from > soonest + NOTICE else last.valid_from + NOTICE
    if wish < soonest:
        raise Invalid(errors={"valid_from": [_("What has been counted stays as it was: choose a time to come.")]})
    if wish <= last.valid_from:
        told_from = last.valid_from.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
        message = _("A change waits already, from %(moment)s. Choose a later time.") % {"moment": told_from}
        raise Invalid(errors={"valid_from": [message]})
    return wish
