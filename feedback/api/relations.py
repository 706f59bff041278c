"""Cases that belong together: the same verbs as on their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.api.shapes import TicketShape, checked
from feedback.queries.find_ticket import find_ticket

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
