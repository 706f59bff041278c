"""Drafts and versions: documents, what is odd about them, and what changed."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from surveys.actions.words.told import in_words
from surveys.api.shapes.problems import MEDIA, ProblemShape, StrictShape
from surveys.api.shapes.surveys import ASK, StandingShape
from surveys.models import SurveyVersion
from surveys.models.survey import SLUG_LENGTH
from surveys.rules import Impact


class DraftShape(serializers.Serializer[Any]):
    """The draft: a definition, our settings beside it, and the number of its last edit."""

    revision = serializers.IntegerField()
    definition = serializers.JSONField()
    settings = serializers.JSONField()


@extend_schema_serializer(
    examples=[OpenApiExample("Of revision 4", value={"revision": 4, "definition": ASK}, request_only=True)]
)
class ChangeShape(StrictShape):
    """What to put in the draft's place; `revision` is the one it was made of."""

    definition = serializers.JSONField()
    settings = serializers.JSONField(required=False, default=None, allow_null=True)
    revision = serializers.IntegerField(required=False, default=None, allow_null=True, min_value=1)


class PartShape(ChangeShape):
    """The same, of which anything may be left out."""

    definition = serializers.JSONField(required=False, default=None, allow_null=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Somebody was faster",
            value={
                "status": 409,
                "title": "Somebody else has changed this survey meanwhile.",
                "current": {"revision": 5, "definition": ASK, "settings": {}},
            },
            media_type=MEDIA,
        )
    ]
)
class OutdatedShape(ProblemShape):
    """The draft is another one by now; `current` is what it is."""

    current = DraftShape()


class UndoShape(serializers.Serializer[Any]):
    """Take back the last edit, or with `again` make it again; `revision` is the one that the caller has seen."""

    revision = serializers.IntegerField(min_value=1)
    again = serializers.BooleanField(required=False, default=False)


class FileShape(serializers.Serializer[Any]):
    """A file of SurveyJS (.json), XLSForm (.xlsx, .xls) or LimeSurvey (.lss)."""

    file = serializers.FileField()


class NewFileShape(FileShape):
    """The same with the address of a new survey."""

    slug = serializers.CharField(max_length=SLUG_LENGTH, required=False, default="", allow_blank=True)


class FindingShape(serializers.Serializer[Any]):
    """One thing at one place of a survey."""

    path = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    message = serializers.SerializerMethodField()

    def get_message(self, finding: Any) -> str:
        """In the reader's language."""
        return in_words(finding)


class BroughtShape(StandingShape):
    """A survey from a file, and what of it was left behind."""

    left = FindingShape(many=True, read_only=True)

    class Meta(StandingShape.Meta):
        """The survey and more."""

        fields = [*StandingShape.Meta.fields, "left"]


class ChangedShape(serializers.Serializer[Any]):
    """One difference, and whether answers before and after count together."""

    path = serializers.CharField()
    kind = serializers.CharField()
    impact = serializers.ChoiceField(choices=[impact.value for impact in Impact])


class ReviewShape(serializers.Serializer[Any]):
    """What is odd in the draft, and what publishing it would change."""

    revision = serializers.IntegerField()
    compared_to = serializers.IntegerField(allow_null=True)
    has_news = serializers.BooleanField()
    findings = FindingShape(many=True)
    changes = ChangedShape(many=True)
    worst = serializers.CharField(allow_null=True, help_text="The gravest impact among the changes.")


class HeadShape(serializers.ModelSerializer[SurveyVersion]):
    """A version without its documents."""

    class Meta:
        """What a list shows."""

        model = SurveyVersion
        fields = ["number", "languages", "published_at"]


class VersionShape(HeadShape):
    """A version as published."""

    class Meta(HeadShape.Meta):
        """All of it."""

        fields = [*HeadShape.Meta.fields, "definition", "settings"]


class VersionPageShape(serializers.Serializer[Any]):
    """A page of versions."""

    items = HeadShape(many=True)
    next = serializers.CharField(allow_null=True)


class PublicVersionShape(serializers.Serializer[Any]):
    """What respondents answer now."""

    slug = serializers.CharField()
    version = serializers.IntegerField()
    languages = serializers.ListField(child=serializers.CharField())
    definition = serializers.DictField()
