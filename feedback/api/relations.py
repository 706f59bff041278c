"""Cases that belong together: the same verbs as on their pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.relations.link import link, unlink
from feedback.actions.relations.split import split
from feedback.actions.reopening.reopen import reopen
from feedback.api.shapes import TicketShape, checked
from feedback.models.words import reopen_reasons
from feedback.queries.find_ticket import find_ticket
from feedback.queries.merging.relations import linked_with, relations
from feedback.queries.merging.suggestions import suggestions
from feedback.rules.names import ReopenReason

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.models import User


class MergeShape(serializers.Serializer[Any]):
    """The number of the case in which this one goes on."""

    into = serializers.CharField(max_length=12)


class MergeView(APIView):
    """That a case goes on in another."""

    permissions: ClassVar = {"PUT": "ticket.merge", "DELETE": "ticket.merge"}

    @extend_schema(request=MergeShape, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Merge it into the other, which is shown; the wait moves and keeps the earlier start."""
        source = find_ticket(user=request.user, ref=ref)
        target = find_ticket(user=request.user, ref=checked(MergeShape(data=request.data))["into"])
        merge(source=source, target=target, by=cast("User", request.user))
        return Response(TicketShape(find_ticket(user=request.user, ref=target.ref)).data)

    @extend_schema(responses={200: TicketShape})
    def delete(self, request: Request, ref: str) -> Response:
        """Take the merge back, within ten minutes and while nothing else happened."""
        found = find_ticket(user=request.user, ref=ref)
        undo_merge(ticket=found, by=cast("User", request.user))
        return Response(TicketShape(find_ticket(user=request.user, ref=ref)).data)


class SplitShape(serializers.Serializer[Any]):
    """The reporter's messages that go into a case of their own."""

    messages = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=2**62), max_length=1000)


class Splits(APIView):
    """Cases taken out of one."""

    permissions: ClassVar = {"POST": "ticket.split"}

    @extend_schema(request=SplitShape, responses={201: TicketShape})
    def post(self, request: Request, ref: str) -> Response:
        """Take the messages out; the new case is shown. Who has no answer waits in both since they wrote."""
        found = find_ticket(user=request.user, ref=ref)
        wanted = checked(SplitShape(data=request.data))["messages"]
        new = split(ticket=found, message_ids=wanted, by=cast("User", request.user))
        return Response(TicketShape(find_ticket(user=request.user, ref=new.ref)).data, status=HTTPStatus.CREATED)


class ReopeningShape(serializers.Serializer[Any]):
    """Why it is opened again."""

    reason = serializers.ChoiceField(choices=reopen_reasons())


class Reopening(APIView):
    """That a finished case is worked on again."""

    permissions: ClassVar = {"PUT": "ticket.reopen"}

    @extend_schema(request=ReopeningShape, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Open it again; whoever was closed away without an answer goes on waiting since they wrote."""
        found = find_ticket(user=request.user, ref=ref)
        reason = ReopenReason(checked(ReopeningShape(data=request.data))["reason"])
        reopen(ticket=found, by=cast("User", request.user), reason=reason)
        return Response(TicketShape(find_ticket(user=request.user, ref=ref)).data)


class LinkShape(serializers.Serializer[Any]):
    """The number of the other case."""

    other = serializers.CharField(max_length=12)


class Links(APIView):
    """Cases that have to do with one."""

    permissions: ClassVar = {"GET": "ticket.read", "POST": "ticket.link"}

    @extend_schema(responses=TicketShape(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """Show them."""
        return Response(TicketShape(linked_with(find_ticket(user=request.user, ref=ref)), many=True).data)

    @extend_schema(request=LinkShape, responses={201: TicketShape(many=True)})
    def post(self, request: Request, ref: str) -> Response:
        """Link another, once; all of them are shown."""
        found = find_ticket(user=request.user, ref=ref)
        other = find_ticket(user=request.user, ref=checked(LinkShape(data=request.data))["other"])
        link(ticket=found, other=other, by=cast("User", request.user))
        return Response(TicketShape(linked_with(found), many=True).data, status=HTTPStatus.CREATED)


class OneLink(APIView):
    """The link with one case."""

    permissions: ClassVar = {"DELETE": "ticket.link"}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, ref: str, other: str) -> Response:
        """Take it away; without one nothing changes."""
        found, far = (find_ticket(user=request.user, ref=number) for number in (ref, other))
        unlink(ticket=found, other=far, by=cast("User", request.user))
        return Response(status=HTTPStatus.NO_CONTENT)


class Related(APIView):
    """Cases that may have to do with one."""

    permissions: ClassVar = {"GET": "ticket.read"}

    @extend_schema(responses=TicketShape(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """Suggest five at most: of the same person, or of the same rare words among the newest cases."""
        found = find_ticket(user=request.user, ref=ref)
        likely = suggestions(user=request.user, ticket=found, known=relations(found).known)
        return Response(TicketShape([one.ticket for one in likely], many=True).data)
