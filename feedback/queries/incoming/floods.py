"""Mails held because their senders wrote too many at once: one line a sender, and what is held of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Min, OuterRef

from feedback.models import IncomingMail
from feedback.queries.incoming.trays import FLOOD, mails_in
from feedback.rules.mail.fates import Fate
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from feedback_site.kit.pagination import Page


@dataclass(frozen=True, kw_only=True)
class Flood:
    """One sender's held mails: the newest of them, how many they are, and since when."""

    newest: IncomingMail
    number: int
    since: datetime

    @property
    def sender(self) -> str:
        """The address; "" for mails that name none."""
        return self.newest.sender


def floods_on(*, user: Any, cursor: str | None) -> tuple[Page[IncomingMail], list[Flood]]:
    """Return a page of senders, who wrote last first: with two statements, however many they are and wrote."""
    later = IncomingMail.objects.in_state(Fate.FLOOD).filter(sender=OuterRef("sender"), pk__gt=OuterRef("pk"))
    page = keyset_page(mails_in(user=user, tray=FLOOD).exclude(Exists(later)), order=("-id",), cursor=cursor)
    told = _told({mail.sender for mail in page.items}) if page.items else {}
    lines = [(mail, told.get(mail.sender)) for mail in page.items]
    return page, [Flood(newest=mail, number=found[0], since=found[1]) for mail, found in lines if found]


def flood_of(mail: IncomingMail) -> Flood | None:
    """Return what is held of the mail's sender; None when nothing is."""
    held = IncomingMail.objects.in_state(Fate.FLOOD).filter(sender=mail.sender)
    newest = held.order_by("-id").first()
    told = _told({mail.sender}).get(mail.sender)
    return Flood(newest=newest, number=told[0], since=told[1]) if newest and told else None


def mails_of(*, user: Any, sender: str) -> QuerySet[IncomingMail]:
    """Return what is held of one sender."""
    return mails_in(user=user, tray=FLOOD).filter(sender=sender)


def _told(senders: set[str]) -> dict[str, tuple[int, datetime]]:
    held = IncomingMail.objects.in_state(Fate.FLOOD).filter(sender__in=senders).order_by()
    return {
        sender: (number, since)
        for sender, number, since in held.values_list("sender").annotate(Count("id"), Min("received_at"))
    }
