"""Hands files to those who may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from feedback.queries.files.download import download
from feedback.queries.files.find_file import find_file
from feedback.queries.find_ticket import find_ticket
from feedback.queries.private_links import claimed_ticket
from feedback.web.private import private_link
from feedback.web.staff import staff
from feedback_site.kit.access import allow

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import FileResponse, HttpRequest


@private_link
@require_safe
def case_file(_request: HttpRequest, token: str, file_key: UUID) -> FileResponse:
    """Hand the reporter a file of their case."""
    return download(find_file(ticket=claimed_ticket(token), key=file_key, public=True))


@allow("ticket.read")
@require_safe
def ticket_file(request: HttpRequest, ref: str, file_key: UUID) -> FileResponse:
    """Hand staff a file of a ticket that they may read."""
    found = find_ticket(user=staff(request), ref=ref)
    return download(find_file(ticket=found, key=file_key, public=False))
