"""Send what is queued: each mail is claimed, handed to the server, then marked."""

from __future__ import annotations

import math
import smtplib
import time
from contextlib import suppress
from typing import Any

import structlog
from django.core.mail import get_connection
from django.db.models import F

from feedback_site.celery import SEND_MAIL, wake
from feedback_site.kit import clock
from notifications.actions.claim import claim_batch, release_stuck
from notifications.actions.hand_over import hand_over
from notifications.actions.mark_undeliverable import mark_undeliverable
from notifications.models import Delivery, Reason
from notifications.rules.backoff import FIRST, delay
from notifications.rules.refusals import dead_status
from notifications.rules.secrets import masked

log = structlog.get_logger(__name__)
MAX_ATTEMPTS = 125  # five days, at an hour each in the end
ERROR_LENGTH = 500
# After these the connection is as good as before.
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError)


class HangsError(Exception):
    """The server says nothing more; what was claimed with the mail need not wait for it as long."""


def send_mail(*, until: float = math.inf) -> int:
    """Send all that is due, over one connection a batch, until that moment of the clock; return how many went out."""
    release_stuck()
    sent = 0
    while claimed := claim_batch():
        try:
            sent += _send_batch(claimed)
        except HangsError:
            _hand_back(claimed)
            break
        except OSError as error:  # smtplib's exceptions are OSErrors too
            log.warning("mail_server_unreachable", error=str(error))
            for delivery in claimed:
                _put_back(delivery, error)
            break  # the rest is as well left queued as tried in vain
        if time.monotonic() > until:
            wake(SEND_MAIL)
            break
    return sent


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
        hand_over(connection, delivery)
    except (OSError, ValueError) as error:
        if not isinstance(error, ANSWERS):
            _hang_up(connection)
        _put_back(delivery, error)
        if isinstance(error.__context__ or error, TimeoutError):  # smtplib makes a disconnection of it
            raise HangsError from error
        return False
    return bool(
        _mine(delivery).update(
            state=Delivery.State.SENT,
            sent_at=clock.now(),
            claimed_at=None,
            error="",
            reason="",
            text=masked(delivery.text),
            html=masked(delivery.html),
            reply_to="",
        )
    )


def _hand_back(claimed: list[Delivery]) -> None:
    """Queue again what was claimed and not tried: soon, and sooner than the one that the server hung on."""
    for delivery in claimed:
        _mine(delivery).update(
            state=Delivery.State.QUEUED, claimed_at=None, attempts=F("attempts") - 1, try_at=clock.now() + FIRST
        )


def _put_back(delivery: Delivery, error: Exception) -> None:
    """Queue for later, or give up; either way staff see why."""
    reason = _final_reason(delivery, error)
    log.warning("mail_not_sent", delivery=delivery.pk, attempts=delivery.attempts, reason=reason, error=str(error))
    _mine(delivery).update(
        state=Delivery.State.FAILED if reason else Delivery.State.QUEUED,
        reason=reason,
        claimed_at=None,
        try_at=clock.now() + delay(delivery.attempts),
        error=f"{type(error).__name__}: {error}"[:ERROR_LENGTH],
    )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        _mark_dead(delivery, error)


def _mark_dead(delivery: Delivery, error: smtplib.SMTPRecipientsRefused) -> None:
    """What a server says at the door counts as what it would write in a bounce."""
    for code, text in error.recipients.values():
        told = text.decode("utf-8", "replace")
        if status := dead_status(code, told):
            mark_undeliverable(delivery.to, status=status, why=told)


def _final_reason(delivery: Delivery, error: Exception) -> str:
    """Return why the mail is given up, or "" while it is worth another try.

    What the server says of the sender or of our password is for the administrator to mend, and worth waiting for.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
    else:
        codes = [error.smtp_code] if isinstance(error, smtplib.SMTPDataError) else []
    if any(500 <= code < 600 for code in codes):
        return Reason.REFUSED
    if isinstance(error, ValueError) and not isinstance(error, OSError):  # a false certificate is both
        return Reason.UNWRITABLE
    return Reason.GIVEN_UP if delivery.attempts >= MAX_ATTEMPTS else ""
