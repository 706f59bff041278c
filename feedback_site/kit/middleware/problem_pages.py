"""Turns a Problem into a page for people, or JSON for those who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from feedback_site.kit.problems import Problem, WrongMethod

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase


class ProblemPages:
    """Middleware that answers a Problem raised by a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; problems arrive in `process_exception`, and a bare 405 gets words."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        worded = answer(request, WrongMethod(_("It only takes what a form sends. Go back and try again from there.")))
        worded["Allow"] = response["Allow"]
        return worded

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer in the shape that the caller reads."""
        return answer(request, error) if isinstance(error, Problem) else None


def answer(request: HttpRequest, problem: Problem) -> HttpResponseBase:
    """Answer a program with JSON and a person with a page."""
    json = "application/json"
    if json in request.headers.get("Accept", "") or request.content_type == json:
        return JsonResponse(problem.as_json(), status=problem.status, headers=problem.headers)
    page = render(request, "problem.html", {"problem": problem}, status=problem.status)
    for name, value in problem.headers.items():
        page[name] = value
    return page
