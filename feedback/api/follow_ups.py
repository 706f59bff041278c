"""How it went, in the customers' eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.api.shapes import FollowUpShape
from feedback.models import FollowUp
from feedback.queries.follow_up_filter import FollowUpFilter
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from rest_framework.request import Request

MOMENTS = ("asked_from", "asked_to", "answered_from", "answered_to")


class FollowUpLineShape(FollowUpShape):
    """A follow-up with its ticket."""

    ticket = serializers.SlugRelatedField[Any](slug_field="ref", read_only=True)

    class Meta(FollowUpShape.Meta):
        """The ticket and the rest."""

        model = FollowUp
        fields = ["ticket", *FollowUpShape.Meta.fields]


class FollowUpPageShape(serializers.Serializer[Any]):
    """A page; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = FollowUpLineShape(many=True)


class FollowUps(APIView):
    """The follow-ups behind a figure."""

    permissions: ClassVar = {"GET": "ticket.read"}

    @extend_schema(
        operation_id="follow_ups_list",
        parameters=[
            *(OpenApiParameter(name, description="A moment, ISO 8601 with its zone; [from, to).") for name in MOMENTS),
            OpenApiParameter("answered", enum=["yes", "no"]),
            OpenApiParameter("score_from", type=int),
            OpenApiParameter("score_to", type=int),
            OpenApiParameter("channel"),
            OpenApiParameter("cursor", description="From `next` or `previous` of another page."),
        ],
        responses=FollowUpPageShape,
    )
    def get(self, request: Request) -> Response:
        """List them, the newest first."""
        query: Any = request.query_params
        found = FollowUpFilter.from_query(query).follow_ups().visible_to(request.user).select_related("ticket")
        page = keyset_page(found, order=("-created_at", "-id"), cursor=query.get("cursor"))
        rows = FollowUpLineShape(page.items, many=True).data
        return Response({"next": page.next_cursor, "previous": page.previous_cursor, "results": rows})
