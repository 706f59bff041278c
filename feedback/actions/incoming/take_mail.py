"""Read a mail that was kept, and do what it asks for: once, whatever breaks off in between."""

from __future__ import annotations

import hashlib
import math
import time
from typing import TYPE_CHECKING

import structlog
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F

from feedback.actions.incoming.act import act
from feedback.actions.incoming.note_reports import note_again
from feedback.actions.incoming.store_mail import TAKE
from feedback.models import IncomingMail
from feedback.models.incoming.reasons import PROVIDERS_REPORT
from feedback.queries.incoming.own import signatures
from feedback.rules.mail.fates import Fate
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback.rules.mail.judge import judge
from feedback.rules.mail.limits import TooMuch
from feedback.rules.mail.words_of import MAX_IDENTIFIER, MAX_NAME, MAX_SUBJECT, one_line
from feedback_site.celery import wake
from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.rules.mail.judge import Judgement
    from feedback.rules.mail.shapes import Mail

log = structlog.get_logger(__name__)
BATCH = 200
MAX_ATTEMPTS = 8
DATABASE_TROUBLE = (OperationalError, InterfaceError)


def take_mails(*, until: float = math.inf) -> int:
    """Take what waits, the oldest first, until that moment of the clock; return how many have become something."""
    taken, last = 0, 0
    while True:
        waiting = IncomingMail.objects.in_state(Fate.RECEIVED).filter(pk__gt=last).order_by("pk")
        keys = list(waiting.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return taken
        for key in keys:
            if time.monotonic() > until:
                wake(TAKE)
                return taken
            taken += _tried(key)
        last = keys[-1]


def _tried(mail_id: int) -> bool:
    """Leave for later what the database would not do now; what stands behind it need not wait."""
    try:
        return take_mail(mail_id=mail_id)
    except DATABASE_TROUBLE as error:
        log.warning("mail_not_taken", mail=mail_id, error=str(error))
        return False


def take_mail(*, mail_id: int) -> bool:
    """Take one mail; False when somebody else has it or has had it. Raises the database's own troubles."""
    waiting = IncomingMail.objects.in_state(Fate.RECEIVED).filter(pk=mail_id)
    if waiting.filter(attempts__gte=MAX_ATTEMPTS).exists():
        return _give_up(mail_id, Reason.of(Code.GIVEN_UP, attempts=MAX_ATTEMPTS))
    if not waiting.update(attempts=F("attempts") + 1):
        return False
    try:
        with transaction.atomic():
            return _take(mail_id)
    except DATABASE_TROUBLE:
        raise
    except TooMuch as error:
        return _give_up(mail_id, Reason.of(Code.TOO_MUCH, limit=error.limit, what=error.reason))
    except Exception as error:  # whatever it is, staff see the mail and can try again
        log.exception("mail_unreadable", mail=mail_id)
        return _give_up(mail_id, Reason.of(Code.BROKEN, evidence=f"{type(error).__name__}: {error}"))


def _take(mail_id: int) -> bool:
    rows = IncomingMail.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    row = rows.in_state(Fate.RECEIVED).filter(pk=mail_id).first()
    if row is None:
        return False
    if row.kind == PROVIDERS_REPORT:
        note_again(row)
        row.judged_at = clock.now()
        row.save()
        return True
    judged = judge(bytes(row.raw.content), signatures())
    _describe(row, judged)
    first = _claim_identity(row, judged.mail)
    if first is None:
        act(row=row, judged=judged)
    else:
        row.state, row.double_of, row.reason = Fate.DOUBLE, first, Reason.of(Code.DOUBLE)
        row.ticket = first.ticket
    row.judged_at = clock.now()
    row.save()
    return True


def _describe(row: IncomingMail, judged: Judgement) -> None:
    mail = judged.mail
    row.identifier = one_line(mail.message_id, MAX_IDENTIFIER)
    row.sender = one_line(mail.sender.address, 320).lower() if mail.sender else ""
    row.sender_name = one_line(mail.sender.name, MAX_NAME) if mail.sender else ""
    row.subject = one_line(mail.subject, MAX_SUBJECT)
    row.sent_at = mail.date
    row.kind = judged.machine.kind.value if judged.machine else ""
    row.suggestions = judged.suggestions
    row.reason = judged.machine.reason if judged.machine else None


def identity_of(mail: Mail) -> str:
    """The Message-ID together with what the mail says.

    An identifier alone would let whoever learns or guesses one send a mail that keeps the true one out.
    """
    return hashlib.sha256(f"{mail.message_id.strip().lower()}\0{mail.fingerprint}".encode()).hexdigest()


def _claim_identity(row: IncomingMail, mail: Mail) -> IncomingMail | None:
    """Write the identity down as this row's; return the other row when it has it already."""
    identity = identity_of(mail)
    try:
        with transaction.atomic():
            IncomingMail.objects.filter(pk=row.pk).update(identity=identity)
    except IntegrityError:
        return IncomingMail.objects.get(identity=identity)
    row.identity = identity
    return None


def _give_up(mail_id: int, why: Reason) -> bool:
    """Show it to staff: nothing that was tried stands."""
    waiting = IncomingMail.objects.in_state(Fate.RECEIVED).filter(pk=mail_id)
    told = {"reason_code": why.code, "reason_details": dict(why.details)}
    return bool(waiting.update(state=Fate.UNREADABLE, **told, judged_at=clock.now()))
