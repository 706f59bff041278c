"""What an administrator says about an export."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.queries.importing.words import SOURCES
from feedback.rules.importing.case import SPACE_LENGTH


class ImportForm(forms.Form):
    """The file, whose it is, and what it does not say itself."""

    source = forms.ChoiceField(
        label=_("Export of"), choices=[(source.value, words) for source, words in SOURCES.items()]
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.json,.ndjson,.jsonl,.txt"}),
    )
    space = forms.CharField(
        label=_("Name of that system"),
        max_length=SPACE_LENGTH,
        required=False,
        help_text=_("Only if you bring over several of one kind: numbers are told apart by it."),
    )
    zone = forms.CharField(
        label=_("Time zone"), max_length=64, help_text=_("For times that name none. For example Asia/Shanghai.")
    )

    def clean_zone(self) -> str:
        """Return a zone that exists; raises ValidationError."""
        zone: Any = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("This time zone is not known."))
        return str(zone)
