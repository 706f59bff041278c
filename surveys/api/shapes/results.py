"""Results as programs read them: the numbers of the page, each with what it rests on."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class EstimateShape(serializers.Serializer[Any]):
    """A figure of n answers with its 95 % interval."""

    value = serializers.FloatField()
    n = serializers.IntegerField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class ScoreShape(serializers.Serializer[Any]):
    """The score of a validated instrument: of `asked` counted responses `n` count, `left_out` have gaps."""

    instrument = serializers.CharField()
    value = serializers.FloatField(source="score.value", allow_null=True)
    low = serializers.FloatField(source="score.low", allow_null=True)
    high = serializers.FloatField(source="score.high", allow_null=True)
    n = serializers.IntegerField(source="score.n")
    left_out = serializers.IntegerField(source="score.left_out")
    asked = serializers.IntegerField()
    is_small = serializers.BooleanField(help_text="Fewer than 30 answers: do not rely on small differences.")
    versions = serializers.ListField(child=serializers.IntegerField())
    other_versions = serializers.ListField(
        child=serializers.IntegerField(), help_text="Not in it: the wording is no longer the validated one."
    )


class OptionShape(serializers.Serializer[Any]):
    """An answer and how many gave it; null where that is not shown, `row` is that of a matrix."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    count = serializers.IntegerField(allow_null=True)
    row = serializers.CharField(allow_blank=True)


class QuestionShape(serializers.Serializer[Any]):
    """What was answered to a question in the versions that are counted together."""

    name = serializers.CharField()
    title = serializers.CharField()
    type = serializers.CharField()
    versions = serializers.ListField(child=serializers.IntegerField())
    impact = serializers.CharField(help_text="The gravest change among the versions counted together.")
    is_hidden = serializers.BooleanField()
    answered = serializers.IntegerField()
    declined = serializers.IntegerField()
    skipped = serializers.IntegerField()
    not_reached = serializers.IntegerField()
    not_shown = serializers.IntegerField()
    left = serializers.IntegerField()
    options = OptionShape(many=True)
    mean = EstimateShape(allow_null=True)
    nps = EstimateShape(allow_null=True)


class ResultsShape(serializers.Serializer[Any]):
    """All of it; complete, counted and punctual responses make the numbers, the others are numbered beside."""

    n = serializers.IntegerField()
    over = serializers.IntegerField()
    late = serializers.IntegerField()
    unfinished = serializers.IntegerField()
    versions = serializers.ListField(child=serializers.IntegerField())
    is_anonymous = serializers.BooleanField()
    is_hidden = serializers.BooleanField()
    scores = ScoreShape(many=True)
    questions = QuestionShape(many=True)


class WishShape(serializers.Serializer[Any]):
    """Which responses count."""

    tier = serializers.ChoiceField(choices=["a", "b"], required=False, default="")
    version = serializers.IntegerField(min_value=1, max_value=999_999, required=False, default=None)
    language = serializers.CharField(max_length=20, required=False, default="")
