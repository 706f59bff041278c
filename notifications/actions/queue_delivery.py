"""Write mails down to be sent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from feedback_site.celery import SEND_MAIL, wake_on_commit
from feedback_site.kit import clock
from feedback_site.kit.tokens import new_token
from notifications.actions.hold_back import hold_back, lock_addresses
from notifications.models import Delivery, Nature, Reason
from notifications.queries.mail_domain import mail_domain
from notifications.rules.addresses import plain
from notifications.rules.threads import references

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

NEVER_WENT_OUT = (Delivery.State.SUPPRESSED, Delivery.State.FAILED)


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to queue; `key` names its cause, so that a replay queues nothing twice.

    `topic` is what its receiver may stop with one click; `thread` names what it is about, so that mails about
    one thing hang together; `answers` are Message-IDs of the receiver's own mails there, the newest last.
    """

    key: str
    kind: str
    to: str
    subject: str
    text: str
    html: str = ""
    language: str
    nature: Nature = Nature.AUTOMATIC
    topic: str = ""
    thread: str = ""
    answers: tuple[str, ...] = ()
    message_id: str = ""
    reply_to: str = ""


@transaction.atomic
def queue_deliveries(mails: Iterable[Mail]) -> None:
    """Queue mails with one statement; those that must not go out are held back, with the reason.

    Without a mail server they are kept for staff to read.
    """
    wanted = list(mails)
    if not wanted:
        return
    addresses = [mail.to for mail in wanted]
    lock_addresses(addresses)
    now = clock.now()
    earlier = _earlier(wanted)
    Delivery.objects.bulk_create(
        [_row(mail, now, earlier.get((mail.thread, plain(mail.to)), [])) for mail in wanted], ignore_conflicts=True
    )
    hold_back(keys=[mail.key for mail in wanted], addresses=addresses, now=now)
    if settings.EMAIL_URL:
        wake_on_commit(SEND_MAIL)


def queue_delivery(mail: Mail) -> None:
    """Queue one mail."""
    queue_deliveries([mail])


def _row(mail: Mail, now: datetime, earlier: list[str]) -> Delivery:
    named = references([*earlier, *mail.answers])
    return Delivery(
        key=mail.key,
        kind=mail.kind,
        nature=mail.nature,
        topic=mail.topic,
        to=mail.to,
        subject=" ".join(mail.subject.split())[:300],
        text=mail.text,
        html=mail.html,
        language=mail.language,
        message_id=mail.message_id or f"<{new_token()}@{mail_domain()}>",
        thread=mail.thread,
        in_reply_to=named[-1] if named else "",
        references=" ".join(named),
        reply_to=mail.reply_to,
        state=Delivery.State.QUEUED if settings.EMAIL_URL else Delivery.State.KEPT,
        reason="" if settings.EMAIL_URL else Reason.NO_SERVER,
        created_at=now,
        try_at=now,
    )


def _earlier(mails: list[Mail]) -> dict[tuple[str, str], list[str]]:
    """Return the Message-IDs of our earlier mails, by thread and address: nobody is told of another's."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    threads = {mail.thread for mail in mails if mail.thread}
    if threads:
        rows = Delivery.objects.filter(thread__in=threads).exclude(state__in=NEVER_WENT_OUT).order_by("id")
        for thread, address, message_id in rows.values_list("thread", "address", "message_id"):
            found[thread, address].append(message_id)
    return found
