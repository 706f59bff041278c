"""Say when somebody works and how many open cases they take in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.events import WorkingTimeChanged
from accounts.models import WorkingTime
from accounts.rules.working_time import MOST_ROOM
from feedback_site.kit.hours.days import BadHoursError, checked_week
from feedback_site.kit.hours.words import told
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback_site.kit.hours.days import Day


@transaction.atomic
def save_hours(
    *, person: User, timezone: str, week: tuple[Day, ...], capacity: int | None, actor_id: int
) -> WorkingTime:
    """Keep the hours; a week without any is any time. Raises Invalid."""
    if timezone not in available_timezones():
        raise Invalid(errors={"timezone": [_("This time zone is not known.")]})
    if capacity is not None and not 0 <= capacity <= MOST_ROOM:
        raise Invalid(errors={"capacity": [_("Choose a number up to %(most)s.") % {"most": MOST_ROOM}]})
    try:
        days = checked_week(week) if any(week) else ()
    except BadHoursError as error:
        raise Invalid(errors={"week": [told(error)]}) from error
    content = {"timezone": timezone, "week": [[list(span) for span in day] for day in days], "capacity": capacity}
    row, is_new = WorkingTime.objects.select_for_update(of=("self",)).get_or_create(person=person, defaults=content)
    if not is_new:
        if content == {name: getattr(row, name) for name in content}:
            return row
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
    record(WorkingTimeChanged(user_id=person.pk), actor_id=actor_id, subject=f"person:{person.pk}")
    return row
