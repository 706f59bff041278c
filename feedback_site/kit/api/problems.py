"""Problems as JSON for DRF's views."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from feedback_site.kit.problems import Problem


def api_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler, which knows our problems too."""
    if isinstance(error, Problem):
        return Response(error.as_json(), status=error.status, headers=error.headers)
    return exception_handler(error, context)
