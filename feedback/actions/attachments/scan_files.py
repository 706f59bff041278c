"""Have the virus scanner look at what it has not seen."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import transaction

from feedback.actions.attachments.scanners import ScannerError, is_infected
from feedback.events.people import VirusFound
from feedback.models import Attachment
from notifications.event_log import record

log = structlog.get_logger(__name__)
BATCH = 50
State = Attachment.State


def scan_files() -> int:
    """Scan the oldest unscanned files; return how many have an answer. Without a scanner none is asked."""
    if not settings.VIRUS_SCANNER:
        return 0
    rows = Attachment.objects.filter(state=State.UNSCANNED).select_related("message__ticket").order_by("id")
    return sum(_scan(row) for row in rows[:BATCH])


def _scan(row: Attachment) -> bool:
    try:
        with row.file.open("rb") as file:
            found = is_infected(file, settings.VIRUS_SCANNER)
    except (ScannerError, OSError) as error:
        log.warning("file_not_scanned", attachment=row.pk, error=str(error))
        return False
    with transaction.atomic():
        waiting = Attachment.objects.filter(pk=row.pk, state=State.UNSCANNED)
        told = waiting.update(state=State.INFECTED if found else State.CLEAN)
        if told and found:
            ticket = row.message.ticket
            record(VirusFound(ticket_id=ticket.pk, attachment_id=row.pk), subject=ticket.event_subject)
    return True
