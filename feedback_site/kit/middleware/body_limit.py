"""Refuses what is too large before anybody reads it, DRF's parsers included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from feedback_site.kit.middleware.problem_pages import answer
from feedback_site.kit.problems import TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

FILES_FACTOR = 5  # a form with files may be so many times as large as one without


class BodyLimit:
    """Middleware that looks at the announced length; a server passes on no more than that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 or pass on."""
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        limit: int = settings.LARGE_BODIES.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if request.content_type == "multipart/form-data":
            limit = max(limit * FILES_FACTOR, limit + _files(request.path))
        if length > limit:
            return answer(request, TooLarge())
        return self.get_response(request)


def _files(path: str) -> int:
    """Return how much may come with a message or an export: only the pages on which one is sent take that."""
    if path in settings.IMPORT_ROOMS:
        return int(settings.IMPORT_BYTES)
    is_room = path.startswith(tuple(settings.ATTACHMENT_ROOMS))
    return settings.ATTACHMENTS_MOST * settings.ATTACHMENT_BYTES if is_room else 0
