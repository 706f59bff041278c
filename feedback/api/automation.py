"""Automatic rules for programs: read, made, changed, tried on last week's tickets, and their log."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.automation.save_rule import checked_terms, move_rule, save_rule
from feedback.api.shapes import PlaceShape, checked
from feedback.models import AutomationRule, AutomationVersion
from feedback.queries.automation.log import last_runs
from feedback.queries.automation.rehearsal import rehearse
from feedback.rules.automation.shape import MOST_ACTIONS, NAME_LENGTH, TEXT_LENGTH, UNLESS, Limit, Terms, Trigger

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.models import User


class LimitShape(serializers.Serializer[Any]):
    """How often a rule may turn to one person."""

    times = serializers.IntegerField(min_value=1)
    hours = serializers.IntegerField(min_value=1)


class RuleTermsShape(serializers.Serializer[Any]):
    """What a rule says: `condition` is a filter of tickets, an action is "verb:value" as in changes of many."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    is_on = serializers.BooleanField(default=True)
    trigger = serializers.CharField(max_length=30)
    after_hours = serializers.IntegerField(min_value=0, default=0)
    unless = serializers.ListField(child=serializers.CharField(max_length=30), max_length=len(UNLESS), default=list)
    condition = serializers.DictField(child=serializers.CharField(max_length=200), default=dict)
    actions = serializers.ListField(child=serializers.CharField(max_length=60), max_length=MOST_ACTIONS)
    texts = serializers.DictField(child=serializers.CharField(max_length=TEXT_LENGTH), default=dict)
    limit = LimitShape(allow_null=True, default=None)

    def validate_trigger(self, word: str) -> Trigger:
        """Refuse what no rule can wait for."""
        return _trigger(word)

    def validate_unless(self, words: list[str]) -> tuple[Trigger, ...]:
        """Refuse what no rule can be broken off by."""
        return tuple(map(_trigger, words))


class RuleShape(RuleTermsShape):
    """A rule in its place, with the number of its version."""

    id = serializers.IntegerField()
    version = serializers.IntegerField()


class TrialLineShape(serializers.Serializer[Any]):
    """A ticket on which the rule would have fired, when, and what would have come of it."""

    ref = serializers.CharField()
    at = serializers.DateTimeField()
    outcome = serializers.CharField()


class TrialShape(serializers.Serializer[Any]):
    """What a rule would have done; `more` says that last week had more tickets than were looked at."""

    firing = serializers.IntegerField()
    looked_at = serializers.IntegerField()
    more = serializers.BooleanField()
    lines = TrialLineShape(many=True)


class RunShape(TrialLineShape):
    """A firing with its version and reasons."""

    version = serializers.IntegerField()
    reason = serializers.CharField()
    why = serializers.DictField()


class Rules(APIView):
    """All rules."""

    permissions: ClassVar = {"GET": "automation.read", "POST": "automation.edit"}

    @extend_schema(responses=RuleShape(many=True))
    def get(self, _request: Request) -> Response:
        """List the rules in the order in which they fire."""
        rows = AutomationVersion.objects.filter(is_last=True).select_related("rule")
        return Response([_as_json(version) for version in rows.order_by("rule__position", "rule")])

    @extend_schema(request=RuleTermsShape, responses={201: RuleShape})
    def post(self, request: Request) -> Response:
        """Make a rule, the last in the order."""
        row = save_rule(terms=_terms(request), by=cast("User", request.user))
        return Response(_as_json(_last(row)), status=HTTPStatus.CREATED)


class OneRule(APIView):
    """One rule."""

    permissions: ClassVar = {"GET": "automation.read", "PUT": "automation.edit"}

    @extend_schema(responses=RuleShape)
    def get(self, _request: Request, rule_id: int) -> Response:
        """Return what it says."""
        return Response(_as_json(_last(get_object_or_404(AutomationRule, pk=rule_id))))

    @extend_schema(request=RuleTermsShape, responses=RuleShape)
    def put(self, request: Request, rule_id: int) -> Response:
        """Change what it says, which makes a new version, or switch it on or off."""
        found = get_object_or_404(AutomationRule, pk=rule_id)
        return Response(_as_json(_last(save_rule(terms=_terms(request), rule=found, by=cast("User", request.user)))))


class RulePlace(APIView):
    """Where a rule stands in the order."""

    permissions: ClassVar = {"PUT": "automation.edit"}

    @extend_schema(request=PlaceShape, responses=RuleShape(many=True))
    def put(self, request: Request, rule_id: int) -> Response:
        """Change places with the neighbour; the whole order is answered."""
        found = get_object_or_404(AutomationRule, pk=rule_id)
        move_rule(rule=found, up=checked(PlaceShape(data=request.data))["up"], by=cast("User", request.user))
        return Rules().get(request)


class RuleRuns(APIView):
    """What a rule did."""

    permissions: ClassVar = {"GET": "automation.read"}

    @extend_schema(responses=RunShape(many=True))
    def get(self, _request: Request, rule_id: int) -> Response:
        """List its newest firings with their reasons."""
        lines = [
            {
                "ref": run.ticket.ref,
                "at": run.at,
                "outcome": run.outcome,
                "version": run.version.number,
                "reason": run.reason,
                "why": run.why,
            }
            for run in last_runs(get_object_or_404(AutomationRule, pk=rule_id))
        ]
        return Response(RunShape(lines, many=True).data)


class RuleTrial(APIView):
    """A dry run."""

    permissions: ClassVar = {"POST": "automation.edit"}

    @extend_schema(request=RuleTermsShape, responses=TrialShape)
    def post(self, request: Request) -> Response:
        """Say what such a rule would have done with last week's tickets; nothing is written."""
        tried = rehearse(checked_terms(_terms(request)))
        lines = [{"ref": line.ticket.ref, "at": line.at, "outcome": line.outcome} for line in tried.lines]
        found = {"firing": tried.firing, "looked_at": tried.looked_at, "more": tried.more, "lines": lines}
        return Response(TrialShape(found).data)


def _terms(request: Request) -> Terms:
    data = checked(RuleTermsShape(data=request.data))
    limit = Limit(**data.pop("limit")) if data["limit"] else data.pop("limit")
    return Terms(**{**data, "actions": tuple(data["actions"]), "limit": limit})


def _trigger(word: str) -> Trigger:
    if word not in list(Trigger):
        raise serializers.ValidationError(f"“{word[:30]}”?")
    return Trigger(word)


def _last(rule: AutomationRule) -> AutomationVersion:
    return rule.versions.select_related("rule").get(is_last=True)


def _as_json(version: AutomationVersion) -> dict[str, Any]:
    terms = version.terms(version.rule)
    limit = {"times": terms.limit.times, "hours": terms.limit.hours} if terms.limit else None
    names = ("trigger", "after_hours", "unless", "condition", "actions", "texts")
    said = {name: value for name, value in terms.content().items() if name in names}
    found = {"id": version.rule_id, "name": terms.name, "is_on": terms.is_on, "version": version.number, **said}
    return {**found, "limit": limit}
