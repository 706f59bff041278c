"""The inbox's views, and how programs keep tickets in order: tags, team, putting aside."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Team
from feedback.actions.snooze.snooze import snooze, wake
from feedback.actions.tags.tag_ticket import tag_ticket, untag_ticket
from feedback.actions.teams.hand_to_team import hand_to_team
from feedback.actions.views.save_view import drop_view, rename_view, save_view
from feedback.api.shapes import checked
from feedback.models import SavedView
from feedback.models.saved_view import NAME_LENGTH
from feedback.queries.find_ticket import find_ticket
from feedback.queries.inbox.counts import counts
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.inbox.views import all_views, as_view
from feedback.rules import tags

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback.queries.inbox.counts import Count
    from feedback.queries.inbox.views import View


class ViewShape(serializers.Serializer[Any]):
    """A view: `filter` holds what the list's own parameters say; `more` says that counting stopped at `count`."""

    key = serializers.CharField()
    name = serializers.CharField()
    filter = serializers.DictField(child=serializers.CharField())
    sort = serializers.CharField()
    team = serializers.IntegerField(allow_null=True)
    count = serializers.IntegerField(allow_null=True)
    more = serializers.BooleanField()


class NewViewShape(serializers.Serializer[Any]):
    """A view to keep, for oneself or for a team that one is in."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    filter = serializers.DictField(child=serializers.CharField(max_length=200))
    sort = serializers.CharField(max_length=20, default="", allow_blank=True)
    team = serializers.PrimaryKeyRelatedField(queryset=Team.objects.all(), allow_null=True, default=None)


class ViewNameShape(serializers.Serializer[Any]):
    """Another name."""

    name = serializers.CharField(max_length=NAME_LENGTH)


class TagsShape(serializers.Serializer[Any]):
    """All tags of a ticket."""

    tags = serializers.ListField(
        child=serializers.CharField(max_length=tags.NAME_LENGTH), max_length=tags.MOST_ON_TICKET
    )


class TicketTeamShape(serializers.Serializer[Any]):
    """The team; null for none."""

    team = serializers.PrimaryKeyRelatedField(queryset=Team.objects.all(), allow_null=True)


class RestShape(serializers.Serializer[Any]):
    """Until when the ticket is put aside; null brings it back."""

    until = serializers.DateTimeField(allow_null=True)


class Views(APIView):
    """The house's views and those that people keep."""

    permissions: ClassVar = {"GET": "ticket.read", "POST": "ticket.read"}

    @extend_schema(responses=ViewShape(many=True))
    def get(self, request: Request) -> Response:
        """List the views that the person sees, with how many tickets stand in each."""
        views = all_views(request.user)
        numbers = counts(user=request.user, views=views)
        return Response([_shown(view, numbers.get(view.key)) for view in views])

    @extend_schema(request=NewViewShape, responses={201: ViewShape})
    def post(self, request: Request) -> Response:
        """Keep a view."""
        data = checked(NewViewShape(data=request.data))
        wanted = TicketFilter.from_json(data["filter"])
        kept = save_view(name=data["name"], wanted=wanted, sort=data["sort"], by=_person(request), team=data["team"])
        return Response(_shown(as_view(kept), None), status=HTTPStatus.CREATED)


class OneView(APIView):
    """A view that somebody keeps."""

    permissions: ClassVar = {"PUT": "ticket.read", "DELETE": "ticket.read"}

    @extend_schema(request=ViewNameShape, responses=ViewShape)
    def put(self, request: Request, view_id: int) -> Response:
        """Rename it."""
        name = checked(ViewNameShape(data=request.data))["name"]
        return Response(
            _shown(as_view(rename_view(view=_kept(request, view_id), name=name, by=_person(request))), None)
        )

    @extend_schema(responses={204: None})
    def delete(self, request: Request, view_id: int) -> Response:
        """Drop it."""
        drop_view(view=_kept(request, view_id), by=_person(request))
        return Response(status=HTTPStatus.NO_CONTENT)


class Tags(APIView):
    """The tags of a ticket."""

    permissions: ClassVar = {"GET": "ticket.read", "PUT": "ticket.tag"}

    @extend_schema(responses=TagsShape)
    def get(self, request: Request, ref: str) -> Response:
        """List them."""
        found = find_ticket(user=request.user, ref=ref).taggings.order_by("tag__name")
        return Response({"tags": list(found.values_list("tag__name", flat=True))})

    @extend_schema(request=TagsShape, responses=TagsShape)
    def put(self, request: Request, ref: str) -> Response:
        """Let the ticket bear these and no others."""
        ticket = find_ticket(user=request.user, ref=ref)
        wanted = checked(TagsShape(data=request.data))["tags"]
        kept = {tags.tag_name(name).lower() for name in wanted}
        for name in ticket.taggings.values_list("tag__name", flat=True):
            if name.lower() not in kept:
                untag_ticket(ticket=ticket, name=name, by=_person(request))
        for name in wanted:
            tag_ticket(ticket=ticket, name=name, by=_person(request))
        return self.get(request, ref)


class TicketTeam(APIView):
    """The team of a ticket."""

    permissions: ClassVar = {"PUT": "ticket.assign"}

    @extend_schema(request=TicketTeamShape, responses=TicketTeamShape)
    def put(self, request: Request, ref: str) -> Response:
        """Give it to a team, or to none."""
        team = checked(TicketTeamShape(data=request.data))["team"]
        hand_to_team(ticket=find_ticket(user=request.user, ref=ref), team=team, by=_person(request))
        return Response({"team": team.pk if team else None})


class Rest(APIView):
    """Putting a ticket aside."""

    permissions: ClassVar = {"PUT": "ticket.snooze"}

    @extend_schema(request=RestShape, responses=RestShape)
    def put(self, request: Request, ref: str) -> Response:
        """Put it aside until then or until the customer writes, or bring it back."""
        until = checked(RestShape(data=request.data))["until"]
        ticket = find_ticket(user=request.user, ref=ref)
        if until is None:
            wake(ticket=ticket, by=_person(request))
        else:
            snooze(ticket=ticket, until=until, by=_person(request))
        return Response({"until": until})


def _shown(view: View, count: Count | None) -> dict[str, Any]:
    return {
        "key": view.key,
        "name": str(view.label),
        "filter": view.wanted.to_json(),
        "sort": view.order.key,
        "team": view.saved.team_id if view.saved else None,
        "count": count.n if count else None,
        "more": bool(count and count.more),
    }


def _kept(request: Request, view_id: int) -> SavedView:
    return get_object_or_404(SavedView.objects.of(_person(request)).distinct(), pk=view_id)


def _person(request: Request) -> Any:
    return request.user
