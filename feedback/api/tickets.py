"""The queue and a single ticket."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.open_ticket import open_ticket
from feedback.api.shapes import (
    OpenedShape,
    OpeningShape,
    TicketPageShape,
    TicketShape,
    WholeTicketShape,
    checked,
)
from feedback.queries.find_ticket import find_ticket
from feedback.queries.inbox.filter_fields import READERS
from feedback.queries.inbox.orders import ORDERS
from feedback.queries.inbox.queue import queue
from feedback.queries.inbox.views import VIEWS, asked_view
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.names import Channel
from feedback.rules.origin import Reporter
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback.models import Ticket
    from feedback_site.kit.pagination import Page

QUERY = [
    OpenApiParameter("view", description=f"A view of the inbox: {', '.join(VIEWS)}, or a kept view's number."),
    OpenApiParameter("sort", enum=list(ORDERS), description="An order; one that the list cannot have gives way."),
    OpenApiParameter("text", description="Words that each ticket must have; the newest first."),
    *(
        OpenApiParameter(name, description="Without a view: only these; see the inbox's filter.")
        for name in READERS
        if name not in ("channel", "reason", "text")
    ),
    OpenApiParameter("cursor", description="From `next` or `previous` of another page."),
    OpenApiParameter(
        "waits",
        enum=["first", "all"],
        description="Instead of a view: the tickets of the waits that the other parameters keep.",
    ),
    *(
        OpenApiParameter(name, description="A moment, ISO 8601 with its zone; [from, to).")
        for name in ("started_from", "started_to", "ended_from", "ended_to")
    ),
    OpenApiParameter("outcome", enum=["answered", "closed"]),
    OpenApiParameter("open", enum=["yes"], description="Only waits that last."),
    OpenApiParameter("within_hours", type=float, description="Only waits that ended in time."),
    OpenApiParameter("channel"),
    OpenApiParameter("reason"),
]


class Tickets(APIView):
    """The queue."""

    permissions: ClassVar = {"GET": "ticket.read", "POST": "ticket.open"}

    @extend_schema(operation_id="tickets_list", parameters=QUERY, responses=TicketPageShape)
    def get(self, request: Request) -> Response:
        """List tickets: a view of the inbox, or those behind a figure."""
        page = _page(request)
        return Response(
            {
                "next": page.next_cursor,
                "previous": page.previous_cursor,
                "results": TicketShape(page.items, many=True).data,
            }
        )

    @extend_schema(request=OpeningShape, responses={201: OpenedShape})
    def post(self, request: Request) -> Response:
        """Open a ticket with what somebody said elsewhere."""
        data = checked(OpeningShape(data=request.data))
        ticket = open_ticket(
            channel=Channel.API,
            body=data["body"],
            language=data["language"],
            reporter=Reporter(name=data["name"], email=data["email"]),
            origin_key=f"api:{request.user.pk}:{data['key']}" if "key" in data else None,
        )
        return Response(OpenedShape(ticket).data, status=HTTPStatus.CREATED)


class OneTicket(APIView):
    """A ticket."""

    permissions: ClassVar = {"GET": "ticket.read"}

    @extend_schema(responses=WholeTicketShape)
    def get(self, request: Request, ref: str) -> Response:
        """Show the ticket with its thread."""
        return Response(WholeTicketShape(find_ticket(user=request.user, ref=ref)).data)


def _page(request: Request) -> Page[Ticket]:
    query = request.query_params
    cursor = query.get("cursor")
    if WaitFilter.in_query(query):
        found = WaitFilter.from_query(query).tickets().visible_to(request.user)
        rows = found.select_related("contact", "assignee")
        return keyset_page(rows, order=("-created_at", "-id"), cursor=cursor)
    return queue(user=request.user, view=asked_view(query, request.user), cursor=cursor)
