"""What every page behind a private link says to browsers, caches and search engines."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from feedback_site.kit.access import public, without_cookies

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

# Not "no-referrer": under it browsers post forms with "Origin: null", which is refused.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def private_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open the view to whoever has the link, cookies or not, and keep the link from spreading."""

    @wraps(view)
    def with_headers(request: HttpRequest, token: str, **rest: Any) -> HttpResponseBase:
        response = view(request, token, **rest)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return public(without_cookies(with_headers))
