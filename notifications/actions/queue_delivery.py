"""Write mails down to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings

from feedback_site.celery import SEND_MAIL, wake_on_commit
from feedback_site.kit import clock
from feedback_site.kit.tokens import new_token
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to queue; `key` names its cause, so that a replay queues nothing twice."""

    key: str
    kind: str
    to: str
    subject: str
    text: str
    html: str = ""
    language: str


def queue_deliveries(mails: Iterable[Mail]) -> None:
    """Queue mails with one statement; without a mail server they are kept for staff to read."""
    state = Delivery.State.QUEUED if settings.EMAIL_URL else Delivery.State.KEPT
    now = clock.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                key=mail.key,
                kind=mail.kind,
                to=mail.to,
                subject=" ".join(mail.subject.split())[:300],
                text=mail.text,
                html=mail.html,
                language=mail.language,
                message_id=_message_id(),
                state=state,
                created_at=now,
                try_at=now,
            )
            for mail in mails
        ],
        ignore_conflicts=True,
    )
    if state == Delivery.State.QUEUED:
        wake_on_commit(SEND_MAIL)


def queue_delivery(mail: Mail) -> None:
    """Queue one mail."""
    queue_deliveries([mail])


def _message_id() -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{new_token()}@{domain}>"
