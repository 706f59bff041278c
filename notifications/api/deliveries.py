"""The mails that left the house, or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.api.shapes import checked
from feedback_site.kit.pagination import keyset_page
from notifications.actions.retry_delivery import RETRIABLE, retry_deliveries
from notifications.models import Delivery
from notifications.models.kind_words import KIND_WORDS
from notifications.queries.deliveries import deliveries, wanted_from

if TYPE_CHECKING:
    from rest_framework.request import Request


class DeliveryShape(serializers.ModelSerializer[Delivery]):
    """A mail without its words; `why` says the reason in the language that is asked for (Accept-Language)."""

    why = serializers.CharField(source="get_reason_display", read_only=True)

    class Meta:
        """Where it stands, and why."""

        model = Delivery
        fields = ["id", "kind", "to", "subject", "state", "reason", "why", "attempts", "created_at", "sent_at"]


class DeliveryPageShape(serializers.Serializer[Any]):
    """A page of mails; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = DeliveryShape(many=True)


class RetryWishShape(serializers.Serializer[Any]):
    """Which mails: all of a state, narrowed by kind and receiver."""

    state = serializers.ChoiceField(choices=[(state.value, state.value) for state in RETRIABLE])
    kind = serializers.ChoiceField(choices=[("", ""), *((kind, kind) for kind in KIND_WORDS)], default="")
    address = serializers.EmailField(max_length=254, allow_blank=True, default="")


class RetriedShape(serializers.Serializer[Any]):
    """How many are queued again."""

    queued = serializers.IntegerField()


class Deliveries(APIView):
    """Mails, the newest first."""

    permissions: ClassVar = {"GET": "delivery.read"}

    @extend_schema(
        operation_id="deliveries_list",
        parameters=[
            OpenApiParameter("state", enum=Delivery.State.values),
            OpenApiParameter("kind"),
            OpenApiParameter("address", description="The receiver."),
            OpenApiParameter("cursor", description="From `next` or `previous` of another page."),
        ],
        responses=DeliveryPageShape,
    )
    def get(self, request: Request) -> Response:
        """List them."""
        query = request.query_params
        page = keyset_page(deliveries(wanted_from(query)), order=("-created_at", "-id"), cursor=query.get("cursor"))
        results = DeliveryShape(page.items, many=True).data
        return Response({"next": page.next_cursor, "previous": page.previous_cursor, "results": results})


class DeliveriesRetry(APIView):
    """Another try for many."""

    permissions: ClassVar = {"POST": "delivery.retry"}

    @extend_schema(operation_id="mail_retry_many", request=RetryWishShape, responses=RetriedShape)
    def post(self, request: Request) -> Response:
        """Queue the mails of a filter again that did not go out; none whose address takes no mail."""
        wish = checked(RetryWishShape(data=request.data))
        return Response({"queued": retry_deliveries(deliveries(wanted_from(wish)))})


class DeliveryRetry(APIView):
    """Another try."""

    permissions: ClassVar = {"POST": "delivery.retry"}

    @extend_schema(request=None, responses=RetriedShape)
    def post(self, request: Request, delivery_id: int) -> Response:  # noqa: ARG002 -- DRF's signature
        """Queue a mail again that did not go out."""
        row = get_object_or_404(Delivery.objects.only("pk"), pk=delivery_id)
        return Response({"queued": retry_deliveries(Delivery.objects.filter(pk=row.pk))})
