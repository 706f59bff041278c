"""Business calendars and service policies: the same verbs as on their pages."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.clocks.save_calendar import Exceptional, Plan, save_calendar
from feedback.actions.clocks.save_policy import Terms, move_policy, save_policy
from feedback.api.shapes import PlaceShape, checked
from feedback.models import BusinessCalendar, PolicyVersion, SlaPolicy
from feedback.models.clocks.calendar import NAME_LENGTH
from feedback.models.clocks.policy import MOST_MINUTES
from feedback.queries.clocks.reopened import reopened
from feedback.rules.clocks.targets import Counts, Targets
from feedback.rules.time.holidays import OWN
from feedback_site.kit import clock
from feedback_site.kit.hours.days import MOST_LETTERS, WEEK, BadHoursError, read_day, write_day
from feedback_site.kit.hours.words import told

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback_site.kit.hours.days import Day


class HoursField(serializers.CharField):
    """Spans such as "09:00–12:00, 13:30–18:00"; empty is closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MOST_LETTERS, allow_blank=True, **options)

    def to_internal_value(self, data: Any) -> Any:
        """Read the spans."""
        try:
            return read_day(super().to_internal_value(data))
        except BadHoursError as error:
            raise serializers.ValidationError(told(error)) from error


class DifferingShape(serializers.Serializer[Any]):
    """A date with hours of its own."""

    hours = HoursField(default="")
    name = serializers.CharField(max_length=NAME_LENGTH, allow_blank=True, default="")


class CalendarWishShape(serializers.Serializer[Any]):
    """What a calendar is to be: hours by weekday, Monday first, a country's holidays, and dates that differ.

    Other hours are a new version from `valid_from` on; without it, in a minute.
    """

    name = serializers.CharField(max_length=NAME_LENGTH)
    timezone = serializers.CharField(max_length=64)
    week = serializers.ListField(child=HoursField(), min_length=WEEK, max_length=WEEK)
    country = serializers.CharField(max_length=8, allow_blank=True, default="")
    exceptions = serializers.DictField(child=DifferingShape(), default=dict)
    is_usual = serializers.BooleanField(default=False)
    valid_from = serializers.DateTimeField(required=False, allow_null=True)

    def validate_exceptions(self, days: dict[str, dict[str, Any]]) -> dict[date, Exceptional]:
        """Read the dates."""
        try:
            return {date.fromisoformat(day): Exceptional(**wish) for day, wish in days.items()}
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error


class CalendarShape(CalendarWishShape):
    """A calendar as its last version says."""

    id = serializers.IntegerField()
    version = serializers.IntegerField()


class PolicyWishShape(serializers.Serializer[Any]):
    """What a policy is to say: for which tickets, by which calendar (none: around the clock), how many minutes."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    condition = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), default=dict)
    calendar = serializers.PrimaryKeyRelatedField(
        queryset=BusinessCalendar.objects.all(), allow_null=True, default=None
    )
    first_minutes = serializers.IntegerField(min_value=1, max_value=MOST_MINUTES, allow_null=True, default=None)
    next_minutes = serializers.IntegerField(min_value=1, max_value=MOST_MINUTES, allow_null=True, default=None)
    resolution_minutes = serializers.IntegerField(min_value=1, max_value=MOST_MINUTES, allow_null=True, default=None)
    counts = serializers.ChoiceField(choices=[way.value for way in Counts], default=Counts.REQUESTER.value)
    warn_percent = serializers.IntegerField(min_value=1, max_value=99, default=80)
    is_active = serializers.BooleanField(default=True)


class PolicyShape(PolicyWishShape):
    """A policy as its last version says."""

    id = serializers.IntegerField()
    version = serializers.IntegerField()


class ReopenedShape(serializers.Serializer[Any]):
    """Of thirty days: what was resolved, what was opened again in a week, and what may still be."""

    resolved = serializers.IntegerField()
    reopened = serializers.IntegerField()
    open = serializers.IntegerField()


class Calendars(APIView):
    """All calendars."""

    permissions: ClassVar = {"GET": "clocks.read", "POST": "clocks.edit"}

    @extend_schema(operation_id="calendars_list", responses=CalendarShape(many=True))
    def get(self, _request: Request) -> Response:
        """List them, the usual one first."""
        return Response([_calendar(row) for row in BusinessCalendar.objects.order_by("-is_usual", "name")])

    @extend_schema(request=CalendarWishShape, responses={201: CalendarShape})
    def post(self, request: Request) -> Response:
        """Make one."""
        return Response(_saved_calendar(request), status=HTTPStatus.CREATED)


class OneCalendar(APIView):
    """A calendar."""

    permissions: ClassVar = {"GET": "clocks.read", "PUT": "clocks.edit"}

    @extend_schema(responses=CalendarShape)
    def get(self, _request: Request, calendar_id: int) -> Response:
        """Show it."""
        return Response(_calendar(get_object_or_404(BusinessCalendar, pk=calendar_id)))

    @extend_schema(request=CalendarWishShape, responses=CalendarShape)
    def put(self, request: Request, calendar_id: int) -> Response:
        """Give it other hours, or another name; what has been counted stays as it was."""
        return Response(_saved_calendar(request, get_object_or_404(BusinessCalendar, pk=calendar_id)))


class Policies(APIView):
    """All policies."""

    permissions: ClassVar = {"GET": "clocks.read", "POST": "clocks.edit"}

    @extend_schema(operation_id="policies_list", responses=PolicyShape(many=True))
    def get(self, _request: Request) -> Response:
        """List them in order: the first that fits holds."""
        return Response([_policy(row.versions.latest("number")) for row in SlaPolicy.objects.in_order()])

    @extend_schema(request=PolicyWishShape, responses={201: PolicyShape})
    def post(self, request: Request) -> Response:
        """Make one, the last in the order."""
        return Response(_saved_policy(request), status=HTTPStatus.CREATED)


class OnePolicy(APIView):
    """A policy."""

    permissions: ClassVar = {"GET": "clocks.read", "PUT": "clocks.edit"}

    @extend_schema(responses=PolicyShape)
    def get(self, _request: Request, policy_id: int) -> Response:
        """Show it."""
        return Response(_policy(get_object_or_404(SlaPolicy, pk=policy_id).versions.latest("number")))

    @extend_schema(request=PolicyWishShape, responses=PolicyShape)
    def put(self, request: Request, policy_id: int) -> Response:
        """Change what it says, or switch it on or off."""
        return Response(_saved_policy(request, get_object_or_404(SlaPolicy, pk=policy_id)))


class PolicyPlace(APIView):
    """Where a policy stands in the order."""

    permissions: ClassVar = {"PUT": "clocks.edit"}

    @extend_schema(request=PlaceShape, responses=PolicyShape(many=True))
    def put(self, request: Request, policy_id: int) -> Response:
        """Change places with the neighbour; the whole order is answered."""
        by: Any = request.user
        found = get_object_or_404(SlaPolicy, pk=policy_id)
        move_policy(policy=found, up=checked(PlaceShape(data=request.data))["up"], by=by)
        return Policies().get(request)


class ReopenedView(APIView):
    """How often what was resolved was opened again."""

    permissions: ClassVar = {"GET": "clocks.read"}

    @extend_schema(responses=ReopenedShape)
    def get(self, request: Request) -> Response:
        """Count the last thirty days."""
        return Response(vars(reopened(request.user, clock.now())))


def _saved_calendar(request: Request, calendar: BusinessCalendar | None = None) -> dict[str, Any]:
    by: Any = request.user
    wish = checked(CalendarWishShape(data=request.data))
    valid_from = wish.pop("valid_from", None)
    plan = Plan(**{**wish, "week": tuple(wish["week"])})
    version = save_calendar(plan=plan, calendar=calendar, valid_from=valid_from, by=by)
    return _calendar(version.calendar)


def _calendar(row: BusinessCalendar) -> dict[str, Any]:
    version = row.versions.latest("number")
    own = {day: found for day, found in version.days.items() if found["kind"] == OWN}
    return {
        "id": row.pk,
        "name": row.name,
        "is_usual": row.is_usual,
        "version": version.number,
        "valid_from": version.valid_from,
        "timezone": version.timezone,
        "week": [write_day(_day(day)) for day in version.week],
        "country": version.country,
        "exceptions": {
            d: {"hours": write_day(_day(found["hours"])), "name": found["name"]} for d, found in own.items()
        },
    }


def _day(spans: list[list[int]]) -> Day:
    return tuple((opens, closes) for opens, closes in spans)


def _saved_policy(request: Request, policy: SlaPolicy | None = None) -> dict[str, Any]:
    by: Any = request.user
    wish = checked(PolicyWishShape(data=request.data))
    targets = Targets(
        first=wish["first_minutes"],
        next=wish["next_minutes"],
        resolution=wish["resolution_minutes"],
        counts=Counts(wish["counts"]),
        warn=wish["warn_percent"],
    )
    said = {name: wish[name] for name in ("name", "condition", "calendar", "is_active")}
    return _policy(save_policy(terms=Terms(targets=targets, **said), policy=policy, by=by))


def _policy(version: PolicyVersion) -> dict[str, Any]:
    names = ("condition", "first_minutes", "next_minutes", "resolution_minutes", "counts", "warn_percent")
    row = version.policy
    found = {"id": row.pk, "name": row.name, "is_active": row.is_active, "version": version.number}
    return {**found, "calendar": version.calendar_id, **{name: getattr(version, name) for name in names}}
