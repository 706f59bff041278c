"""The words of mails that somebody changed, and those that one begins with."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.models import MailText

Words = tuple[str, str]


class Wording:
    """All changed words; asked for once, with the first mail of a batch that can have any."""

    def of(self, kind: str, language: str) -> MailText | None:
        """Return what an administrator wrote, if anybody did."""
        return self._all.get((kind, language))

    @cached_property
    def _all(self) -> dict[Words, MailText]:
        return {(text.kind, text.language): text for text in MailText.objects.all()}


def first_words(kind: str, language: str) -> Words:
    """Return subject and text as they are without a change, with the places of what is filled in."""
    with translation.override(language):
        subject, *paragraphs = FIRST[kind]()
        return subject, "\n\n".join([*paragraphs, "{site}"])


def _receipt() -> list[str]:
    case = {"ref": "{case}"}
    return [
        _("We have your feedback: case %(ref)s") % case,
        _("Your feedback has arrived. Its case number is %(ref)s. A person will read it and answer you.") % case,
        _("Read and answer here. The link is private: whoever has it can read the case.") + "\n{link}",
    ]


def _reply() -> list[str]:
    named = {"author": "{author}", "ref": "{case}"}
    return [
        _("An answer to your case %(ref)s") % named,
        _("%(author)s answers your case %(ref)s:") % named,
        "{body}",
        _("Read the whole case and answer here. The link is private:") + "\n{link}",
    ]


def _automatic() -> list[str]:
    return [
        _("About your case %(ref)s") % {"ref": "{case}"},
        "{body}",
        _("Read the whole case and answer here. The link is private:") + "\n{link}",
    ]


def _follow_up() -> list[str]:
    case = {"ref": "{case}"}
    asked = _("We believe that your case %(ref)s is done. Did our answer help? It is one question:") % case
    return [
        _("How did we do? Case %(ref)s") % case,
        f"{asked}\n{{link}}",
        _("Not done yet? Write on your case and it opens again:") + "\n{case_link}",
    ]


def _invitation() -> list[str]:
    named = {"site_name": "{site}", "title": "{title}"}
    return [
        _("We would like to hear from you: %(title)s") % named,
        _("%(site_name)s asks you to answer “%(title)s”.") % named,
        _("This link is yours alone; please do not pass it on:") + "\n{link}",
    ]


def _reminder() -> list[str]:
    named = {"title": "{title}"}
    return [
        _("A reminder: %(title)s") % named,
        _("A while ago we asked you to answer “%(title)s”. This is our only reminder.") % named,
        _("This link is yours alone; please do not pass it on:") + "\n{link}",
    ]


FIRST = {
    "case_receipt": _receipt,
    "ticket_reply": _reply,
    "automatic_reply": _automatic,
    "follow_up": _follow_up,
    "survey_invitation": _invitation,
    "survey_reminder": _reminder,
}


def words_of(wording: Wording, kind: str, language: str) -> MailText:
    """Return the words as they are: changed, or the original, which has no row."""
    if found := wording.of(kind, language):
        return found
    subject, body = first_words(kind, language)
    return MailText(kind=kind, language=language, subject=subject, body=body)


def all_texts() -> list[tuple[str, list[MailText]]]:
    """Return each kind with its words in every language; those that nobody changed have no row."""
    wording = Wording()
    return [(kind, [words_of(wording, kind, code) for code, _name in settings.LANGUAGES]) for kind in FIRST]
