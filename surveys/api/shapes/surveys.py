"""A survey in a list and by itself, its times, its limits, and the templates to begin with."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from surveys.api.shapes.problems import StrictShape
from surveys.models import Survey
from surveys.models.survey import SLUG_LENGTH
from surveys.rules.instruments.templates import TEMPLATE_KEYS
from surveys.rules.lifecycle import Move, State, moves_from
from surveys.rules.limits.limits import MOST

LOCALIZED = {"oneOf": [{"type": "string"}, {"type": "object"}], "nullable": True}
ASK = {"title": "Lunch", "elements": [{"type": "rating", "name": "taste", "title": "How did it taste?"}]}


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

    @extend_schema_field(LOCALIZED)
    def get_title(self, survey: Survey) -> Any:
        """Return the draft's title as it stands there."""
        return getattr(survey, "heading", None)


class SurveyPageShape(serializers.Serializer[Any]):
    """A page of surveys."""

    items = SurveyShape(many=True)
    next = serializers.CharField(allow_null=True)


class StandingShape(SurveyShape):
    """Where a survey stands: its state, its times, and what may be done to it now."""

    moves = serializers.SerializerMethodField()

    class Meta(SurveyShape.Meta):
        """The shell and more."""

        fields = [*SurveyShape.Meta.fields, "revision", "opens_at", "closes_at", "moves"]

    def get_moves(self, survey: Survey) -> list[str]:
        """Name the moves that are open."""
        return sorted(move.value for move in moves_from(State(survey.state)))


@extend_schema_serializer(
    examples=[
        OpenApiExample("A definition", value={"slug": "lunch", "definition": ASK, "settings": {"anonymous": True}}),
        OpenApiExample("A template", value={"slug": "usability", "template": "sus"}),
    ]
)
class CreationShape(StrictShape):
    """A new survey: of a definition with settings, or of a template."""

    slug = serializers.CharField(max_length=SLUG_LENGTH, required=False, default="", allow_blank=True)
    definition = serializers.JSONField(required=False, default=None, allow_null=True)
    settings = serializers.JSONField(required=False, default=None, allow_null=True)
    template = serializers.ChoiceField(choices=TEMPLATE_KEYS, required=False)


class TemplateShape(serializers.Serializer[Any]):
    """A survey to begin with; texts by locale."""

    key = serializers.CharField()
    name = serializers.DictField(child=serializers.CharField())
    summary = serializers.DictField(child=serializers.CharField())
    source = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # a field's name
    rights = serializers.DictField(child=serializers.CharField())
    translation = serializers.DictField(child=serializers.CharField())
    is_validated = serializers.BooleanField()
    items = serializers.ListField(child=serializers.CharField())


class TemplateListShape(serializers.Serializer[Any]):
    """All templates."""

    items = TemplateShape(many=True)


class MoveShape(serializers.Serializer[Any]):
    """What to do to a survey."""

    move = serializers.ChoiceField(choices=[m.value for m in Move if m is not Move.PUBLISH])


@extend_schema_serializer(
    examples=[OpenApiExample("A week", value={"opens_at": "2027-01-04T09:00:00+08:00", "closes_at": None})]
)
class ScheduleShape(serializers.Serializer[Any]):
    """From when until when a live survey takes answers; null is always."""

    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)


class QuotaShape(serializers.Serializer[Any]):
    """How many complete responses of a kind count."""

    name = serializers.CharField(max_length=60)
    cap = serializers.IntegerField(min_value=1, max_value=MOST)
    when = serializers.CharField(max_length=5000)


@extend_schema_serializer(
    examples=[OpenApiExample("Both", value={"cap": 500, "quotas": [{"name": "fans", "cap": 50, "when": "{nps} >= 9"}]})]
)
class LimitsShape(serializers.Serializer[Any]):
    """The draft's limits; they hold from the next version on."""

    cap = serializers.IntegerField(min_value=1, max_value=MOST, allow_null=True, required=False, default=None)
    quotas = QuotaShape(many=True, required=False, default=list)


class SlotShape(serializers.Serializer[Any]):
    """How full a limit is; that without a name is the cap."""

    name = serializers.CharField(allow_blank=True)
    cap = serializers.IntegerField()
    taken = serializers.IntegerField()


class StandingLimitsShape(LimitsShape):
    """The draft's limits, and how full the published ones are."""

    slots = SlotShape(many=True, read_only=True)
