"""What people fill in; the limits are the rules' own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.models.follow_up import MAX_COMMENT
from feedback.models.words import reasons, reopen_reasons
from feedback.rules.names import MAX_BODY
from feedback.rules.texts import is_blank
from feedback.web.files.fields import FilesField
from feedback_site.kit.tokens import uuid7

STALE = {"required": _("Please send the form again."), "invalid": _("Please send the form again.")}


SCORE_WORDS: dict[int, Any] = {
    1: _("Not at all"),
    2: _("Hardly"),
    3: _("Partly"),
    4: _("Mostly"),
    5: _("Completely"),
}


class Submission(forms.Form):
    """A form that makes one thing, however often it is sent."""

    submission_id = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid7, label=_("Form number"), error_messages=STALE
    )


class BodyForm(Submission):
    """Some words on a case."""

    body = forms.CharField(
        label=_("Your message"),
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write something.")},
    )
    enclosed = FilesField()

    def clean_body(self) -> str:
        """Refuse what shows as nothing, beside the field where it was written."""
        body: str = self.cleaned_data["body"]
        if is_blank(body):
            raise forms.ValidationError(_("Please write something."), code="required")
        return body

    def clean(self) -> dict[str, Any]:
        """Say that files must be chosen anew after a mistake elsewhere: browsers do not keep them."""
        if self.errors and self.files and "enclosed" not in self.errors:
            self.add_error("enclosed", _("Please choose your files again."))
        return self.cleaned_data


class FeedbackForm(BodyForm):
    """The public form: only the message is needed; `website` is there for robots."""

    body = forms.CharField(
        label=_("What happened?"),
        help_text=_("Tell it in your own words. What would have been right?"),
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Please write something.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your mail address"),
        help_text=_("Only for our answer. Without it, you read the answer by your private link."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, label=_("Leave this empty"), max_length=500)

    field_order = ["body", "enclosed", "name", "email", "website", "submission_id"]

    def clean_website(self) -> str:
        """Refuse what only a robot fills in, and say so."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty, so that we know you are human."))
        return ""


class ReplyForm(BodyForm):
    """An agent's answer, with the last message that the agent saw."""

    body = forms.CharField(
        label=_("Reply"),
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 5, "data-key": "r"}),
        error_messages={"required": _("Please write something.")},
    )
    seen_id = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62, error_messages=STALE)


class NoteForm(BodyForm):
    """A note among staff."""

    body = forms.CharField(
        label=_("Internal note"),
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "n"}),
        error_messages={"required": _("Please write something.")},
    )


class ClosureForm(forms.Form):
    """Why a case is closed without an answer."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=lambda: [("", _("Choose a reason")), *reasons()],
        widget=forms.Select(attrs={"data-key": "c", "data-key-label": _("Close without an answer")}),
        error_messages={"required": _("Choose a reason."), "invalid_choice": _("Choose a reason.")},
    )


class ReopeningForm(forms.Form):
    """Why a finished case is opened again."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=lambda: [("", _("Choose a reason")), *reopen_reasons()],
        widget=forms.Select(attrs={"data-key": "o", "data-key-label": _("Open again")}),
        error_messages={"required": _("Choose a reason."), "invalid_choice": _("Choose a reason.")},
    )


class RatingForm(forms.Form):
    """The one question after a resolution."""

    score = forms.TypedChoiceField(
        label=_("Did our answer help you?"),
        choices=[(str(score), word) for score, word in SCORE_WORDS.items()],
        coerce=int,
        error_messages={
            "required": _("Choose one of the five answers."),
            "invalid_choice": _("Choose one of the five answers."),
        },
    )
    comment = forms.CharField(
        label=_("Anything to add?"),
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
