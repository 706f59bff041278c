"""Turns a Problem into a page for people, or JSON for those who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, JsonResponse
from django.shortcuts import render

from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase


class ProblemPages:
    """Middleware that answers a Problem raised by a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; problems arrive in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer in the shape that the caller reads."""
        if not isinstance(error, Problem):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse(error.as_json(), status=error.status)
        return render(request, "problem.html", {"problem": error}, status=error.status)
