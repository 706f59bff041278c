"""Keep the bytes of a mail before anybody reads them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from feedback.models import IncomingMail, MailArrival, RawMail
from feedback.rules.mail.fates import MAX_KEPT, Fate
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.rules.mail.fates import Way
    from feedback.rules.mail.intake.reasons import Reason

TAKE = "feedback.tasks.take_mails"
MAX_MAILBOX = 200


class TooLargeToKeepError(Exception):
    """More than this site takes in; whoever brought it keeps it or sends it back."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a mailbox a mail lies."""

    mailbox: str
    uidvalidity: int
    uid: int


def store_mail(
    *,
    content: bytes,
    way: Way,
    mailbox: str = "",
    place: Place | None = None,
    why_not: Reason | None = None,
    kind: str = "",
) -> IncomingMail:
    """Keep the bytes once, note by which way they came, and ask for their being read, unless `why_not` says otherwise.

    Only once this has returned outside a transaction may anybody be told that the mail has arrived.
    Raises TooLargeToKeepError.
    """
    if len(content) > MAX_KEPT:
        raise TooLargeToKeepError(len(content))
    with transaction.atomic():
        mail, is_new = IncomingMail.objects.get_or_create(
            sha256=hashlib.sha256(content).hexdigest(),
            defaults={
                "size": len(content),
                "received_at": clock.now(),
                "kind": kind,
                "state": Fate.UNREADABLE if why_not else Fate.RECEIVED,
                "reason_code": why_not.code if why_not else "",
                "reason_details": dict(why_not.details) if why_not else {},
            },
        )
        if is_new:
            RawMail.objects.create(mail=mail, content=content)
        note_arrival(mail=mail, way=way, mailbox=mailbox, place=place)
        if mail.state == Fate.RECEIVED:
            wake_on_commit(TAKE)
    return mail


@transaction.atomic
def store_mails(*, contents: Sequence[bytes], way: Way, mailbox: str = "") -> None:
    """Keep several, small ones, as `store_mail` keeps each, with as many statements as for one.

    What came before keeps its row, also where its bytes were erased since.
    """
    if not contents:
        return
    now, wanted = clock.now(), {hashlib.sha256(content).hexdigest(): content for content in contents}
    known = set(IncomingMail.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    new = {sha256: content for sha256, content in wanted.items() if sha256 not in known}
    rows = [IncomingMail(sha256=sha256, size=len(content), received_at=now) for sha256, content in new.items()]
    IncomingMail.objects.bulk_create(rows, ignore_conflicts=True)
    keys = dict(IncomingMail.objects.filter(sha256__in=wanted).values_list("sha256", "pk"))
    raws = [RawMail(mail_id=keys[sha256], content=content) for sha256, content in new.items()]
    RawMail.objects.bulk_create(raws, ignore_conflicts=True)
    MailArrival.objects.bulk_create(
        MailArrival(mail_id=key, way=way, mailbox=mailbox[:MAX_MAILBOX], at=now) for key in keys.values()
    )
    wake_on_commit(TAKE)


def note_arrival(*, mail: IncomingMail, way: Way, mailbox: str = "", place: Place | None = None) -> None:
    """Write down that it came; a place in a mailbox is noted once."""
    row = MailArrival(
        mail=mail,
        way=way,
        mailbox=(place.mailbox if place else mailbox)[:MAX_MAILBOX],
        uidvalidity=place.uidvalidity if place else None,
        uid=place.uid if place else None,
        at=clock.now(),
    )
    MailArrival.objects.bulk_create([row], ignore_conflicts=True)
