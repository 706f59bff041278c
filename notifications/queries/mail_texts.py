"""The words of mails that somebody changed, and those that one begins with."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings

from notifications.models import MailText
from notifications.queries.first_words import FIRST, Words, first_words


class Wording:
    """All changed words; asked for once, with the first mail of a batch that can have any."""

    def of(self, kind: str, language: str) -> MailText | None:
        """Return what an administrator wrote, if anybody did."""
        return self._all.get((kind, language))

    @cached_property
    def _all(self) -> dict[Words, MailText]:
        return {(text.kind, text.language): text for text in MailText.objects.all()}


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
