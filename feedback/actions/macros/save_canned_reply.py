"""Keep an answer for later, change it, drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.events.canned import CannedReplyDropped, CannedReplySaved
from feedback.models import CannedReply, CannedText
from feedback.models.canned_reply import MAX_TEXT, MOST, MOST_DEEDS, NAME_LENGTH
from feedback.queries.bulk.deed import read_deed
from feedback.rules.placeholders import unknown_placeholders
from feedback.rules.texts import clean, is_blank
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User


@transaction.atomic
def save_canned_reply(
    *, name: str, texts: Mapping[str, str], wishes: Sequence[str], by: User, canned: CannedReply | None = None
) -> CannedReply:
    """Keep the answer in its languages with what is done as it is sent; raises Invalid and Conflict."""
    word, bodies = _named(name, canned), _bodies(texts)
    for wish in wishes:
        read_deed(wish, by)
    if len(wishes) > MOST_DEEDS:
        raise Invalid(errors={"wishes": [_("At most %(most)s things are done at once.") % {"most": MOST_DEEDS}]})
    if canned is None and CannedReply.objects.count() >= MOST:
        raise Conflict(_("There are %(most)s ready answers already. Drop one first.") % {"most": MOST})
    row = canned or CannedReply(created_at=clock.now())
    row.name, row.wishes, row.changed_at = word, list(wishes), clock.now()
    row.save()
    row.texts.all().delete()
    CannedText.objects.bulk_create(CannedText(canned=row, language=key, body=body) for key, body in bodies.items())
    record(CannedReplySaved(canned_id=row.pk), actor_id=by.pk, subject=row.event_subject)
    return row


@transaction.atomic
def drop_canned_reply(*, canned: CannedReply, by: User) -> None:
    """Offer it no more; what was sent with it stays."""
    record(CannedReplyDropped(canned_id=canned.pk, title=canned.name), actor_id=by.pk, subject=canned.event_subject)
    canned.delete()


def _named(name: str, canned: CannedReply | None) -> str:
    word = " ".join(clean(name).split())
    if not word or len(word) > NAME_LENGTH:
        raise Invalid(errors={"name": [_("Give it a name of at most %(most)s characters.") % {"most": NAME_LENGTH}]})
    others = CannedReply.objects.exclude(pk=canned.pk) if canned else CannedReply.objects.all()
    if others.filter(name__iexact=word).exists():
        raise Invalid(errors={"name": [_("There is a ready answer of this name.")]})
    return word


def _bodies(texts: Mapping[str, str]) -> dict[str, str]:
    bodies = {key: clean(text) for key, text in texts.items() if not is_blank(clean(text))}
    errors = {f"text_{key}": found for key, body in bodies.items() if (found := _mistakes(body))}
    if errors:
        raise Invalid(errors=errors)
    if not bodies:
        raise Invalid(errors={"texts": [_("Write it in one language at least.")]})
    return bodies


def _mistakes(body: str) -> list[str]:
    if len(body) > MAX_TEXT:
        return [_("Please keep it under %(most)s characters.") % {"most": MAX_TEXT}]
    words = [f"{{{word}}}" for word in unknown_placeholders(body)]
    return [_("There is no such placeholder: %(words)s") % {"words": " ".join(words)}] if words else []
