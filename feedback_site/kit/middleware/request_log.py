"""One log line a request, by the route's name: paths hold private links, addresses and browsers hold people."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger(__name__)
QUIET = frozenset({"health"})


class RequestLog:
    """Middleware that times the request and gives all its log lines one id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then write route, status and milliseconds."""
        start = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=uuid4().hex[:16]):
            response = self.get_response(request)
            route = request.resolver_match.view_name if request.resolver_match else None
            if route not in QUIET:
                log.info(
                    "request",
                    method=request.method,
                    route=route,
                    status=response.status_code,
                    ms=round((time.perf_counter() - start) * 1000, 1),
                )
        return response
