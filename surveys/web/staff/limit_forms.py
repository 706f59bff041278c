"""The forms for limits and for times."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.rules.limits.limits import MOST
from surveys.rules.quality.settings import LONGEST, read_quality

PARTS = 3


class LimitsForm(forms.Form):
    """The cap, the quotas a line each, and whether the survey is anonymous."""

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
        known = settings.get("limits") or {}
        lines = [f"{quota['name']}, {quota['cap']}, {quota['when']}" for quota in known.get("quotas", ())]
        quality = settings.get("quality") or {}
        return {
            "cap": known.get("cap"),
            "quotas": "\n".join(lines),
            "anonymous": settings.get("anonymous", False),
            "proof": quality.get("proof", False),
            "time": read_quality(quality).why_time(get_language() or ""),
        }

    def clean_quotas(self) -> list[dict[str, Any]]:
        """The lines as quotas; what they hold is checked with the survey."""
        return [_quota(line) for line in self.cleaned_data["quotas"].splitlines() if line.strip()]

    def as_settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """The draft's settings with these in place of the old ones."""
        wish = self.cleaned_data
        rest = {key: value for key, value in settings.items() if key not in ("limits", "anonymous", "quality")}
        limits = {key: wish[key] for key in ("cap", "quotas") if wish[key]}
        quality = ({"proof": True} if wish["proof"] else {}) | self._reason(settings.get("quality") or {})
        found = {"limits": limits, "anonymous": wish["anonymous"], "quality": quality}
        return rest | {key: value for key, value in found.items() if value}

    def _reason(self, before: dict[str, Any]) -> dict[str, Any]:
        """The reason as typed; one in several languages changes in the reader's alone."""
        typed, known, language = self.cleaned_data["time"].strip(), before.get("time"), get_language() or ""
        if not typed or typed == read_quality(before).why_time(language):
            return {"time": known} if typed and known else {}
        return {"time": {**known, language: typed} if isinstance(known, dict) else typed}

    def field_of(self, path: str) -> str | None:
        """The field to which a finding belongs."""
        named = {"settings.limits.cap": "cap", "settings.follow_up": "anonymous", "settings.anonymous": "anonymous"}
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


def _quota(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(",", PARTS - 1)]
    name, cap, when = [*parts, *[""] * (PARTS - len(parts))]
    return {"name": name, "cap": int(cap) if cap.isdecimal() and len(cap) < PARTS * 4 else cap, "when": when}
