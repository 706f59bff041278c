"""A file leaves as a download and as nothing else: no browser shows it as a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse

if TYPE_CHECKING:
    from feedback.models import Attachment

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def download(found: Attachment) -> FileResponse:
    """Return the answer that carries a file."""
    kind = "text/plain; charset=utf-8" if found.kind == "text/plain" else found.kind
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=kind)
    for header, value in HEADERS.items():
        answer[header] = value
    return answer
