"""Staff's forms: importing a survey, and the rule for following up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.models.survey import SLUG_LENGTH, known_slug
from surveys.rules.definition.findings import Refused
from surveys.rules.definition.texts import choose
from surveys.rules.documents.sidecar import candidates
from surveys.rules.exchange.files import bring, is_foreign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.rules.definition import Finding, Question
    from surveys.rules.documents.pair import Documents
    from surveys.rules.exchange.findings import Brought

MAX_FILE = 2_000_000


class JsonSource:
    """Reads a JSON document from an upload or from pasted text."""

    def __init__(self, cleaned: dict[str, Any], name: str) -> None:
        """Take the two fields that may hold it."""
        self.upload, self.pasted = cleaned.get(f"{name}_file"), cleaned.get(f"{name}_text")

    @property
    def is_given(self) -> bool:
        """Whether either holds something."""
        return bool(self.upload or self.pasted)

    def read(self) -> Any:
        """The document; raises forms.ValidationError with the place where reading stopped."""
        if self.upload and self.upload.size > MAX_FILE:
            raise forms.ValidationError(_("This file is too large for a survey."))
        raw = self.upload.read() if self.upload else str(self.pasted)
        try:
            return json.loads(raw)
        except json.JSONDecodeError as error:
            raise forms.ValidationError(
                _("This is not JSON: reading stopped at line %(line)s, column %(column)s."),
                params={"line": error.lineno, "column": error.colno},
            ) from error
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This is not JSON that can be read.")) from error


class DraftForm(forms.Form):
    """A definition and, if wanted, our settings beside it."""

    brought: Brought | None = None
    findings: Sequence[Finding] = ()

    definition_file = forms.FileField(
        label=_("Survey file"),
        required=False,
        help_text=_("SurveyJS (.json), XLSForm (.xlsx, .xls) or LimeSurvey (.lss)."),
    )
    definition_text = forms.CharField(
        label=_("Or paste the JSON"), required=False, widget=forms.Textarea({"rows": 8, "spellcheck": "false"})
    )
    settings_file = forms.FileField(
        label=_("Settings file"), required=False, help_text=_("Our own settings beside it, such as the follow-up rule.")
    )

    def clean(self) -> dict[str, Any]:
        """Read both documents into `definition` and `settings` (None when not given)."""
        cleaned = super().clean() or {}
        upload = cleaned.get("definition_file")
        if upload and is_foreign(upload.name):
            cleaned["definition_file"] = None
            self._bring(upload)
        definition = JsonSource(cleaned, "definition")
        if not (definition.is_given or upload):
            self.add_error("definition_file", _("Choose a file or paste a definition."))
        for name in ("definition", "settings"):
            source = JsonSource(cleaned, name)
            cleaned[name] = self.brought.definition if self.brought and name == "definition" else None
            if source.is_given:
                try:
                    cleaned[name] = source.read()
                except forms.ValidationError as error:
                    self.add_error(f"{name}_file" if source.upload else f"{name}_text", error)
        return cleaned

    def _bring(self, upload: Any) -> None:
        """Read another program's file; `findings` then names what has no counterpart here."""
        if upload.size > MAX_FILE:
            self.add_error("definition_file", _("This file is too large for a survey."))
            return
        try:
            self.brought = bring(upload.name, upload.read())
        except Refused as refused:
            self.findings = list(refused.findings)
            self.add_error("definition_file", _("This file cannot be imported as it is."))


class ReplacingForm(DraftForm):
    """The same for a survey that is there, of which somebody saw a revision; the settings come back as text, too."""

    settings_text = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, min_value=1, max_value=999_999_999, widget=forms.HiddenInput)
    settings_seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    on_top = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ImportForm(DraftForm):
    """The same for a new survey, which gets an address."""

    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=SLUG_LENGTH,
        validators=[known_slug],
        help_text=_("The end of the public link; left empty, it is made from the title."),
    )
    field_order = ["definition_file", "definition_text", "settings_file", "slug"]


class FollowUpForm(forms.Form):
    """Which answers say that somebody wants to hear from us."""

    score = forms.ChoiceField(label=_("Score"), required=False)
    at_most = forms.FloatField(label=_("Follow up when the score is at most"), required=False)
    comment = forms.ChoiceField(label=_("Comment"), required=False)
    consent = forms.ChoiceField(label=_("Consent to be contacted"), required=False)
    email = forms.ChoiceField(label=_("Mail address"), required=False)
    name = forms.ChoiceField(label=_("Name"), required=False)

    def __init__(self, *args: Any, documents: Documents, language: str, **kwargs: Any) -> None:
        """Offer the questions that fit each part."""
        super().__init__(*args, **kwargs)
        locale = documents.locale(language)
        for role in ("score", "comment", "consent", "email", "name"):
            offered = [(q.name, _label(q, locale)) for q in candidates(documents.definition, role)]
            field = self.fields[role]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("None")), *offered]

    def as_settings(self) -> dict[str, Any]:
        """The settings' `follow_up`; no score means no rule."""
        wish = self.cleaned_data
        return {"follow_up": dict(wish)} if wish["score"] else {}


def _label(question: Question, locale: str) -> str:
    title = choose(question.title, locale)
    return f"{title} ({question.name})" if title and title != question.name else question.name
