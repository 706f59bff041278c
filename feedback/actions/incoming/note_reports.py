"""What a provider tells of mails that it could not deliver: the same as when a mail server sends them back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from feedback.actions.incoming.store_mail import store_mail, store_mails
from feedback.models.incoming.reasons import PROVIDERS_REPORT
from feedback.queries.incoming.reported import reported_deliveries
from feedback.rules.mail.fates import Fate, Way
from feedback.rules.mail.intake.posted_reports import read_reports
from feedback.rules.mail.intake.reasons import Code, Reason
from feedback.rules.mail.intake.reports import as_mail
from notifications.actions.stop_mails import stop_all_mails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.models import IncomingMail
    from feedback.rules.mail.intake.posted_reports import Told
    from feedback.rules.mail.intake.reports import Report

MOST_AT_ONCE = 500


@transaction.atomic
def note_reports(*, told: Told, body: bytes, provider: str) -> None:
    """Keep each as the bounce that it is; what cannot be read lies in the tray, with all that was posted with it."""
    for start in range(0, len(told.reports), MOST_AT_ONCE):
        _note(told.reports[start : start + MOST_AT_ONCE], provider)
    if told.unread:
        why_not = unread(told)
        store_mail(content=body, way=Way.WEBHOOK, mailbox=provider, why_not=why_not, kind=PROVIDERS_REPORT)


def note_again(row: IncomingMail) -> None:
    """Read once more what could not be read, inside the caller's transaction; nothing counts twice."""
    arrival = row.arrivals.order_by("id").first()
    provider, body = arrival.mailbox if arrival else "", bytes(row.raw.content)
    told = read_reports(provider, lambda: json.loads(body), is_wrapped=True)
    _note(told.reports, provider)
    row.kind = PROVIDERS_REPORT
    row.state, row.reason = (Fate.UNREADABLE, unread(told)) if told.unread else (Fate.MACHINE, None)


def unread(told: Told) -> Reason:
    """Say how many could not be read, and what the first one stumbled over."""
    return Reason.of(Code.UNREAD_REPORT, number=len(told.unread), evidence=told.unread[0])


def _note(reports: Sequence[Report], provider: str) -> None:
    """With as many statements for many as for one; whoever complained gets no more of what can be stopped.

    What we never sent is left out. The provider's own key proves it, so the mail that it is about need not be named.
    """
    pairs = zip(reports, reported_deliveries(reports), strict=True)
    known = [(report, identifier) for report, identifier in pairs if identifier is not None]
    stop_all_mails([report.recipient for report, _identifier in known if report.is_complaint])
    contents = [
        as_mail(report, provider=provider, message_id=identifier)
        for report, identifier in known
        if not report.is_complaint
    ]
    store_mails(contents=contents, way=Way.WEBHOOK, mailbox=provider)
