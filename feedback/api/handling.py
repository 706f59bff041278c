"""What staff do with a ticket: the same verbs as on its page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.assign import assign
from feedback.actions.attachments.check_files import check_files
from feedback.actions.close_ticket import close_ticket
from feedback.actions.macros.reply_and_do import reply_and_do
from feedback.actions.resolve import resolve
from feedback.actions.write_note import write_note
from feedback.api.shapes import (
    AssignmentShape,
    ClosureShape,
    MessageShape,
    NoteShape,
    ReplyShape,
    TicketShape,
    checked,
)
from feedback.queries.desk.canned import find_canned, macro_of
from feedback.queries.find_ticket import find_ticket
from feedback.rules.names import Reason
from feedback_site.kit.api.body import SoundJSONParser
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback.models import Ticket
    from feedback.queries.bulk.deed import Deed


class Replies(APIView):
    """Answers to the customer."""

    permissions: ClassVar = {"POST": "ticket.reply"}
    parser_classes = (SoundJSONParser, MultiPartParser)

    @extend_schema(request=ReplyShape, responses={201: MessageShape})
    def post(self, request: Request, ref: str) -> Response:
        """Send a reply, with files as `multipart/form-data` under `enclosed`; it ends the wait."""
        found = find_ticket(user=request.user, ref=ref)
        data = checked(ReplyShape(data=request.data))
        deeds = _deeds(found, data.pop("macro", None), _staff(request))
        data["enclosed"] = check_files(request.FILES.getlist("enclosed"))
        message = reply_and_do(ticket=found, author=_staff(request), deeds=deeds, **data)
        return Response(MessageShape(message).data, status=HTTPStatus.CREATED)


class Notes(APIView):
    """Notes among staff."""

    permissions: ClassVar = {"POST": "ticket.note"}
    parser_classes = (SoundJSONParser, MultiPartParser)

    @extend_schema(request=NoteShape, responses={201: MessageShape})
    def post(self, request: Request, ref: str) -> Response:
        """Write a note that only staff see, with files as `multipart/form-data` under `enclosed`."""
        found = find_ticket(user=request.user, ref=ref)
        data = checked(NoteShape(data=request.data))
        data["enclosed"] = check_files(request.FILES.getlist("enclosed"))
        message = write_note(ticket=found, author=_staff(request), **data)
        return Response(MessageShape(message).data, status=HTTPStatus.CREATED)


class Assignment(APIView):
    """Who is in charge."""

    permissions: ClassVar = {"PUT": "ticket.assign"}

    @extend_schema(request=AssignmentShape, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Hand the ticket to somebody, or to nobody."""
        found = find_ticket(user=request.user, ref=ref)
        data = checked(AssignmentShape(data=request.data))
        assign(ticket=found, assignee=data["assignee"], by=_staff(request))
        return _shown(request, ref)


class Resolution(APIView):
    """That it is answered and done."""

    permissions: ClassVar = {"PUT": "ticket.resolve"}

    @extend_schema(request=None, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Resolve the ticket; refused while somebody waits for an answer."""
        resolve(ticket=find_ticket(user=request.user, ref=ref), by=_staff(request))
        return _shown(request, ref)


class Closure(APIView):
    """That it is closed without an answer."""

    permissions: ClassVar = {"PUT": "ticket.close"}

    @extend_schema(request=ClosureShape, responses=TicketShape)
    def put(self, request: Request, ref: str) -> Response:
        """Close the ticket for a reason, which is counted in public."""
        found = find_ticket(user=request.user, ref=ref)
        reason = Reason(checked(ClosureShape(data=request.data))["reason"])
        close_ticket(ticket=found, by=_staff(request), reason=reason)
        return _shown(request, ref)


def _deeds(ticket: Ticket, key: int | None, by: Any) -> list[Deed]:
    """Return what goes with a reply by a macro; raises Invalid."""
    if key is None:
        return []
    canned = find_canned(str(key))
    if canned is None:
        raise Invalid(errors={"macro": [_("Choose a ready answer.")]})
    macro = macro_of(canned, ticket, by)
    return macro.deeds if macro else []


def _shown(request: Request, ref: str) -> Response:
    return Response(TicketShape(find_ticket(user=request.user, ref=ref)).data)


def _staff(request: Request) -> Any:
    return request.user
