"""The form of a service policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Team
from feedback.actions.clocks.save_policy import Terms
from feedback.models import BusinessCalendar
from feedback.models.clocks.policy import MOST_MINUTES, NAME_LENGTH
from feedback.models.words import PRIORITY_WORDS, choices
from feedback.rules.clocks.targets import Counts, Targets
from feedback.rules.names import Channel, Priority

if TYPE_CHECKING:
    from feedback.models import PolicyVersion, SlaPolicy

COUNTS = (
    (Counts.REQUESTER.value, _("The time in which the reporter waits: all waits and holds")),
    (Counts.AGENT.value, _("The time in which the reporter waits for us: waits alone")),
    (Counts.ALL.value, _("All time until it is resolved")),
)
PRIORITIES = [(Priority(value).key, word) for value, word in PRIORITY_WORDS.items()]
SEPARATOR = ","


def _minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=MOST_MINUTES)


def _ticks(label: Any, found: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, choices=found, widget=widget)


class PolicyForm(forms.Form):
    """For whom, by which calendar, and what is promised."""

    name = forms.CharField(label=pgettext_lazy("a thing", "Name"), max_length=NAME_LENGTH)
    channel = _ticks(_("Channel"), choices(Channel))
    priority = _ticks(_("Priority"), PRIORITIES)
    team = _ticks(_("Team"), lambda: [(str(key), name) for key, name in Team.objects.values_list("pk", "name")])
    tag = forms.CharField(
        label=_("Tags"), required=False, max_length=500, help_text=_("Any of these, with commas between them.")
    )
    calendar = forms.ModelChoiceField(
        label=_("Calendar"),
        queryset=BusinessCalendar.objects.order_by("-is_usual", "name"),
        required=False,
        empty_label=_("Around the clock (24×7)"),
    )
    first_minutes = _minutes(_("First response, minutes"))
    next_minutes = _minutes(_("Each further response, minutes"))
    resolution_minutes = _minutes(_("Resolution, minutes"))
    counts = forms.ChoiceField(label=_("A resolution counts"), choices=COUNTS)
    warn_percent = forms.IntegerField(
        label=_("Warn when so much of the time is gone, in percent"), min_value=1, max_value=99, initial=80
    )
    is_active = forms.BooleanField(
        label=pgettext_lazy("policy", "In force"),
        required=False,
        initial=True,
        help_text=_("Switched off, the next policy that fits holds instead."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Team.objects.exists():
            del self.fields["team"]

    def terms(self) -> Terms:
        """Return the wish of a valid form."""
        wish = self.cleaned_data
        tags = [tag.strip().casefold() for tag in wish["tag"].replace("，", SEPARATOR).split(SEPARATOR)]
        condition = {name: wish.get(name, []) for name in ("channel", "priority", "team")} | {
            "tag": [t for t in tags if t]
        }
        return Terms(
            name=wish["name"],
            calendar=wish["calendar"],
            condition=condition,
            is_active=wish["is_active"],
            targets=Targets(
                first=wish["first_minutes"],
                next=wish["next_minutes"],
                resolution=wish["resolution_minutes"],
                counts=Counts(wish["counts"]),
                warn=wish["warn_percent"],
            ),
        )


def initial_from(policy: SlaPolicy, version: PolicyVersion) -> dict[str, Any]:
    """Return what the form shows of a policy as it is."""
    names = ("first_minutes", "next_minutes", "resolution_minutes", "counts", "warn_percent")
    lists = {name: version.condition.get(name, []) for name in ("channel", "priority", "team")}
    return {
        "name": policy.name,
        "is_active": policy.is_active,
        "calendar": version.calendar_id,
        "tag": ", ".join(version.condition.get("tag", [])),
        **lists,
        **{name: getattr(version, name) for name in names},
    }
