"""Find a file on a ticket, for those who may have it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from feedback.models import Attachment, Message
from feedback.queries.thread import public_messages
from feedback_site.kit.problems import Gone, Problem

if TYPE_CHECKING:
    from uuid import UUID

    from feedback.models import Ticket


class UnknownFile(Problem):
    """No such file on this ticket, or none for this reader."""

    status = HTTPStatus.NOT_FOUND
    title = _("There is no such file.")


class FileWaits(Problem):
    """The virus scanner has not answered yet."""

    status = HTTPStatus.CONFLICT
    title = _("This file is still being checked for viruses. Please try again in a minute.")


def find_file(*, ticket: Ticket, key: UUID, public: bool) -> Attachment:
    """Return a file that may be served, for the reporter none of a note; raises UnknownFile, FileWaits and Gone."""
    said = public_messages(ticket) if public else Message.objects.of_case(ticket)
    found = Attachment.objects.filter(message__in=said, key=key).first()
    if found is None:
        raise UnknownFile
    if found.is_infected:
        raise Gone(_("A virus was found in this file, so nobody can fetch it."))
    if found.is_waiting:
        raise FileWaits
    return found
