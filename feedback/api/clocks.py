"""The clocks of a ticket, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.clocks.prioritise import prioritise
from feedback.actions.clocks.put_on_hold import put_on_hold, take_off_hold
from feedback.api.shapes import HoldShape, PriorityShape, TicketShape, checked
from feedback.queries.clocks.explain import explain
from feedback.queries.find_ticket import find_ticket
from feedback.rules.names import Priority
from feedback_site.kit import clock

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.models import User


class Clocks(APIView):
    """What every clock shows and why."""

    permissions: ClassVar = {"GET": "ticket.read"}

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, ref: str) -> Response:
        """Explain waits, pauses, resolutions and targets: the spans counted, by versions of calendars and policies."""
        return Response(explain(find_ticket(user=request.user, ref=ref), clock.now()))


class TicketPriority(APIView):
    """How much a ticket presses."""

    permissions: ClassVar = {"PUT": "ticket.prioritise"}

    @extend_schema(request=PriorityShape, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Set the priority."""
        found = find_ticket(user=request.user, ref=ref)
        wish = Priority[checked(PriorityShape(data=request.data))["priority"].upper()]
        return Response(TicketShape(prioritise(ticket=found, priority=wish, by=_staff(request))).data)


class TicketHold(APIView):
    """Whether staff wait for somebody else."""

    permissions: ClassVar = {"PUT": "ticket.hold"}

    @extend_schema(request=HoldShape, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Put the ticket on hold, or take it off."""
        found = find_ticket(user=request.user, ref=ref)
        change = put_on_hold if checked(HoldShape(data=request.data))["on_hold"] else take_off_hold
        return Response(TicketShape(change(ticket=found, by=_staff(request))).data)


def _staff(request: Request) -> User:
    """Return who asks; the permission has refused everybody who is not signed in."""
    return cast("User", request.user)
