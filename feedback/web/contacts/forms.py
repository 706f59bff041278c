"""What staff fill in about a person."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from feedback.actions.contacts.change_contact import MAX_NOTES, NAME_LENGTH


class ContactForm(forms.Form):
    """What is known and wished."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    timezone = forms.CharField(
        label=_("Time zone"), max_length=64, required=False, help_text=_("For example Asia/Shanghai.")
    )
    notes = forms.CharField(
        label=_("Notes"),
        help_text=_("For staff. The person may ask to read them."),
        max_length=MAX_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent = forms.BooleanField(label=_("Agreed that we may write on our own account"), required=False)
    do_not_contact = forms.BooleanField(
        label=_("Send only answers: no follow-ups, no mail written by rules"), required=False
    )


class OtherForm(forms.Form):
    """The address of the other entry."""

    other = forms.EmailField(label=_("Address of the other entry"), max_length=254)
