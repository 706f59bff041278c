"""A file leaves as a download and as nothing else: no browser shows it as a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse
from django.views.decorators.http import require_safe

from feedback.queries.files.find_file import find_file
from feedback.queries.find_ticket import find_ticket
from feedback.queries.private_links import claimed_ticket
from feedback.web.private import private_link
from feedback.web.staff import staff
from feedback_site.kit.access import allow

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from feedback.models import Attachment

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@private_link
@require_safe
def case_file(_request: HttpRequest, token: str, file_key: UUID) -> FileResponse:
    """Hand the reporter a file of their case."""
    return _download(find_file(ticket=claimed_ticket(token), key=file_key, public=True))


@allow("ticket.read")
@require_safe
def ticket_file(request: HttpRequest, ref: str, file_key: UUID) -> FileResponse:
    """Hand staff a file of a ticket that they may read."""
    found = find_ticket(user=staff(request), ref=ref)
    return _download(find_file(ticket=found, key=file_key, public=False))


def _download(found: Attachment) -> FileResponse:
    kind = "text/plain; charset=utf-8" if found.kind == "text/plain" else found.kind
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=kind)
    for header, value in HEADERS.items():
        answer[header] = value
    return answer
