"""The house's own fields, and what they hold on a ticket."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.fields.save_field import save_field
from feedback.actions.fields.set_fields import set_fields
from feedback.api.shapes import checked
from feedback.models import CustomField
from feedback.queries.fields.on_ticket import fields_on
from feedback.queries.find_ticket import find_ticket
from feedback.rules.custom_fields import MOST_CHOICES, NAME_LENGTH, VALUE_LENGTH, FieldKind

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback.models import Ticket


class FieldWishShape(serializers.Serializer[Any]):
    """What a field is to be; its kind is chosen once."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    kind = serializers.CharField(max_length=10)
    choices = serializers.ListField(
        child=serializers.CharField(max_length=NAME_LENGTH), max_length=MOST_CHOICES, default=list
    )
    is_on = serializers.BooleanField(default=True)

    def validate_kind(self, word: str) -> FieldKind:
        """Refuse what no field can be."""
        if word not in list(FieldKind):
            raise serializers.ValidationError(f"{', '.join(FieldKind)}?")
        return FieldKind(word)


class CustomFieldShape(serializers.ModelSerializer[CustomField]):
    """A field."""

    class Meta:
        """All of it."""

        model = CustomField
        fields = ["id", "name", "kind", "choices", "is_on"]


class FieldLineShape(serializers.Serializer[Any]):
    """A field of a ticket and what it holds, "" for nothing."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    value = serializers.CharField()


class FieldValuesShape(serializers.Serializer[Any]):
    """Values by the fields' numbers: dates as 2026-12-24, yes and no as such, "" for none; the rest stays."""

    values = serializers.DictField(child=serializers.CharField(max_length=VALUE_LENGTH, allow_blank=True))


class CustomFields(APIView):
    """All fields."""

    permissions: ClassVar = {"GET": "ticket.read", "POST": "field.edit"}

    @extend_schema(operation_id="custom_fields_list", responses=CustomFieldShape(many=True))
    def get(self, _request: Request) -> Response:
        """List them in their order."""
        return Response(CustomFieldShape(CustomField.objects.order_by("position", "id"), many=True).data)

    @extend_schema(request=FieldWishShape, responses={201: CustomFieldShape})
    def post(self, request: Request) -> Response:
        """Make one."""
        return Response(_saved(request), status=HTTPStatus.CREATED)


class OneCustomField(APIView):
    """A field."""

    permissions: ClassVar = {"PUT": "field.edit"}

    @extend_schema(request=FieldWishShape, responses=CustomFieldShape)
    def put(self, request: Request, field_id: int) -> Response:
        """Change its name or choices, or take it out of use."""
        return Response(_saved(request, get_object_or_404(CustomField, pk=field_id)))


class TicketFields(APIView):
    """The fields of a ticket."""

    permissions: ClassVar = {"GET": "ticket.read", "PATCH": "ticket.field"}

    @extend_schema(responses=FieldLineShape(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List them with what they hold."""
        return Response(_lines(find_ticket(user=request.user, ref=ref)))

    @extend_schema(request=FieldValuesShape, responses=FieldLineShape(many=True))
    def patch(self, request: Request, ref: str) -> Response:
        """Set some; all or nothing."""
        by: Any = request.user
        found = find_ticket(user=by, ref=ref)
        sent = checked(FieldValuesShape(data=request.data))["values"]
        values = {int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0: sent[key] for key in sent}
        set_fields(ticket=found, values=values, by=by)
        return Response(_lines(found))


def _saved(request: Request, field: CustomField | None = None) -> Any:
    by: Any = request.user
    wish = checked(FieldWishShape(data=request.data))
    return CustomFieldShape(save_field(**wish, by=by, field=field)).data


def _lines(ticket: Ticket) -> list[dict[str, Any]]:
    return [{"id": line.field.pk, "name": line.field.name, "value": line.value} for line in fields_on(ticket)]
