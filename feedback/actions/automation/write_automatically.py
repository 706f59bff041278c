"""Write to the reporter in the name of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.add_message import add_message
from feedback.actions.hold_ticket import held
from feedback.events import AutomaticReplySent
from feedback.rules.automation.shape import filled
from feedback.rules.names import Kind, Status
from feedback_site.kit.problems import Conflict
from feedback_site.kit.texts.site_name import site_name
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedback.models import Message, Ticket


def write_automatically(*, ticket: Ticket, texts: Mapping[str, str]) -> Message:
    """Add the text in the reporter's language; it ends no wait and moves no status. Raises Conflict."""
    language = ticket.language if texts.get(ticket.language) else next(iter(texts))
    return say(ticket=ticket, body=filled(texts[language], {"ref": ticket.ref, "site": site_name(language)}))


def say(*, ticket: Ticket, body: str) -> Message:
    """Add the words as they are. Raises Conflict."""
    with held(ticket) as row:
        if row.status == Status.CLOSED:
            raise Conflict(_("This ticket is closed, so a reply would come from nowhere."))
        message = add_message(ticket=row, kind=Kind.AUTOMATIC, body=body)
        event = AutomaticReplySent(ticket_id=row.pk, message_id=message.pk)
        record(event, subject=row.event_subject)
    return message
