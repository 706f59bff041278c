"""One template serves the whole page and the fragment that htmx swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render as render_page
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, not for a page in history."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the template, or only its fragment when htmx asks."""
    name = f"{template}#{fragment}" if fragment and wants_fragment(request) else template
    response = render_page(request, name, context, status=status)
    if fragment:
        patch_vary_headers(response, ["HX-Request"])
    return response
