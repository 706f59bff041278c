"""What a provider tells of a mail that it could not deliver: the same as when a mail server sends it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from feedback.actions.incoming.store_mail import store_mail
from feedback.rules.mail.fates import Way
from feedback.rules.mail.intake.reports import as_mail
from notifications.actions.stop_mails import stop_mails
from notifications.models import Delivery, Topic
from notifications.rules.addresses import address_hash, plain

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from feedback.rules.mail.intake.reports import Report

CLOCKS_DIFFER = timedelta(minutes=1)


def note_report(*, report: Report, provider: str) -> bool:
    """Keep it as the bounce that it is; whoever complained gets no more of what can be stopped.

    False when we never wrote there. The provider's own key proves it, so the mail that it is about need not be
    named: it is the latest to that address then, of those that were sent before it came back.
    """
    wrote = Delivery.objects.filter(address=plain(report.recipient), sent_at__isnull=False)
    named = wrote.filter(message_id=report.message_id).first() if report.message_id else None
    delivery = named or _latest(wrote, report)
    if delivery is None:
        return False
    if report.is_complaint:
        for topic in Topic.values:
            stop_mails(topic=topic, address_hash=address_hash(report.recipient))
        return True
    content = as_mail(report, provider=provider, message_id=delivery.message_id)
    store_mail(content=content, way=Way.WEBHOOK, mailbox=provider)
    return True


def _latest(wrote: QuerySet[Delivery], report: Report) -> Delivery | None:
    """The same one however often it is told, whatever was sent in between."""
    newest = wrote.order_by("-sent_at", "-id")
    before = newest.filter(sent_at__lte=report.moment + CLOCKS_DIFFER).first() if report.moment else None
    return before or newest.first()
