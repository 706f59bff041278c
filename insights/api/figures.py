"""The dashboard's figures for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit import clock
from insights.api.serializers import FiguresSerializer
from insights.queries.asked_period import asked_period
from insights.queries.figures import figures

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.models import User

WHEN = "A date (midnight in your own time zone) or an ISO 8601 time with its offset"


class FiguresView(APIView):
    """The figures of one period, as the dashboard and the digest show them."""

    permissions = {"GET": "dashboard.read"}

    @extend_schema(
        operation_id="figures",
        summary="Figures of a period",
        description="Durations are seconds. Each count carries the address of the list behind it.",
        parameters=[
            OpenApiParameter("from", str, description=f"{WHEN}; included."),
            OpenApiParameter("to", str, description=f"{WHEN}; not included."),
            OpenApiParameter("days", int, enum=[7, 28, 90], description="Instead: the last days, today included."),
        ],
        responses=FiguresSerializer,
    )
    def get(self, request: Request) -> Response:
        """Compute them as of now."""
        now = clock.now()
        zone = clock.zone(cast("User", request.user).timezone)
        found = figures(asked_period(request.query_params, now, zone), now)
        return Response(FiguresSerializer(found, context={"request": request}).data)
