"""The form of a ready answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Team, User
from feedback.models.canned_reply import MAX_TEXT, NAME_LENGTH
from feedback.models.words import PRIORITY_WORDS
from feedback.rules.names import Priority
from feedback.rules.tags import tag_name

if TYPE_CHECKING:
    from feedback.models import CannedReply

UNTOUCHED = ("", _("Leave as it is"))
PREFIX = "text_"


def _people() -> list[tuple[str, Any]]:
    rows = User.objects.who_may("ticket.reply").order_by("name", "email")
    return [UNTOUCHED, ("me", _("Whoever sends it")), *((str(user.pk), user) for user in rows)]


def _teams() -> list[tuple[str, Any]]:
    return [UNTOUCHED, *((str(key), name) for key, name in Team.objects.order_by("name").values_list("pk", "name"))]


def _priorities() -> list[tuple[str, Any]]:
    return [UNTOUCHED, *((Priority(value).key, word) for value, word in PRIORITY_WORDS.items())]


class CannedReplyForm(forms.Form):
    """A name, the text in each language, and what is done as it is sent."""

    name = forms.CharField(label=pgettext_lazy("a thing", "Name"), max_length=NAME_LENGTH)
    assign = forms.ChoiceField(label=_("Assignee"), choices=_people, required=False)
    team = forms.ChoiceField(label=_("Team"), choices=_teams, required=False)
    priority = forms.ChoiceField(label=_("Priority"), choices=_priorities, required=False)
    tag = forms.CharField(
        label=_("Tags"), required=False, max_length=200, help_text=_("Added to the case, with commas between them.")
    )
    resolve = forms.BooleanField(label=_("Resolve the case"), required=False)

    def __init__(self, *args: Any, languages: list[str], **options: Any) -> None:
        """Take a text for each language."""
        super().__init__(*args, **options)
        self.languages = languages
        for code in languages:
            self.fields[PREFIX + code] = forms.CharField(
                label=language_label(code),
                required=False,
                max_length=MAX_TEXT,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code, "dir": "auto"}),
            )

    @property
    def texts(self) -> dict[str, str]:
        """The text in each language."""
        return {code: self.cleaned_data[PREFIX + code] for code in self.languages}

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """The fields of the texts."""
        return [self[PREFIX + code] for code in self.languages]

    @property
    def wishes(self) -> list[str]:
        """What is done, as deeds are written."""
        data = self.cleaned_data
        found = [f"{verb}:{data[verb]}" for verb in ("assign", "team", "priority") if data[verb]]
        found += [f"tag:{name}" for part in data["tag"].replace("，", ",").split(",") if (name := tag_name(part))]
        return [*found, "resolve:"] if data["resolve"] else found


def initial_of(canned: CannedReply) -> dict[str, Any]:
    """Return the form's values of a ready answer."""
    found: dict[str, Any] = {"name": canned.name}
    for wish in canned.wishes:
        verb, _colon, value = wish.partition(":")
        if verb == "tag":
            found["tag"] = ", ".join(part for part in (found.get("tag"), value) if part)
        else:
            found[verb] = value or True
    return found | {PREFIX + text.language: text.body for text in canned.texts.all()}


def languages_of(canned: CannedReply | None, added: str) -> list[str]:
    """Return the site's languages, those that there are, and the one that was asked for."""
    there = [text.language for text in canned.texts.all()] if canned else []
    wanted = [added] if added in LANG_INFO else []
    return list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *there, *wanted]))


def language_label(code: str) -> str:
    """Return the language's own name for itself."""
    return str(LANG_INFO.get(code, {}).get("name_local", code))


def more_languages(there: list[str]) -> list[tuple[str, str]]:
    """Return those that can be added."""
    return [
        (code, info["name_local"]) for code, info in sorted(LANG_INFO.items()) if "name" in info and code not in there
    ]
