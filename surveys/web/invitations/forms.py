"""The form that takes addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.rules.invitations.addresses import MOST, Addresses, from_csv, from_text
from surveys.web.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 500_000


class AddressesForm(forms.Form):
    """Addresses pasted or in a file, and the language to write in."""

    addresses = forms.CharField(
        label=_("Mail addresses"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("One a line, or between commas; names before addresses in <…> do not matter."),
    )
    file = forms.FileField(
        label=_("Or a CSV file"), required=False, help_text=_("Every cell that holds an address counts.")
    )
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        """Offer the survey's languages."""
        super().__init__(*args, **kwargs)
        self.read = Addresses()
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, name_of(code)) for code in languages]

    def clean(self) -> dict[str, Any]:
        """Read the addresses into `read`."""
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", _("This file is too large."))
            return cleaned
        self.read = from_text(cleaned.get("addresses", ""))
        if upload:
            in_file = from_csv(upload.read().decode("utf-8-sig", errors="replace"))
            fresh = [address for address in in_file.good if address not in self.read.good]
            self.read.repeated += in_file.repeated + len(in_file.good) - len(fresh)
            self.read.good += fresh
            self.read.wrong += in_file.wrong
        if self.read.are_too_many:
            self.add_error("addresses", _("Send at most %(most)s at a time.") % {"most": MOST})
        elif not self.read.good:
            self.add_error("addresses", _("There is no mail address in this."))
        return cleaned
