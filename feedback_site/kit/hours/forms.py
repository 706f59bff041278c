"""Fields for hours: a time zone, and a line for each day of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.hours.days import MOST_LETTERS, WEEK, BadHoursError, read_day, write_day
from feedback_site.kit.hours.words import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback_site.kit.hours.days import Day

DAYS = tuple(f"day_{number}" for number in range(WEEK))


def zones() -> list[tuple[str, str]]:
    """Return the places of the world as a form offers them."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [(name, name.replace("_", " ")) for name in ["UTC", *places]]


class ZoneField(forms.ChoiceField):
    """One of the places of the world."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("Time zone"), "choices": lazy(zones, list)(), **options})


class WeekForm(forms.Form):
    """A line of hours for each day, beside whatever else is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(DAYS):
            self.fields[name] = forms.CharField(label=WEEKDAYS[number], required=False, max_length=MOST_LETTERS)

    @property
    def days(self) -> list[Any]:
        """The seven lines, to be drawn together."""
        return [self[name] for name in DAYS]

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day."""
        wish = super().clean() or self.cleaned_data
        for name in DAYS:
            try:
                wish[name] = read_day(wish.get(name, ""))
            except BadHoursError as error:
                self.add_error(name, told(error))
        return wish

    def week(self) -> tuple[Day, ...]:
        """Return the week that a valid form says, Monday first."""
        return tuple(self.cleaned_data[name] for name in DAYS)


def initial_week(week: Sequence[Sequence[Sequence[int]]]) -> dict[str, str]:
    """Return what the form shows of a week as it is kept."""
    return {name: write_day(tuple((a, b) for a, b in week[number])) for number, name in enumerate(DAYS)}
