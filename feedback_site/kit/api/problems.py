"""Problems as JSON for DRF's views."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from feedback_site.kit.problems import Problem

MEDIA = "application/problem+json"


def api_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler, which knows our problems too."""
    if isinstance(error, Problem):
        return Response(error.as_json(), status=error.status, headers=error.headers, content_type=MEDIA)
    answer: Response | None = exception_handler(error, context)
    if answer is not None and isinstance(answer.data, dict) and "detail" in answer.data:
        title = HTTPStatus(answer.status_code).phrase
        answer.data = {"status": answer.status_code, "title": title, "detail": answer.data["detail"]}
        answer.content_type = MEDIA
    return answer
