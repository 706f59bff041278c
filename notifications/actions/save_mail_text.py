"""Word a mail anew, or go back to the words it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record
from notifications.events import MailTextReset, MailTextSaved
from notifications.models import MailText
from notifications.rules.mail_shapes import SHAPES
from notifications.rules.mail_texts import MAX_BODY, MAX_SUBJECT, cleaned_body, cleaned_subject, mistakes

if TYPE_CHECKING:
    from notifications.rules.mail_texts import Mistake


@transaction.atomic
def save_mail_text(*, kind: str, language: str, subject: str, body: str, seen: str, actor_id: int) -> MailText:
    """Keep the words; `seen` is the mark of those that were there, "" for the original. Raises Invalid, Conflict."""
    words = checked_words(kind=kind, language=language, subject=subject, body=body)
    row = _held(kind, language, seen)
    if row is not None and (row.subject, row.body) == (words.subject, words.body):
        return row
    if row is not None:
        words.pk = row.pk
    try:
        with transaction.atomic():
            words.save()
    except IntegrityError as twice:
        raise _changed() from twice
    record(MailTextSaved(kind=kind, language=language), actor_id=actor_id, subject=_subject(kind, language))
    return words


@transaction.atomic
def reset_mail_text(*, kind: str, language: str, seen: str, actor_id: int) -> None:
    """Let the mail say again what it said before anybody changed it; raises Conflict."""
    row = _held(kind, language, seen)
    if row is None:
        return
    row.delete()
    record(MailTextReset(kind=kind, language=language), actor_id=actor_id, subject=_subject(kind, language))


def checked_words(*, kind: str, language: str, subject: str, body: str) -> MailText:
    """Return the words as they would be kept, not stored; raises Invalid."""
    if kind not in SHAPES or language not in dict(settings.LANGUAGES):
        raise Invalid(errors={"kind": [_("There is no such mail to word anew.")]})
    line, text = cleaned_subject(subject), cleaned_body(body)
    errors: dict[str, list[str]] = {}
    for mistake in mistakes(kind, line, text):
        errors.setdefault(mistake.where, []).append(_told(mistake))
    if errors:
        raise Invalid(errors=dict(errors))
    return MailText(kind=kind, language=language, subject=line, body=text, changed_at=clock.now())


def _held(kind: str, language: str, seen: str) -> MailText | None:
    rows = MailText.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(kind=kind, language=language).first()
    if (row.mark if row else "") != seen:
        raise _changed()
    return row


def _changed() -> Conflict:
    return Conflict(_("Somebody else changed these words. Look at what they say now before you save yours."))


def _subject(kind: str, language: str) -> str:
    return f"mail-text:{kind}:{language}"


def _told(mistake: Mistake) -> str:
    if mistake.what == "unknown" and mistake.where == "subject":
        return _("%(word)s is nothing that can be filled in here.") % {"word": mistake.word}
    if mistake.what == "unknown":
        place = {"line": mistake.line, "word": mistake.word}
        return _("Line %(line)s: %(word)s is nothing that can be filled in here.") % place
    if mistake.what == "crowded":
        place = {"line": mistake.line, "word": mistake.word}
        return _("Line %(line)s: %(word)s must stand alone on its line, and only once.") % place
    if mistake.what == "missing":
        return _("%(word)s must stand in it.") % {"word": mistake.word}
    if mistake.what == "long":
        most = MAX_SUBJECT if mistake.where == "subject" else MAX_BODY
        return _("Please keep it under %(most)s characters.") % {"most": most}
    return _("Write something here.")
