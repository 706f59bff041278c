"""Responses as programs send and read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from surveys.models import Response

UUID_VERSION = 7
EXAMPLE_ID = "01980000-0000-7000-8000-000000000001"


class AnswersShape(serializers.Serializer[Any]):
    """Answers by question name, as SurveyJS stores them."""

    language = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    answers = serializers.DictField(child=serializers.JSONField(allow_null=True), required=False, default=dict)
    complete = serializers.BooleanField(required=False, default=True)


@extend_schema_serializer(
    examples=[OpenApiExample("A whole one", value={"id": EXAMPLE_ID, "answers": {"taste": 5}}, request_only=True)]
)
class SubmissionShape(AnswersShape):
    """A response as a program sends it; the id is the sender's, so that sending it again changes nothing."""

    id = serializers.UUIDField()

    def validate_id(self, value: Any) -> Any:
        """Ask for version 7, whose time keeps the index in order."""
        if value.version != UUID_VERSION:
            raise serializers.ValidationError(_("Use a UUID of version 7."))
        return value


@extend_schema_serializer(
    examples=[OpenApiExample("The rest", value={"answers": {"taste": 4}, "complete": True}, request_only=True)]
)
class RestShape(AnswersShape):
    """More answers of an unfinished response; null takes an answer back."""

    complete = serializers.BooleanField(required=False, default=False)


class ReceiptShape(serializers.Serializer[Any]):
    """What became of a submission; key and link continue a partial one, and whoever has them can."""

    id = serializers.UUIDField()
    status = serializers.CharField(help_text="`in_progress` or `complete`.")
    counted = serializers.BooleanField(help_text="False when a cap or quota was full: kept, but not counted.")
    key = serializers.CharField(allow_null=True)
    link = serializers.URLField(allow_null=True)


class UnfinishedShape(serializers.Serializer[Any]):
    """An unfinished response as its sender may see it."""

    id = serializers.UUIDField()
    status = serializers.CharField()
    version = serializers.IntegerField()
    language = serializers.CharField()
    answers = serializers.DictField(child=serializers.JSONField())


class ResponseShape(serializers.ModelSerializer[Response]):
    """A response with all its answers."""

    version = serializers.IntegerField(source="version.number", read_only=True)
    status = serializers.CharField(read_only=True)

    class Meta:
        """Everything but what waits to be mended."""

        model = Response
        fields = [
            "id",
            "version",
            "language",
            "status",
            "answers",
            "visited",
            "quality",
            "started_at",
            "updated_at",
            "completed_at",
        ]


class ResponsePageShape(serializers.Serializer[Any]):
    """A page of responses."""

    items = ResponseShape(many=True)
    next = serializers.CharField(allow_null=True)


class NarrowedShape(serializers.Serializer[Any]):
    """Which responses are wanted."""

    status = serializers.ChoiceField(choices=Response.Status.choices, required=False, default="")
    version = serializers.IntegerField(min_value=1, max_value=999_999, required=False, default=None)
    tier = serializers.ChoiceField(choices=["a", "b"], required=False, default="")
    since = serializers.DateTimeField(required=False, default=None)


class ListingShape(NarrowedShape):
    """Which responses to list."""

    size = serializers.IntegerField(min_value=1, max_value=200, required=False, default=50)


class ExportShape(NarrowedShape):
    """Which responses to export, and how to write what was picked."""

    values = serializers.ChoiceField(choices=["codes", "labels"], required=False, default="codes")
    language = serializers.CharField(max_length=20, required=False, default="")
