"""What the API shows and what it takes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from feedback_site.kit.problems import Invalid
from surveys.models import Response, Survey, SurveyVersion
from surveys.models.survey import SLUG_LENGTH
from surveys.rules.lifecycle import Move

UUID_VERSION = 7


class SurveyShape(serializers.ModelSerializer[Survey]):
    """A survey in a list; the title is a text, or one text a locale."""

    title = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="live_version.number", default=None, allow_null=True, read_only=True)
    started = serializers.IntegerField(read_only=True, default=0)
    completed = serializers.IntegerField(read_only=True, default=0)

    class Meta:
        """The shell without its documents."""

        model = Survey
        fields = ["slug", "state", "title", "version", "started", "completed", "created_at"]

    @extend_schema_field({"oneOf": [{"type": "string"}, {"type": "object"}], "nullable": True})
    def get_title(self, survey: Survey) -> Any:
        """Return the draft's title as it stands there."""
        return getattr(survey, "heading", None)


class VersionShape(serializers.ModelSerializer[SurveyVersion]):
    """A version as published."""

    class Meta:
        """All of it."""

        model = SurveyVersion
        fields = ["number", "languages", "published_at", "definition", "settings"]


class PublicVersionShape(serializers.Serializer[Any]):
    """What respondents answer now."""

    slug = serializers.CharField()
    version = serializers.IntegerField()
    languages = serializers.ListField(child=serializers.CharField())
    definition = serializers.DictField()


class DraftShape(serializers.Serializer[Any]):
    """A definition and our settings beside it."""

    definition = serializers.JSONField()
    settings = serializers.JSONField(required=False, default=None, allow_null=True)


class ImportShape(DraftShape):
    """The same with the address of a new survey."""

    slug = serializers.CharField(max_length=SLUG_LENGTH, required=False, default="", allow_blank=True)


class MoveShape(serializers.Serializer[Any]):
    """What to do to a survey."""

    move = serializers.ChoiceField(choices=[m.value for m in Move if m is not Move.PUBLISH])


class SubmissionShape(serializers.Serializer[Any]):
    """A response as a program sends it; the id is the sender's, so that sending it again changes nothing."""

    id = serializers.UUIDField()
    language = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    answers = serializers.DictField(child=serializers.JSONField(allow_null=True), default=dict)
    complete = serializers.BooleanField(default=True)

    def validate_id(self, value: Any) -> Any:
        """Ask for version 7, whose time keeps the index in order."""
        if value.version != UUID_VERSION:
            raise serializers.ValidationError(_("Use a UUID of version 7."))
        return value


class ReceiptShape(serializers.Serializer[Any]):
    """What became of a submission; the link continues a partial one."""

    id = serializers.UUIDField()
    status = serializers.CharField()
    counted = serializers.BooleanField(help_text="False when a cap or quota was full: kept, but not counted.")
    link = serializers.CharField(allow_null=True)


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


class SurveyPageShape(serializers.Serializer[Any]):
    """A page of surveys."""

    items = SurveyShape(many=True)
    next = serializers.CharField(allow_null=True)


class ResponsePageShape(serializers.Serializer[Any]):
    """A page of responses."""

    items = ResponseShape(many=True)
    next = serializers.CharField(allow_null=True)


def checked(shape: serializers.Serializer[Any]) -> dict[str, Any]:
    """Return the data; raises Invalid with the errors by field."""
    if not shape.is_valid():
        raise Invalid(errors={name: _flat(errors) for name, errors in shape.errors.items()})
    data: dict[str, Any] = shape.validated_data
    return data


def _flat(errors: Any) -> list[Any]:
    return list(errors) if isinstance(errors, list) else [str(errors)]
