"""Figures as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

if TYPE_CHECKING:
    from insights.queries.count import Count

Plain = serializers.Serializer[Any]


class PeriodSerializer(Plain):
    """[from, to)."""

    start = serializers.DateTimeField()
    end = serializers.DateTimeField()


class CountSerializer(Plain):
    """A number and its list."""

    n = serializers.IntegerField()
    list = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_list(self, count: Count) -> str:
        """Give the whole address of the list."""
        address: str = self.context["request"].build_absolute_uri(count.url)
        return address


class ShareSerializer(Plain):
    """A share with its 95 % Wilson interval."""

    part = serializers.IntegerField()
    n = serializers.IntegerField()
    value = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class SummarySerializer(Plain):
    """Percentiles, or below ten the values themselves."""

    n = serializers.IntegerField()
    p50 = serializers.FloatField(allow_null=True)
    p90 = serializers.FloatField(allow_null=True)
    p95 = serializers.FloatField(allow_null=True)
    maximum = serializers.FloatField(allow_null=True)
    mean = serializers.FloatField(allow_null=True)
    values = serializers.ListField(child=serializers.FloatField())


class SeenSerializer(Plain):
    """One wait of a small set."""

    seconds = serializers.FloatField()
    answered = serializers.BooleanField()


class HeadlineSerializer(Plain):
    """The censored median: null while fewer than half have an answer, or below ten."""

    n = serializers.IntegerField()
    median = serializers.FloatField(allow_null=True)
    values = SeenSerializer(many=True)


class ReasonSerializer(Plain):
    """Closed without an answer, for one reason."""

    reason = serializers.CharField()
    count = CountSerializer()


class WithinSerializer(Plain):
    """Answered within so many hours, of all received."""

    hours = serializers.IntegerField()
    answered = CountSerializer()
    too_early = CountSerializer()
    share = ShareSerializer(allow_null=True)


class ReceivedSerializer(Plain):
    """The cohort view: those who wrote in the period, followed until now."""

    received = CountSerializer()
    answered = CountSerializer()
    waiting = CountSerializer()
    closed = CountSerializer()
    reasons = ReasonSerializer(many=True)
    within = WithinSerializer(many=True)
    headline = HeadlineSerializer()


class ResponsesSerializer(Plain):
    """The period view: first waits that ended in the period."""

    answered = CountSerializer()
    closed = CountSerializer()
    times = SummarySerializer()


class WaitingSerializer(Plain):
    """Everyone who waits at this moment."""

    count = CountSerializer()
    ages = SummarySerializer()
    oldest_seconds = serializers.FloatField(allow_null=True)


class DaySerializer(Plain):
    """One day of the site's zone."""

    date = serializers.DateField()
    received = CountSerializer()
    answered = CountSerializer()
    closed = CountSerializer()


class SatisfactionSerializer(Plain):
    """Of those asked in the period."""

    asked = CountSerializer()
    answered = CountSerializer()
    satisfied = CountSerializer()
    share = ShareSerializer(allow_null=True)


class FiguresSerializer(Plain):
    """Every number of a period."""

    period = PeriodSerializer()
    as_of = serializers.DateTimeField()
    cohort = ReceivedSerializer()
    responses = ResponsesSerializer()
    waiting = WaitingSerializer()
    volume = DaySerializer(many=True)
    satisfaction = SatisfactionSerializer()
