"""Changing many tickets: the same look, deed and undo as on the pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.bulk.change_many import change_many, undo_change
from feedback.api.shapes import checked
from feedback.models import BulkChange
from feedback.queries.bulk.deed import read_deed
from feedback.queries.bulk.plan import chosen, plan
from feedback.queries.bulk.report import report
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.inbox.views import View
from feedback.rules.bulk import MOST, Outcome
from feedback.rules.refs import LENGTH

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback.queries.bulk.plan import Plan


class WishShape(serializers.Serializer[Any]):
    """A deed such as "assign:7", "tag:late", "priority:high", "resolve:" or "close:spam", and for which tickets.

    With `look` nothing is written. Tickets are named by `refs`, or are the first of those that `filter` keeps.
    """

    wish = serializers.CharField(max_length=60)
    refs = serializers.ListField(
        child=serializers.CharField(max_length=2 * LENGTH), max_length=MOST, required=False, default=list
    )
    filter = serializers.DictField(child=serializers.CharField(max_length=200), required=False)
    look = serializers.BooleanField(default=False)


class BulkStepShape(serializers.Serializer[Any]):
    """What becomes of one ticket."""

    ref = serializers.CharField()
    outcome = serializers.ChoiceField(choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = serializers.CharField()


class BulkShape(serializers.Serializer[Any]):
    """How far it is; `steps` are all of them at a look, later those that were left out."""

    id = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    numbers = serializers.DictField(child=serializers.IntegerField())
    steps = BulkStepShape(many=True)


class Bulk(APIView):
    """Many tickets."""

    permissions: ClassVar = {"POST": "ticket.bulk"}

    @extend_schema(request=WishShape, responses={200: BulkShape, 201: BulkShape})
    def post(self, request: Request) -> Response:
        """Look at a change, or do it."""
        data = checked(WishShape(data=request.data))
        deed = read_deed(data["wish"], request.user)
        wanted = TicketFilter.from_json(data["filter"]) if "filter" in data else None
        view = View(key="", label="", wanted=wanted) if wanted is not None else None
        tickets = chosen(user=request.user, refs=data["refs"], view=view)
        if data["look"]:
            return Response(_looked(plan(deed=deed, tickets=tickets)))
        change = change_many(deed=deed, tickets=tickets, by=_person(request))
        return Response(_told(change), status=HTTPStatus.CREATED)


class OneBulk(APIView):
    """A change of many tickets."""

    permissions: ClassVar = {"GET": "ticket.bulk", "DELETE": "ticket.bulk"}

    @extend_schema(responses=BulkShape)
    def get(self, request: Request, change_id: int) -> Response:
        """Say how far it is."""
        return Response(_told(get_object_or_404(BulkChange, pk=change_id, by=_person(request))))

    @extend_schema(responses=BulkShape)
    def delete(self, request: Request, change_id: int) -> Response:
        """Take it back, as far as that can be."""
        change = get_object_or_404(BulkChange, pk=change_id, by=_person(request))
        return Response(_told(undo_change(change=change, by=_person(request))))


def _looked(found: Plan) -> dict[str, Any]:
    steps = [{"ref": step.ticket.ref, "outcome": step.outcome.value, "reason": step.reason} for step in found.steps]
    numbers = {outcome.value: sum(step["outcome"] == outcome for step in steps) for outcome in Outcome}
    return {"id": None, "state": "looked", "numbers": numbers, "steps": steps}


def _told(change: BulkChange) -> dict[str, Any]:
    found = report(change)
    steps = [{"ref": item.ticket.ref, "outcome": item.outcome, "reason": item.reason} for item in found.left_out]
    return {"id": change.pk, "state": change.state, "numbers": found.as_json(), "steps": steps}


def _person(request: Request) -> Any:
    return request.user
