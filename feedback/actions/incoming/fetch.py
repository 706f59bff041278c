"""Fetch what is new in a mailbox; what was missed is found by comparing."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

import structlog
from django.conf import settings
from django.db import Error, connection

from feedback.actions.incoming.mailbox_server import MailboxServer, opened
from feedback.actions.incoming.store_mail import Place, store_mail
from feedback.models import MailArrival, Mailbox
from feedback.rules.mail.fates import MAX_KEPT, Way
from feedback.rules.mail.intake.accounts import read_accounts
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedback.rules.mail.intake.accounts import Account

log = structlog.get_logger(__name__)
COMPARE_AFTER = timedelta(minutes=10)
MISSING_SHOWN = 100
LOCK_SPACE = 0x4D41
NEVER_OPENED = 0  # no UIDVALIDITY of a server


def fetch_mail(*, compare: bool = False) -> int:
    """Look into every mailbox; return how many mails were new. One that is in trouble holds up no other."""
    return sum(_looked_into(account, compare=compare) for account in read_accounts(settings.MAILBOXES))


def _looked_into(account: Account, *, compare: bool) -> int:
    try:
        with opened(account) as server:
            return fetch_from(server, account, compare=compare)
    except Exception as error:
        if isinstance(error, Error):  # the database's, which all mailboxes need
            raise
        log.warning("mailbox_unreachable", mailbox=account.name, error=str(error))
        note_trouble(account, error)
        return 0


def note_trouble(account: Account, error: Exception) -> None:
    """Let staff see it, also of a mailbox that could never be opened yet."""
    told = f"{type(error).__name__}: {error}".replace("\0", "")[:300]
    Mailbox.objects.get_or_create(name=account.name, defaults={"uidvalidity": NEVER_OPENED})
    Mailbox.objects.filter(name=account.name).update(trouble=told)


def fetch_from(server: MailboxServer, account: Account, *, compare: bool = False) -> int:
    """Fetch what is new, in order; now and then also what is there and was never fetched."""
    with _alone(account.name) as is_mine:
        if not is_mine:
            return 0
        row = _cursor(server, account)
        new = [_fetch_one(server, row, uid) for uid in server.numbers(after=row.last_uid)]
        if compare or row.compared_at is None or row.compared_at <= clock.now() - COMPARE_AFTER:
            wanted = gaps(server, row)
            came = [_fetch_one(server, row, uid) for uid in wanted]
            new += came
            failed = [uid for uid, is_new in zip(wanted, came, strict=True) if not is_new]
            row.compared_at, row.missing = clock.now(), list(islice(server.among(failed), MISSING_SHOWN))
        row.looked_at, row.trouble = clock.now(), ""
        row.save(update_fields=["compared_at", "missing", "looked_at", "trouble"])
    return sum(new)


def gaps(server: MailboxServer, row: Mailbox) -> list[int]:
    """The numbers of mails that lie in the mailbox and never came in; with one question each for a portion of them."""
    came = MailArrival.objects.filter(mailbox=row.name, uidvalidity=row.uidvalidity)
    found: list[int] = []
    for there in server.portions(after=row.first_uid):
        if there:
            known = set(came.filter(uid__range=(there[0], there[-1])).values_list("uid", flat=True))
            found += [uid for uid in there if uid not in known]
    return sorted(found)


def _cursor(server: MailboxServer, account: Account) -> Mailbox:
    """How far the mailbox was read; a new one begins with what comes from now on, unless told otherwise.

    With another UIDVALIDITY all numbers are new. Mails from before the beginning stay out by their day.
    """
    start = 0 if account.begin == "all" else server.uidnext - 1
    row, _is_new = Mailbox.objects.get_or_create(
        name=account.name,
        defaults={
            "uidvalidity": server.uidvalidity,
            "first_uid": start,
            "last_uid": start,
            "began_at": clock.now(),
        },
    )
    if row.uidvalidity == NEVER_OPENED:
        row.uidvalidity, row.first_uid, row.last_uid, row.began_at = server.uidvalidity, start, start, clock.now()
        row.save(update_fields=["uidvalidity", "first_uid", "last_uid", "began_at"])
    elif row.uidvalidity != server.uidvalidity:
        later = server.numbers(since=None if account.begin == "all" else row.began_at)
        row.first_uid = row.last_uid = (later[0] if later else server.uidnext) - 1
        row.uidvalidity = server.uidvalidity
        row.save(update_fields=["uidvalidity", "first_uid", "last_uid"])
    return row


def _fetch_one(server: MailboxServer, row: Mailbox, uid: int) -> int:
    """Keep one mail, then note the number; after a break in between it is met again and known by its bytes."""
    place = Place(mailbox=row.name, uidvalidity=row.uidvalidity, uid=uid)
    size = server.size(uid)
    is_too_large = size is not None and size > MAX_KEPT
    content = server.fetch(uid, only_headers=is_too_large) if size is not None else None
    if content is not None:
        why_not = Reason.of(Code.TOO_LARGE, size=size) if is_too_large and size else None
        store_mail(content=content, way=Way.IMAP, place=place, why_not=why_not)
    if uid > row.last_uid:
        row.last_uid = uid
        Mailbox.objects.filter(pk=row.pk).update(last_uid=uid)
    return int(content is not None)


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Let one process at a time read a mailbox; a killed one's lock ends with its connection."""
    key = crc32(name.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, key])
        row = cursor.fetchone()
    is_mine = bool(row and row[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_SPACE, key])
