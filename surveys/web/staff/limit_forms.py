"""The forms for limits and for times."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.rules.limits.limits import MOST
from surveys.rules.limits.parts import parts_of, with_parts
from surveys.rules.quality.settings import LONGEST, Quality

PARTS = 3


class LimitsForm(forms.Form):
    """The cap, the quotas a line each, and for whom the survey is."""

    cap = forms.IntegerField(
        label=_("Cap"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("So many complete answers count; empty means no limit."),
    )
    quotas = forms.CharField(
        label=_("Quotas"),
        required=False,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text=_("One a line: name, number, condition. For example: young-women, 50, {gender} = 'f' and {age} < 30"),
    )
    anonymous = forms.BooleanField(
        label=_("Anonymous"),
        required=False,
        help_text=_("No times, no numbers, no way back from an answer to a person; and no tickets from answers."),
    )
    invited_only = forms.BooleanField(
        label=_("Invited people only"),
        required=False,
        help_text=_("The links in invitations open the survey, once each; the public link says so, politely."),
    )
    proof = forms.BooleanField(
        label=_("Ask browsers for a small sum"),
        required=False,
        help_text=_("Whoever sends thousands of answers pays for each. Without scripts answers count all the same."),
    )
    time = forms.CharField(
        label=_("Why time is looked at"),
        required=False,
        max_length=LONGEST,
        help_text=_("Shown to whoever answers. Without a reason nobody looks at how fast somebody was."),
    )

    @staticmethod
    def initial_from(settings: dict[str, Any]) -> dict[str, Any]:
        """What the draft's settings say."""
        parts = parts_of(settings)
        return parts | {"quotas": lines_of(parts["quotas"]), "time": _reason_in(parts["time"])}

    def clean_quotas(self) -> list[dict[str, Any]]:
        """The lines as quotas; what they hold is checked with the survey."""
        return [_quota(line) for line in self.cleaned_data["quotas"].splitlines() if line.strip()]

    def as_settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """The draft's settings with these in place of the old ones."""
        wish = self.cleaned_data
        return with_parts(settings, wish | {"time": self._reason(parts_of(settings)["time"])})

    def _reason(self, known: str | dict[str, str]) -> str | dict[str, str]:
        """The reason as typed; one in several languages changes in the reader's alone."""
        typed = str(self.cleaned_data["time"]).strip()
        if not typed or typed == _reason_in(known):
            return known if typed else ""
        return {**known, get_language() or "": typed} if isinstance(known, dict) else typed

    def field_of(self, path: str) -> str | None:
        """The field to which a finding belongs."""
        named = {"settings.limits.cap": "cap", "settings.follow_up": "anonymous", "settings.anonymous": "anonymous"}
        named |= {"settings.invited_only": "invited_only"}
        named |= {"settings.quality.time": "time", "settings.quality.proof": "proof"}
        return "quotas" if path.startswith("settings.limits.quotas") else named.get(path)


class ScheduleForm(forms.Form):
    """From when until when."""

    opens_at = forms.DateTimeField(label=_("Opens"), required=False)
    closes_at = forms.DateTimeField(label=_("Closes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask with the browser's own control."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def lines_of(quotas: list[dict[str, Any]]) -> str:
    """Quotas, a line each."""
    return "\n".join(f"{quota['name']}, {quota['cap']}, {quota['when']}" for quota in quotas)


def _reason_in(time: str | dict[str, str]) -> str:
    return Quality(time=time).why_time(get_language() or "")


def _quota(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(",", PARTS - 1)]
    name, cap, when = [*parts, *[""] * (PARTS - len(parts))]
    return {"name": name, "cap": int(cap) if cap.isdecimal() and len(cap) < PARTS * 4 else cap, "when": when}
