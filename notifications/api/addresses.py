"""The addresses that take no mail, for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.pagination import keyset_page
from notifications.actions.mark_undeliverable import lift_undeliverable
from notifications.models import UndeliverableAddress
from notifications.queries.deliveries import undeliverable_addresses
from notifications.rules.status_meanings import Meaning, meaning_of

if TYPE_CHECKING:
    from rest_framework.request import Request


class UndeliverableShape(serializers.ModelSerializer[UndeliverableAddress]):
    """An address, the status that came back and what it means; `said` are the mail server's own words.

    `why` says the meaning in the language that is asked for (Accept-Language).
    """

    meaning = serializers.SerializerMethodField()
    why = serializers.CharField(source="status_word", read_only=True)
    said = serializers.CharField(source="why", read_only=True)

    class Meta:
        """Since when nothing is sent there, and why."""

        model = UndeliverableAddress
        fields = ["id", "address", "status", "meaning", "why", "said", "marked_at"]

    def get_meaning(self, row: UndeliverableAddress) -> Meaning:
        """Return the code of the meaning."""
        return meaning_of(row.status)


class UndeliverablePageShape(serializers.Serializer[Any]):
    """A page of addresses; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = UndeliverableShape(many=True)


class UndeliverableAddresses(APIView):
    """Addresses to which nothing is sent."""

    permissions: ClassVar = {"GET": "delivery.read"}

    @extend_schema(
        operation_id="undeliverable_addresses_list",
        parameters=[OpenApiParameter("cursor", description="From `next` or `previous` of another page.")],
        responses=UndeliverablePageShape,
    )
    def get(self, request: Request) -> Response:
        """List them, the latest first."""
        cursor = request.query_params.get("cursor")
        page = keyset_page(undeliverable_addresses(), order=("-marked_at", "-id"), cursor=cursor)
        results = UndeliverableShape(page.items, many=True).data
        return Response({"next": page.next_cursor, "previous": page.previous_cursor, "results": results})


class OneUndeliverableAddress(APIView):
    """One of them."""

    permissions: ClassVar = {"DELETE": "delivery.retry"}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, address_id: int) -> Response:
        """Let mail go there again; what was held back stays so until it is sent again."""
        row = get_object_or_404(undeliverable_addresses(), pk=address_id)
        lift_undeliverable(address_id=row.pk, actor_id=cast("int", request.user.pk))
        return Response(status=HTTPStatus.NO_CONTENT)
