"""Send what is queued: each mail is claimed, handed to the server, then marked."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F

from feedback_site.kit import clock
from notifications.models import Delivery
from notifications.rules.backoff import delay

if TYPE_CHECKING:
    from collections.abc import Iterator

log = structlog.get_logger(__name__)
BATCH = 50
MAX_ATTEMPTS = 12
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
PERSONAL = frozenset({"ticket_reply"})


def send_mail() -> int:
    """Send all that is due over one connection a batch; return how many went out."""
    release_stuck()
    sent = 0
    while claimed := claim_batch():
        sent += _send_batch(claimed)
    return sent


def release_stuck() -> int:
    """Queue again what a worker claimed and never finished."""
    limit = clock.now() - timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    stuck = Delivery.objects.filter(state=Delivery.State.SENDING, claimed_at__lt=limit)
    return stuck.update(state=Delivery.State.QUEUED, claimed_at=None, try_at=clock.now())


@transaction.atomic
def claim_batch() -> list[Delivery]:
    """Take due mails so that no other worker sends them."""
    due = Delivery.objects.filter(state=Delivery.State.QUEUED, try_at__lte=clock.now()).order_by("try_at", "id")
    claimed = list(due.select_for_update(skip_locked=True)[:BATCH])
    Delivery.objects.filter(pk__in=[d.pk for d in claimed]).update(
        state=Delivery.State.SENDING, claimed_at=clock.now(), attempts=F("attempts") + 1
    )
    return claimed


def _send_batch(claimed: list[Delivery]) -> int:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        for delivery in claimed:
            _put_back(delivery, error)
        return 0
    try:
        return sum(_send_one(connection, delivery) for delivery in claimed)
    finally:
        connection.close()


def _send_one(connection: Any, delivery: Delivery) -> bool:
    try:
        _compose(delivery, connection).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _put_back(delivery, error)
        return False
    mine = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENDING)
    return bool(mine.update(state=Delivery.State.SENT, sent_at=clock.now(), claimed_at=None, error=""))


def _compose(delivery: Delivery, connection: Any) -> EmailMultiAlternatives:
    headers = {"Message-ID": delivery.message_id}
    if delivery.kind not in PERSONAL:
        headers |= AUTOMATIC
    mail = EmailMultiAlternatives(
        delivery.subject, delivery.text, to=[delivery.to], headers=headers, connection=connection
    )
    if delivery.html:
        mail.attach_alternative(delivery.html, "text/html")
    return mail


def _put_back(delivery: Delivery, error: Exception) -> None:
    """Queue for later, or give up on what the server refuses for good; either way staff see why."""
    attempts = delivery.attempts + 1
    final = attempts >= MAX_ATTEMPTS or any(_permanent(code) for code in _codes(error))
    log.warning("mail_not_sent", delivery=delivery.pk, attempts=attempts, final=final, error=str(error))
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENDING).update(
        state=Delivery.State.FAILED if final else Delivery.State.QUEUED,
        claimed_at=None,
        try_at=clock.now() + delay(attempts),
        error=f"{type(error).__name__}: {error}"[:500],
    )


def _permanent(code: int) -> bool:
    return 500 <= code < 600  # noqa: PLR2004 -- SMTP's class of permanent failures


def _codes(error: Exception) -> Iterator[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        yield from (code for code, _text in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, smtplib.SMTPAuthenticationError):
        yield error.smtp_code
