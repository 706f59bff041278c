"""Send what is queued: each mail is claimed, handed to the server, then marked."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F

from feedback_site.kit import clock
from notifications.models import Delivery
from notifications.rules.backoff import delay
from notifications.rules.secrets import masked

log = structlog.get_logger(__name__)
BATCH = 50
MAX_ATTEMPTS = 125  # five days, at an hour each in the end
ERROR_LENGTH = 500
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
PERSONAL = frozenset({"ticket_reply"})
# After these the connection is as good as before.
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError)


def send_mail() -> int:
    """Send all that is due over one connection a batch; return how many went out."""
    release_stuck()
    sent = 0
    while claimed := claim_batch():
        try:
            sent += _send_batch(claimed)
        except OSError as error:  # smtplib's exceptions are OSErrors too
            log.warning("mail_server_unreachable", error=str(error))
            for delivery in claimed:
                _put_back(delivery, error, for_good=False)
            break  # the rest is as well left queued as tried in vain
    return sent


def release_stuck() -> int:
    """Queue again what a worker claimed and never finished."""
    limit = clock.now() - timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    stuck = Delivery.objects.filter(state=Delivery.State.SENDING, claimed_at__lt=limit)
    return stuck.update(state=Delivery.State.QUEUED, claimed_at=None, try_at=clock.now())


@transaction.atomic
def claim_batch() -> list[Delivery]:
    """Take due mails so that no other worker sends them."""
    now = clock.now()
    due = Delivery.objects.filter(state=Delivery.State.QUEUED, try_at__lte=now).order_by("try_at", "id")
    claimed = list(due.select_for_update(skip_locked=True)[:BATCH])
    Delivery.objects.filter(pk__in=[d.pk for d in claimed]).update(
        state=Delivery.State.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    for delivery in claimed:
        delivery.state, delivery.claimed_at, delivery.attempts = Delivery.State.SENDING, now, delivery.attempts + 1
    return claimed


def _send_batch(claimed: list[Delivery]) -> int:
    """Send over one connection, or another where that broke; raises OSError when there is none to be had."""
    connection = get_connection()
    sent = 0
    try:
        for delivery in claimed:
            connection.open()
            sent += _renew(delivery) and _send_one(connection, delivery)
    finally:
        _hang_up(connection)
    return sent


def _hang_up(connection: Any) -> None:
    with suppress(OSError):
        connection.close()


def _mine(delivery: Delivery) -> Any:
    """The row, as long as the claim on it is the one that we made."""
    return Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENDING, claimed_at=delivery.claimed_at)


def _renew(delivery: Delivery) -> bool:
    """Start the lease anew for this mail; False when a slow batch has lost it to another worker."""
    now = clock.now()
    if not _mine(delivery).update(claimed_at=now):
        return False
    delivery.claimed_at = now
    return True


def _send_one(connection: Any, delivery: Delivery) -> bool:
    try:
        _compose(delivery, connection).send()
    except (OSError, ValueError) as error:
        if not isinstance(error, ANSWERS):
            _hang_up(connection)
        _put_back(delivery, error, for_good=_is_permanent(error))
        return False
    return bool(
        _mine(delivery).update(
            state=Delivery.State.SENT,
            sent_at=clock.now(),
            claimed_at=None,
            error="",
            text=masked(delivery.text),
            html=masked(delivery.html),
        )
    )


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


def _put_back(delivery: Delivery, error: Exception, *, for_good: bool) -> None:
    """Queue for later, or give up; either way staff see why."""
    final = for_good or delivery.attempts >= MAX_ATTEMPTS
    log.warning("mail_not_sent", delivery=delivery.pk, attempts=delivery.attempts, final=final, error=str(error))
    _mine(delivery).update(
        state=Delivery.State.FAILED if final else Delivery.State.QUEUED,
        claimed_at=None,
        try_at=clock.now() + delay(delivery.attempts),
        error=f"{type(error).__name__}: {error}"[:ERROR_LENGTH],
    )


def _is_permanent(error: Exception) -> bool:
    """The server refuses this mail for good, or it cannot be written as a mail at all.

    What it says of the sender or of our password is for the administrator to mend, and worth waiting for.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPDataError):
        codes = [error.smtp_code]
    else:
        return isinstance(error, ValueError)
    return any(500 <= code < 600 for code in codes)
