"""The mails of ours that a provider reports to have failed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from notifications.rules.addresses import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.rules.mail.intake.reports import Report

CLOCKS_DIFFER = timedelta(minutes=1)
# The one that is named, if it went to that address; else the latest to it of those sent before it came back, so that
# it is the same one however often it is told; else the latest of all.
FIND = """
SELECT found.message_id
FROM unnest(%s::text[], %s::text[], %s::timestamptz[]) WITH ORDINALITY AS told (address, named, upto, place)
LEFT JOIN LATERAL (
    SELECT delivery.message_id
    FROM notifications_delivery AS delivery
    WHERE delivery.address = told.address AND delivery.sent_at IS NOT NULL
    ORDER BY (told.named <> '' AND delivery.message_id = told.named) DESC,
        (told.upto IS NULL OR delivery.sent_at <= told.upto) DESC, delivery.sent_at DESC, delivery.id DESC
    LIMIT 1
) AS found ON TRUE
ORDER BY told.place
"""


def reported_deliveries(reports: Sequence[Report]) -> list[str | None]:
    """Return the Message-ID of each report's mail, None where we never wrote; with one statement."""
    if not reports:
        return []
    moments = [report.moment for report in reports]
    told: list[Any] = [
        [plain(report.recipient) for report in reports],
        [report.message_id for report in reports],
        [moment + CLOCKS_DIFFER if moment else None for moment in moments],
    ]
    with connection.cursor() as cursor:
        cursor.execute(FIND, told)
        return [row[0] for row in cursor.fetchall()]
