"""Ask for the link to all cases of an address."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from feedback.models import LinkWish
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock

ANSWER = "feedback.tasks.answer_wishes"


@transaction.atomic
def ask_for_link(*, email: str, language: str) -> None:
    """Keep the wish; whoever asks learns nothing, for the work is the same with any address."""
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    LinkWish.objects.create(email=email.strip().lower(), language=known, created_at=clock.now())
    wake_on_commit(ANSWER)
