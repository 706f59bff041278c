"""What a bounce is about: the case whose mail it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import Ticket
from feedback.queries.mail.signed_names import read_message_id
from feedback.rules.mail.machine import Machine

if TYPE_CHECKING:
    from feedback.models import IncomingMail
    from feedback.rules.mail.judge import Judgement


def note_failure(*, row: IncomingMail, judged: Judgement) -> None:
    """Find the case of the mail that came back."""
    if judged.bounce is None or judged.machine is None or judged.machine.kind != Machine.BOUNCE:
        return
    named = next((found for item in judged.returned if (found := read_message_id(item))), None)
    if row.ticket is None and named:
        row.ticket = Ticket.objects.filter(ref=named.ref).first()
