"""Hours of the week, a line for each day, and an absence by its dates."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.rules.working_time import MOST_ROOM
from feedback_site.kit.hours.days import WEEK
from feedback_site.kit.hours.forms import WeekForm, ZoneField, initial_week

if TYPE_CHECKING:
    from accounts.models import WorkingTime

PERSON, TEAM = "person", "team"


class HoursForm(WeekForm):
    """When somebody works and how much they take."""

    timezone = ZoneField()
    capacity = forms.IntegerField(
        label=_("Open cases in turn, at most"),
        required=False,
        min_value=0,
        max_value=MOST_ROOM,
        help_text=_("Empty: any number. 0: none in turn; cases can still be handed over by hand."),
    )

    def wish(self) -> dict[str, Any]:
        """Return what a valid form says, as the action takes it."""
        said = self.cleaned_data
        return {"timezone": said["timezone"], "capacity": said["capacity"], "week": self.week()}


class AbsenceForm(forms.Form):
    """From a day to a day, both whole, and who takes over."""

    first = forms.DateField(label=_("First day away"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day away"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    cover = forms.ChoiceField(
        label=_("Who takes over"),
        required=False,
        help_text=_("Cases that are written to meanwhile go there; with nobody chosen, back to their team."),
    )

    def __init__(self, data: Any, person: User) -> None:
        super().__init__(data)
        people = User.objects.who_may("ticket.reply").exclude(pk=person.pk).order_by("name", "email")
        field: Any = self.fields["cover"]
        field.choices = [
            ("", _("Nobody in particular")),
            (_("Teams"), [(f"{TEAM}:{team.pk}", str(team)) for team in Team.objects.order_by("name", "id")]),
            (_("Colleagues"), [(f"{PERSON}:{somebody.pk}", str(somebody)) for somebody in people]),
        ]

    def wish(self, zone: str) -> dict[str, Any]:
        """Return what a valid form says, as the action takes it: midnights on the person's own clock."""
        said, place = self.cleaned_data, ZoneInfo(zone)
        kind, _colon, key = said["cover"].partition(":")
        return {
            "starts_at": datetime.combine(said["first"], time(), place),
            "ends_at": datetime.combine(said["last"] + timedelta(days=1), time(), place),
            "cover_person": User.objects.get(pk=key) if kind == PERSON else None,
            "cover_team": Team.objects.get(pk=key) if kind == TEAM else None,
        }


def initial_hours(person: User, kept: WorkingTime | None) -> dict[str, Any]:
    """Return what the form shows of somebody's hours as they are."""
    if kept is None:
        return {"timezone": person.timezone}
    return {"timezone": kept.timezone, "capacity": kept.capacity, **initial_week(kept.week or [[]] * WEEK)}
