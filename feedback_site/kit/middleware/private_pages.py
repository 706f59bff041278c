"""Keeps what staff read out of caches: after signing out on a shared computer, "back" shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit.going_back import forget_cookies

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

ROOMS = ("/console/", "/accounts/", "/api/")


class PrivatePages:
    """Middleware for the rooms behind a sign-in; a view that has chosen for itself keeps its choice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the answer."""
        response = self.get_response(request)
        if request.path.startswith(ROOMS) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        forget_cookies(response)
        return response
